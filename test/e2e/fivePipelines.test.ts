import { expect, onTestFinished, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { startLocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import { openStore } from '../../src/store/open.ts';
import { monitorFileSettings } from '../fixtures/monitorFileSettings.ts';
import { connected, setUpProgram, spike } from '../fixtures/program.ts';

const ACCOUNT_OF = { shop: 'main', tickets: 'main', travel: 'main', news: 'eu', sport: 'eu' } as const;
type Pipeline = keyof typeof ACCOUNT_OF;
const PIPELINES = Object.keys(ACCOUNT_OF) as readonly Pipeline[];
/** What each of the other guilds sees; the first one sees everything. */
const SEEN = { Newsroom: ['news', 'sport'], Agency: ['travel'] } as const satisfies Record<string, readonly Pipeline[]>;

/** Every command, as it is typed where nothing may be hidden. */
const LINES: Readonly<Record<string, string>> = {
  balance: '/balance',
  status: '/status',
  summary: '/summary period:30d',
  errors: '/errors',
  latency: '/latency',
  cost: '/cost period:30d',
  queue: '/queue',
  incidents: '/incidents limit:25',
  why: '/why alert:errors',
  mutes: '/mutes',
  quiet: '/quiet',
  escalation: '/escalation',
  oncall: '/oncall',
  explain: '/explain code:TIMEOUT',
  help: '/help',
  privacy: '/privacy',
  setup: '/setup',
  threshold: '/threshold',
  cooldown: '/cooldown',
  export: '/export',
  mute: '/mute alert:latency for:1h',
  unmute: '/unmute alert:latency',
  test: '/test',
};

const token = (pipeline: Pipeline) => `token-of-${pipeline}-0123456789`;

/** Five pipelines on two accounts, and three guilds: one that sees all, one that sees two, one that sees one. */
async function setUpFive() {
  const stage = await setUpProgram({ rateLimits: false });
  const { discord, env, captchaAi, guild, channel } = stage;
  const eu = await startLocalCaptchaAi({ balanceUsd: 1.5 });
  onTestFinished(() => eu.stop());
  captchaAi.setBalance(987.65);
  const others = Object.entries(SEEN).map(([name, sees]) => {
    const other = discord.addGuild({ name });
    return { other, sees, channelId: discord.addChannel(other.id, { name: 'alerts' }).id };
  });
  const guildsOf = (pipeline: Pipeline) => [
    guild.id,
    ...others.filter(({ sees }) => sees.some((one) => one === pipeline)).map(({ other }) => other.id),
  ];
  const lines = PIPELINES.map(
    (name) =>
      `  ${name}: { account: ${ACCOUNT_OF[name]}, ingestToken: \${TOKEN_${name.toUpperCase()}}, guilds: ${JSON.stringify(guildsOf(name))} }`,
  );
  // Chosen before the start: the first poll finds a low balance.
  const store = await openStore(env.DATABASE_FILE);
  for (const { other, channelId } of [...others, { other: guild, channelId: channel.id }]) {
    await store.guilds.see([{ id: other.id, name: other.name }], 1);
    await store.guilds.choose(other.id, { channelId }, []);
  }
  await store.close();
  const tokens = PIPELINES.map((name) => [`TOKEN_${name.toUpperCase()}`, token(name)]);
  const more = { KEY_EU: eu.key, DISCORD_WEBHOOK_URL: '', ...Object.fromEntries(tokens) };
  const app = await stage.start(
    monitorFileSettings(
      env,
      `accounts:\n  main: { apiKey: \${KEY_MAIN} }\n  eu: { apiKey: \${KEY_EU}, url: "${eu.url}" }\npipelines:\n${lines.join('\n')}\n`,
      more,
    ),
  );
  await connected(app);
  for (const pipeline of PIPELINES) {
    const response = await fetch(`${app.baseUrl}/v1/results`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token(pipeline)}`, 'content-type': 'application/json' },
      body: JSON.stringify(spike()),
    });
    expect(response.status).toBe(202);
  }
  const people = others.map(({ other, sees, channelId }) => ({
    sees: sees as readonly Pipeline[],
    channelId,
    actor: discord.as({ userId: other.ownerId, guildId: other.id, channelId }),
  }));
  return { ...stage, app, everybody: [{ sees: PIPELINES, channelId: channel.id, actor: stage.owner }, ...people] };
}

test('five pipelines on two accounts: each of three guilds gets alerts, answers and choices of its own, by every command', async () => {
  expect(Object.keys(LINES).toSorted()).toEqual(COMMANDS.map(({ data }) => String(data.name)).toSorted());
  const { discord, everybody } = await setUpFive();
  const textIn = (channelId: string) => JSON.stringify(discord.messages(channelId));
  const spikesIn = (channelId: string) => textIn(channelId).split('Error Rate Spike').length - 1;
  await discord.transcript.waitFor(() => everybody.every(({ channelId }) => spikesIn(channelId) > 0), {
    timeoutMs: 30_000,
  });

  for (const { sees, channelId, actor } of everybody) {
    const hidden = PIPELINES.filter((name) => !sees.includes(name));
    const seesMain = sees.some((name) => ACCOUNT_OF[name] === 'main');
    const secrets = [...hidden, ...(seesMain ? [] : ['main', '987.65'])];
    const check = (text: string, what: string) => {
      expect(
        secrets.filter((secret) => text.includes(secret)),
        what,
      ).toEqual([]);
    };
    for (const [name, line] of Object.entries(LINES)) {
      const reply = await (await actor.type(line)).reply();
      check(JSON.stringify(reply), line);
      for (const option of COMMANDS.find(({ data }) => data.name === name)?.data.options ?? []) {
        if (!('autocomplete' in option) || !option.autocomplete) continue;
        const { choices } = await actor.autocomplete(name, option.name, '');
        check(JSON.stringify(choices), `${name} ${option.name}`);
        if (option.name === 'pipeline') expect(choices.map(({ name: one }) => one)).toEqual(sees);
      }
    }
    const status = JSON.stringify(await (await actor.type('/status')).reply());
    if (sees.length > 1) expect(status).toContain(`of ${sees.length} pipelines firing`);
    else expect(status).not.toContain('pipelines firing');
    const summary = await (await actor.type('/summary period:30d')).reply();
    expect(summary.embeds[0]?.description).toBe(`**${(sees.length * 200).toLocaleString('en-US')}** tasks processed`);

    check(textIn(channelId), 'messages');

    // The refusal says the name that was asked for, and no other.
    for (const pipeline of PIPELINES) {
      const reply = await (await actor.type(`/errors pipeline:${pipeline}`)).reply();
      const answer = JSON.stringify(reply);
      if (sees.includes(pipeline)) {
        expect(answer).toContain('45/200');
        // Who sees only one needs no name.
        expect(reply.embeds[0]?.author?.name).toBe(sees.length > 1 ? pipeline : undefined);
      } else {
        expect(answer).toContain(`\`${pipeline}\` is not a pipeline`);
        const others = hidden.filter((name) => name !== pipeline);
        expect(others.filter((name) => answer.includes(name))).toEqual([]);
      }
    }
  }
});
