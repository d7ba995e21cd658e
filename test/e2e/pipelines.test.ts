import { expect, onTestFinished, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { startLocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import { openStore } from '../../src/store/open.ts';
import { monitorFileSettings } from '../fixtures/monitorFileSettings.ts';
import { connected, setUpProgram, spike } from '../fixtures/program.ts';

const TOKENS = {
  shop: 'token-of-shop-0123456789',
  tickets: 'token-of-tickets-0123456789',
  news: 'token-of-news-0123456789',
} as const;

type Pipeline = keyof typeof TOKENS;

/** Three pipelines on two accounts, of which a second server sees one. */
async function setUpSeveral() {
  const stage = await setUpProgram({ rateLimits: false });
  const { discord, env, captchaAi } = stage;
  const eu = await startLocalCaptchaAi({ balanceUsd: 1.5 });
  onTestFinished(() => eu.stop());
  const other = discord.addGuild({ name: 'Newsroom' });
  const channel = discord.addChannel(other.id, { name: 'alerts' });
  // Messages before `/setup` go there too.
  discord.setSystemChannel(other.id, channel.id);
  // Chosen before the start: the first poll finds a low balance.
  const store = await openStore(env.DATABASE_FILE);
  await store.guilds.see([{ id: other.id, name: other.name }], 1);
  await store.guilds.choose(other.id, { channelId: channel.id }, []);
  await store.close();
  captchaAi.setBalance(100);
  const tokens = Object.entries(TOKENS).map(([name, token]) => [`TOKEN_${name.toUpperCase()}`, token]);
  const app = await stage.start(
    monitorFileSettings(
      env,
      `accounts:
  main: { apiKey: \${KEY_MAIN} }
  eu: { apiKey: \${KEY_EU}, url: "${eu.url}" }
pipelines:
  shop: { account: main, ingestToken: \${TOKEN_SHOP}, guilds: ["${stage.guild.id}"] }
  tickets: { account: main, ingestToken: \${TOKEN_TICKETS}, guilds: ["${stage.guild.id}"], thresholds: { errors.rate: 90 } }
  news: { account: eu, ingestToken: \${TOKEN_NEWS} }
`,
      { KEY_EU: eu.key, ...Object.fromEntries(tokens) },
    ),
  );
  await connected(app);
  const reader = discord.as({ userId: other.ownerId, guildId: other.id, channelId: channel.id });
  return { ...stage, app, there: channel, reader };
}

function post(app: AppProcess, pipeline: Pipeline, path: string, body: unknown): Promise<Response> {
  return fetch(app.baseUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKENS[pipeline]}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('several pipelines and accounts: each token its pipeline, each message its subject, and a server sees its own alone', async () => {
  const { discord, app, owner, reader, channel, there } = await setUpSeveral();
  const alertsIn = (channelId: string) =>
    discord.messages(channelId).map(({ embeds }) => [embeds[0]?.author?.name, embeds[0]?.title]);
  for (const pipeline of ['shop', 'tickets', 'news'] as const) {
    expect((await post(app, pipeline, '/v1/results', spike())).status).toBe(202);
    // At once with the next one they would be one message.
    const isSent = () =>
      alertsIn(channel.id).some(([subject, title]) => subject === 'shop' && title?.includes('Error'));
    await discord.transcript.waitFor(isSent, { timeoutMs: 20_000 });
  }
  const [wantedHere, wantedThere] = [
    [
      ['eu (news)', '💰 Balance Alert'],
      ['news', '⚠️ Error Rate Spike'],
      // Tickets has a threshold of its own.
      ['shop', '⚠️ Error Rate Spike'],
    ],
    // It sees one pipeline: nobody needs its name.
    [
      [undefined, '⚠️ Error Rate Spike'],
      [undefined, '💰 Balance Alert'],
    ],
  ];
  await discord.transcript.waitFor(() => alertsIn(channel.id).length >= 3 && alertsIn(there.id).length >= 2, {
    timeoutMs: 20_000,
  });
  expect(alertsIn(channel.id).toSorted()).toEqual(wantedHere.toSorted());
  expect(alertsIn(there.id).toSorted()).toEqual(wantedThere.toSorted());

  const answer = async (who: typeof owner, line: string) => JSON.stringify(await (await who.type(line)).reply());
  const status = await answer(owner, '/status');
  expect(status).toContain('2 of 3 pipelines firing, 1 of 2 accounts firing');
  expect(status).toContain(
    '🔴 `shop`: **Error rate** 22.5% (45/200)\\n🔴 `news`: **Error rate** 22.5% (45/200)\\n🟢 `tickets`',
  );
  expect(await answer(owner, '/summary')).toContain('**600** tasks processed');
  expect(await answer(owner, '/errors')).toContain('Error rate: **22.5%** (135/600)');
  expect(await answer(owner, '/balance')).toMatch(/🔴 `eu` \(`news`\).*🟢 `main` \(`shop`, `tickets`\)/);
  expect(await answer(owner, '/balance pipeline:shop')).toContain('$100.00');
  expect(await answer(owner, '/balance pipeline:news')).toContain('$1.50');
  expect(await answer(owner, '/errors pipeline:tickets')).toContain('45/200');
  const muted = await answer(owner, '/mute alert:errors for:1h pipeline:shop');
  expect(muted).toContain('Error rate (`shop`)');
  for (const line of [
    '/status',
    '/errors',
    '/summary',
    '/queue',
    '/latency',
    '/cost',
    '/incidents',
    '/mutes',
    '/balance',
    '/export',
  ]) {
    expect(await answer(reader, line), line).not.toMatch(/shop|tickets|\$100|main/);
  }
  const names = async (who: typeof owner) =>
    (await who.autocomplete('balance', 'pipeline', '')).choices.map(({ name }) => name);
  expect(await names(owner)).toEqual(['shop', 'tickets', 'news']);
  expect(await names(reader)).toEqual(['news']);
  expect((await (await owner.type('/balance pipeline:nope')).reply()).content).toBe(
    '`nope` is not a pipeline. Available: `shop`, `tickets`, `news`.',
  );
  const refused = await answer(reader, '/errors pipeline:shop');
  expect(refused).toContain('news');
  expect(refused).not.toContain('tickets');
  expect(
    (await fetch(`${app.baseUrl}/v1/results`, { method: 'POST', headers: { authorization: 'Bearer x' } })).status,
  ).toBe(401);
});
