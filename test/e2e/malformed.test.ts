import { expect, test } from 'vitest';
import { mutationsOf } from '../fixtures/mutations.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

const DISPATCH = 0;

/** What the gateway sent so far, one of each sort. */
function samples({ discord }: Awaited<ReturnType<typeof setUpProgram>>) {
  const sent = discord.transcript
    .gateway('toBot', DISPATCH)
    .map(({ payload: { t, d } }) => ({ name: t ?? '', data: d }));
  const sortOf = ({ name, data }: (typeof sent)[number]) =>
    name === 'INTERACTION_CREATE' ? `${name} ${JSON.stringify(Object(data)['type'])}` : name;
  return [...new Map(sent.map((each) => [sortOf(each), each])).values()];
}

async function alerted({ discord, messages }: Awaited<ReturnType<typeof setUpProgram>>): Promise<void> {
  const isThere = () => messages().some(({ embeds }) => embeds[0]?.title === '⚠️ Error Rate Spike');
  await discord.transcript.waitFor(isThere, { timeoutMs: 20_000 });
}

test('events with any field left out, null or of another type are dropped and counted, and people are answered', {
  timeout: 120_000,
}, async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3, rateLimits: false });
  const { discord, owner } = stage;
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  await stage.setUp({ setupChannel: stage.channel.id });
  // Something of each sort, about a guild that may come to harm.
  const other = discord.addGuild({ name: 'Other' });
  const general = discord.addChannel(other.id, { name: 'general' });
  discord.updateChannel(general.id, { name: 'talk' });
  const role = discord.addRole(other.id, { name: 'oncall' });
  discord.updateRole(other.id, role.id, { mentionable: true });
  discord.renameGuild(other.id, 'Others');
  await owner.autocomplete('threshold', 'kind', '');
  await (await owner.slash('mute', { alert: 'queue', for: '2h' })).reply();
  discord.deleteRole(other.id, role.id);
  discord.deleteChannel(general.id);
  discord.removeGuild(other.id);

  const events = samples(stage).filter(({ name }) => name !== 'READY');
  expect(events.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['GUILD_CREATE', 'GUILD_UPDATE', 'GUILD_DELETE', 'CHANNEL_CREATE', 'GUILD_ROLE_UPDATE']),
  );
  for (const { name, data } of events) {
    const isOurs = JSON.stringify(data).includes(stage.guild.id);
    // That it left a guild is Discord's word, whatever else is broken.
    if (isOurs && name === 'GUILD_DELETE') continue;
    for (const { data: broken } of mutationsOf(data)) discord.gateway.dispatchAll(name, broken);
  }

  expect((await (await owner.slash('explain', { code: 'ERROR_ZERO_BALANCE' })).reply()).embeds).not.toEqual([]);
  await post(app, '/v1/results', spike());
  await alerted(stage);
  expect(app.process.exitCode).toBeNull();
  expect(app.output()).toContain('gateway event dropped: it could not be read');
  const metrics = await (await fetch(`${app.baseUrl}/metrics`)).text();
  expect(metrics).toMatch(/captchaai_monitor_gateway_events_dropped_total\{event="INTERACTION_CREATE"\} [1-9]/);
  expect(metrics).toMatch(/captchaai_monitor_gateway_events_dropped_total\{event="GUILD_UPDATE"\} [1-9]/);
});

test('what somebody typed is in no line about an event that cannot be read', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  stage.discord.gateway.setMangle((name, data) =>
    name === 'INTERACTION_CREATE'
      ? { ...Object(data), app_permissions: 'typed-by-somebody', entitlements: undefined }
      : data,
  );
  void stage.owner.slash('mute', { alert: 'queue', for: '2h', reason: 'typed-by-somebody' }).catch(() => undefined);
  await app.logged('gateway event dropped');
  expect(app.output()).not.toContain('typed-by-somebody');
  stage.discord.gateway.setMangle(null);
  expect((await (await stage.owner.type('/balance')).reply()).embeds[0]?.title).toBe('💰 CaptchaAI Balance');
});

test.each<[string, (send: (name: string, data: unknown) => void) => (name: string, data: unknown) => unknown]>([
  [
    'a server that Discord tells of without the optional `unavailable`',
    () => (name, data) => {
      if (name === 'GUILD_CREATE') Reflect.deleteProperty(Object(data), 'unavailable');
      return data;
    },
  ],
  [
    'a server that comes before READY',
    (send) => {
      let whole: unknown;
      let isEarly = false;
      return (name, data) => {
        // The first login shows what is sent; at the second it comes first, and never again in a form that can be read.
        if (name === 'GUILD_CREATE') {
          if (whole !== undefined) return isEarly ? data : null;
          whole = data;
        }
        if (name === 'READY' && whole !== undefined) {
          isEarly = true;
          send('GUILD_CREATE', whole);
          isEarly = false;
        }
        return data;
      };
    },
  ],
])('%s gets its alerts all the same', async (_name, mangle) => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const { gateway } = stage.discord;
  gateway.setMangle(mangle((name, data) => gateway.dispatchAll(name, data)));
  const first = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(first);
  await first.end('SIGTERM');
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '', DATABASE_FILE: `${stage.env.DATABASE_FILE}.new` });
  await connected(app);
  await stage.setUp({ setupChannel: stage.channel.id });
  await post(app, '/v1/results', spike());
  await alerted(stage);
});
