import { expect, test, vi } from 'vitest';
import { connected, evaluated, post, setUpProgram, spike } from '../fixtures/program.ts';

const TITLE = '⚠️ Error Rate Spike';
const PAGE = '<html><h1>Please sign in</h1></html>';
const ADMINISTRATOR = 0x8n;
const EVALUATIONS = 3;
const deadline = { timeout: 15_000, interval: 50 };
const failed = (count: number) => Array.from({ length: count }, () => ({ outcome: 'failed', errorCode: 'TIMEOUT' }));

type Stage = Awaited<ReturnType<typeof setUpProgram>>;

/** A guild whose alerts go to its own channel, and somebody else it may be handed on to. */
async function startBot(env: Readonly<Record<string, string>> = {}) {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const settings = { DISCORD_WEBHOOK_URL: '', ALERT_COOLDOWN_SECONDS: '1', ...env };
  const app = await stage.start(settings);
  await connected(app);
  await stage.setUp({ setupChannel: stage.channel.id });
  const stranger = stage.discord.addUser({ username: 'mallory' });
  stage.discord.addMember(stage.guild.id, stage.discord.owner.id, { permissions: ADMINISTRATOR });
  return { ...stage, app, stranger, settings };
}

async function alerted({ messages }: Stage, times: number): Promise<void> {
  await vi.waitFor(
    () => expect(messages().filter(({ embeds }) => embeds[0]?.title === TITLE)).toHaveLength(times),
    deadline,
  );
}

/** After more evaluations than the message needed before, nothing was sent. */
async function staysSilent(stage: Stage & { app: Awaited<ReturnType<Stage['start']>> }): Promise<void> {
  const before = stage.messages().length;
  await post(stage.app, '/v1/results', spike());
  await evaluated(stage.app, EVALUATIONS);
  expect(stage.messages()).toHaveLength(before);
}

async function asksAndIsRefused({ owner }: Stage): Promise<void> {
  const result = await owner.type('/balance');
  expect((await result.reply()).content).toContain('not allowed to use this monitor');
  expect((await owner.autocomplete('threshold', 'kind', '')).choices).toEqual([]);
}

test('a server that is handed on to somebody else gets nothing from then on, and gets messages again when it is handed back', async () => {
  const stage = await startBot();
  const { discord, guild, app, stranger } = stage;
  await post(app, '/v1/results', spike());
  await alerted(stage, 1);

  discord.setGuildOwner(guild.id, stranger.id);
  await app.logged('guild is not allowed and sees no data');
  await asksAndIsRefused(stage);
  await staysSilent(stage);
  await vi.waitFor(() => expect(discord.gateway.sessions()[0]?.presence).not.toHaveProperty('activities.0'), deadline);

  discord.setGuildOwner(guild.id, discord.owner.id);
  await alerted(stage, 2);
  expect((await (await stage.owner.type('/balance')).reply()).embeds[0]?.title).toBe('💰 CaptchaAI Balance');
});

test('what waits for a server that is not allowed any more is dropped', async () => {
  const stage = await startBot();
  const { discord, guild, app, stranger } = stage;
  const sends = { method: 'POST', path: /^\/channels\/\d+\/messages$/ };
  const down = discord.faults.status(sends, 503);
  await post(app, '/v1/results', spike());
  await vi.waitFor(() => expect(down.hits).toBeGreaterThan(0), deadline);
  discord.setGuildOwner(guild.id, stranger.id);
  await app.logged('guild is not allowed and sees no data');
  down.clear();
  await staysSilent(stage);
});

test.each<[string, (stage: Stage) => void]>([
  ['a new session', ({ discord }) => discord.gateway.invalidateAll(false)],
  ['a session that goes on', ({ discord }) => discord.gateway.dropAll()],
])('an application that is handed on takes its servers along, at the latest with %s', async (_name, reconnect) => {
  const stage = await startBot();
  stage.discord.setApplicationOwner(stage.stranger.id);
  reconnect(stage);
  await stage.app.logged('guild is not allowed and sees no data');
  await asksAndIsRefused(stage);
  await staysSilent(stage);
});

test('a page in the place of the application takes nobody’s access away, neither while it runs nor at a start', async () => {
  const stage = await startBot();
  const page = stage.discord.faults.status({ path: '/applications/@me' }, 200, PAGE);
  stage.discord.gateway.dropAll();
  await stage.app.logged('allowed servers could not be read');
  await post(stage.app, '/v1/results', spike());
  await alerted(stage, 1);
  await stage.app.end('SIGTERM');

  const again = await stage.start(stage.settings);
  await again.logged('not connected to Discord');
  await post(again, '/v1/results', failed(400));
  await alerted(stage, 2);
  page.clear();
  await connected(again);
  expect(again.output()).not.toContain('guild is not allowed');
});

test('an outage of a server is no farewell', async () => {
  const stage = await startBot();
  const { discord, guild, app } = stage;
  discord.setGuildAvailable(guild.id, false);
  await post(app, '/v1/results', spike());
  await alerted(stage, 1);
  discord.setGuildAvailable(guild.id, true);
  expect((await (await stage.owner.type('/balance')).reply()).embeds[0]?.title).toBe('💰 CaptchaAI Balance');
});

test('an update that does not say whose the server is takes nothing away', async () => {
  const stage = await startBot();
  const { discord, guild, app } = stage;
  discord.gateway.setMangle((name, data) => (name === 'GUILD_UPDATE' ? { ...Object(data), owner_id: null } : data));
  discord.renameGuild(guild.id, 'Renamed');
  expect((await (await stage.owner.type('/balance')).reply()).embeds[0]?.title).toBe('💰 CaptchaAI Balance');
  await post(app, '/v1/results', spike());
  await alerted(stage, 1);
});

test('a server that threw the bot out while it was not connected gets nothing', async () => {
  const stage = await startBot();
  const { discord, guild, app } = stage;
  // Its farewell is lost with the session.
  discord.gateway.setMangle((name, data) => (name === 'GUILD_DELETE' ? null : data));
  discord.removeGuild(guild.id);
  discord.gateway.setMangle(null);
  discord.gateway.invalidateAll(false);
  await app.logged('guild is no longer notified');
  await post(app, '/v1/results', spike());
  await evaluated(app, EVALUATIONS);
  expect(discord.transcript.requests('POST', /^\/channels\/\d+\/messages$/)).toEqual([]);
});

test('a server that DISCORD_GUILD_IDS does not name any more gets nothing, but the operator’s webhook goes on there', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const first = await stage.start();
  await connected(first);
  const own = stage.discord.addChannel(stage.guild.id, { name: 'own' });
  await stage.setUp({ setupChannel: own.id });
  await first.end('SIGTERM');

  const second = await stage.start({ DISCORD_GUILD_IDS: '100000000000000001' });
  await connected(second);
  await post(second, '/v1/results', spike());
  await alerted(stage, 1);
  expect(stage.discord.messages(own.id)).toEqual([]);
});
