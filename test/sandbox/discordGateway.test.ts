import { type Client, Events, GatewayIntentBits } from 'discord.js';
import { describe, expect } from 'vitest';
import type { GatewayEntry, LocalDiscord, TranscriptEntry } from '../../sandbox/discord/localDiscord.ts';
import { logIn, manualClock, newClient, setUpDiscord } from '../fixtures/discord.ts';
import { openRawSocket } from '../fixtures/rawSocket.ts';
import { test } from '../fixtures/test.ts';

const fromBot =
  (op: number) =>
  (entry: TranscriptEntry): entry is GatewayEntry =>
    entry.kind === 'gateway' && entry.direction === 'fromBot' && entry.payload.op === op;
const toBot =
  (name: string) =>
  (entry: TranscriptEntry): entry is GatewayEntry =>
    entry.kind === 'gateway' && entry.direction === 'toBot' && entry.payload.t === name;
const closed = (entry: TranscriptEntry) => entry.kind === 'close';

const identify = (token: string, more: object = {}) => ({
  op: 2,
  d: { token, properties: { os: 'linux', browser: 'x', device: 'x' }, intents: 1, ...more },
});

const once = (client: Client, event: string) => new Promise((resolve) => client.once(event, resolve));

test('what happens to guilds, channels and roles reaches the client', async () => {
  const { discord, guild, channel } = await setUpDiscord();
  const client = await logIn(discord);
  const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
  discord.updateRole(guild.id, role.id, { name: 'on call' });
  discord.updateChannel(channel.id, { name: 'incidents' });
  discord.renameGuild(guild.id, 'Acme Ltd');
  const other = discord.addGuild({ name: 'Other' });
  await once(client, Events.GuildCreate);

  const cached = client.guilds.cache.get(guild.id);
  expect(cached?.name).toBe('Acme Ltd');
  expect(cached?.roles.cache.get(role.id)).toMatchObject({ name: 'on call', mentionable: true });
  expect(cached?.channels.cache.get(channel.id)?.name).toBe('incidents');
  expect(cached?.members.me?.permissions.has('ManageWebhooks')).toBe(true);

  discord.deleteRole(guild.id, role.id);
  discord.deleteChannel(channel.id);
  discord.removeGuild(other.id);
  await once(client, Events.GuildDelete);
  expect(cached?.roles.cache.has(role.id)).toBe(false);
  expect(cached?.channels.cache.has(channel.id)).toBe(false);

  discord.inviteBot(other.id, 1n << 10n);
  await once(client, Events.GuildCreate);
  expect(client.guilds.cache.get(other.id)?.members.me?.permissions.toArray()).toEqual(['ViewChannel']);
});

test('an outage of a guild is not a removal', async () => {
  const { discord, guild } = await setUpDiscord();
  const client = await logIn(discord);
  discord.setGuildAvailable(guild.id, false);
  await once(client, Events.GuildUnavailable);
  discord.setGuildAvailable(guild.id, true);
  await once(client, Events.GuildAvailable);
});

test('without intents there are no guild events, and messages need theirs', async () => {
  const { discord, channel, guild, call } = await setUpDiscord();
  const client = await logIn(discord, { intents: [] });
  discord.addChannel(guild.id, { name: 'new' });
  await call('POST', `/channels/${channel.id}/messages`, { content: 'x' });
  expect(discord.transcript.gateway('toBot').map(({ payload }) => payload.t)).toEqual([null, 'READY']);
  expect(client.guilds.cache.get(guild.id)?.available).toBe(false);
});

test('messages of others arrive as blanks without the message-content intent', async () => {
  const { discord, channel, call } = await setUpDiscord();
  await logIn(discord, {
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.GuildWebhooks],
  });
  const { url } = discord.createWebhook(channel.id);
  await call('POST', url.replace(`${discord.apiBase}`, ''), { content: 'not for you' });
  await call('POST', `/channels/${channel.id}/messages`, { content: 'own' });
  const contents = discord.transcript
    .gateway('toBot', 'MESSAGE_CREATE')
    .map(({ payload }) => (payload.d as { content: string }).content);
  expect(contents).toEqual(['', 'own']);
  expect(discord.transcript.gateway('toBot', 'WEBHOOKS_UPDATE')).toHaveLength(1);
});

// The client waits half a second before it reconnects, so these run side by side.
describe.concurrent('after a connection is lost', () => {
  test('after a broken connection the client resumes and misses nothing', async ({ setUpDiscord, logIn }) => {
    const { discord, guild } = await setUpDiscord();
    const client = await logIn(discord);
    const [session] = discord.gateway.sessions();
    const back = once(client, Events.ShardResume);
    discord.gateway.dropAll();
    discord.addChannel(guild.id, { name: 'while-away' });
    await back;
    const resumed = await discord.transcript.waitFor(toBot('RESUMED'));
    const replayed = discord.transcript
      .gateway('toBot', 'CHANNEL_CREATE')
      .filter(({ connection }) => connection === resumed.connection);
    expect(replayed).toHaveLength(1);
    expect(discord.gateway.sessions()).toMatchObject([{ id: session?.id, connected: true }]);
    expect(client.guilds.cache.get(guild.id)?.channels.cache.some(({ name }) => name === 'while-away')).toBe(true);
  });

  test.for<[string, string, (discord: LocalDiscord) => void, number]>([
    ['op 7', 'resume', (discord: LocalDiscord) => discord.gateway.reconnectAll(), 6],
    ['op 9 that allows it', 'resume', (discord: LocalDiscord) => discord.gateway.invalidateAll(true), 6],
    ['op 9 that does not', 'identify', (discord: LocalDiscord) => discord.gateway.invalidateAll(false), 2],
    ['close 4000', 'resume', (discord: LocalDiscord) => discord.gateway.closeAll(4000), 6],
    ['close 4007', 'identify', (discord: LocalDiscord) => discord.gateway.closeAll(4007), 2],
  ])('%s makes the client %s', async ([_name, _how, act, op], { setUpDiscord, logIn }) => {
    const { discord } = await setUpDiscord({ identifyIntervalMs: 0 });
    const client = await logIn(discord);
    const back = once(client, op === 6 ? Events.ShardResume : Events.ShardReady);
    const from = discord.transcript.position();
    act(discord);
    await discord.transcript.waitFor(fromBot(op), { from });
    await back;
    expect(discord.gateway.sessions()).toMatchObject([{ connected: true }]);
  });

  test('a resume of a session that Discord has given up gets op 9 and a fresh start', async ({
    setUpDiscord,
    logIn,
  }) => {
    const clock = manualClock();
    const { discord } = await setUpDiscord({ now: clock.now });
    const client = await logIn(discord);
    const back = once(client, Events.ShardReady);
    discord.gateway.dropAll();
    await discord.transcript.waitFor(closed);
    clock.advance(3 * 60_000 + 1);
    const from = discord.transcript.position();
    await discord.transcript.waitFor((entry) => entry.kind === 'gateway' && entry.payload.op === 9, { from });
    await back;
  });

  test('nobody gets in while connections are refused', async ({ setUpDiscord, logIn }) => {
    const { discord } = await setUpDiscord();
    const client = await logIn(discord);
    const back = once(client, Events.ShardResume);
    discord.gateway.setRefuseConnections(true);
    discord.gateway.dropAll();
    await discord.transcript.waitFor(closed);
    expect(discord.gateway.sessions()).toMatchObject([{ connected: false }]);
    discord.gateway.setRefuseConnections(false);
    await back;
  });

  test('a client whose heartbeats are not acknowledged reconnects', async ({ setUpDiscord, logIn }) => {
    const { discord } = await setUpDiscord({ heartbeatIntervalMs: 200 });
    await logIn(discord);
    discord.gateway.setHeartbeatAcks(false);
    const end = await discord.transcript.waitFor(closed);
    expect(end).toMatchObject({ code: 4200, by: 'bot' });
  });
});

test('each session counts its own events', async () => {
  const { discord, guild } = await setUpDiscord({ identifyIntervalMs: 0 });
  await logIn(discord);
  await logIn(discord, { intents: [] });
  discord.addChannel(guild.id, { name: 'one' });
  expect(discord.gateway.sessions().map(({ sequence }) => sequence)).toEqual([3, 1]);
});

test('the server may ask for a heartbeat', async () => {
  const { discord } = await setUpDiscord();
  await logIn(discord);
  const from = discord.transcript.position();
  discord.gateway.requestHeartbeats();
  await discord.transcript.waitFor(fromBot(1), { from });
});

test('presence is written down', async () => {
  const { discord } = await setUpDiscord();
  const client = await logIn(discord);
  client.user.setPresence({ activities: [{ name: 'the pipeline', type: 3 }] });
  await discord.transcript.waitFor(fromBot(3));
  expect(discord.gateway.sessions()[0]?.presence).toMatchObject({ activities: [{ name: 'the pipeline' }] });
});

test.each([
  ['a wrong token', {}, 'wrong', 'An invalid token was provided.', null],
  ['a privileged intent', { intents: [GatewayIntentBits.GuildMembers] }, null, 'Used disallowed intents', 4014],
])('login with %s fails', async (_name, options, token, message, code) => {
  const { discord } = await setUpDiscord();
  const client = newClient(discord, options);
  await expect(client.login(token ?? discord.bot.token)).rejects.toThrow(message);
  if (code !== null) expect(await discord.transcript.waitFor(closed)).toMatchObject({ code, by: 'discord' });
});

test('an event goes to the shard of its guild only', async () => {
  const { discord } = await setUpDiscord({ maxConcurrency: 2, identifyIntervalMs: 0, recommendedShards: 2 });
  const [even, odd] = [2n, 3n].map((n) => ((1n << 40n) + n) << 22n);
  discord.addGuild({ name: 'even', id: String(even) });
  discord.addGuild({ name: 'odd', id: String(odd) });
  await logIn(discord, { shards: 'auto' });
  const ready = discord.transcript
    .gateway('toBot', 'READY')
    .map(({ payload }) => payload.d as { shard: number[]; guilds: { id: string }[] });
  const idsOf = (shard: number) => ready.find((one) => one.shard[0] === shard)?.guilds.map(({ id }) => id);
  expect(idsOf(0)).toContain(String(even));
  expect(idsOf(1)).toContain(String(odd));
  expect(idsOf(1)).not.toContain(String(even));
});

test('READY carries the shard, and GET /gateway/bot what there is to know before', async () => {
  const { discord, call } = await setUpDiscord({ maxConcurrency: 2, identifyIntervalMs: 0, recommendedShards: 3 });
  await logIn(discord, { shards: 'auto' });
  const shards = discord.transcript
    .gateway('toBot', 'READY')
    .map(({ payload }) => (payload.d as { shard: unknown }).shard);
  expect(shards.toSorted()).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
  ]);
  expect((await call('GET', '/gateway/bot')).body).toMatchObject({
    shards: 3,
    session_start_limit: { total: 1000, remaining: 997, max_concurrency: 2 },
  });
});

test('each shard resumes its own session', async () => {
  const { discord } = await setUpDiscord({ maxConcurrency: 2, identifyIntervalMs: 0, recommendedShards: 2 });
  const client = await logIn(discord, { shards: 'auto' });
  const before = discord.gateway.sessions().map(({ id }) => id);
  const back = [0, 1].map(
    (shard) =>
      new Promise<void>((resolve) => {
        client.on(Events.ShardResume, (id) => {
          if (id === shard) resolve();
        });
      }),
  );
  discord.gateway.dropAll();
  await Promise.all(back);
  expect(discord.gateway.sessions().map(({ id }) => id)).toEqual(before);
});

test('a shard with more guilds than it may have is closed with 4011; more shards are recommended, and fit', async () => {
  const { discord, call } = await setUpDiscord({ guildsPerShard: 2, maxConcurrency: 4, identifyIntervalMs: 0 });
  for (const n of [0n, 1n, 2n]) discord.addGuild({ name: `guild ${n}`, id: String(((1n << 40n) + n) << 22n) });
  const alone = await openRawSocket(discord);
  alone.send(identify(discord.bot.token, { shard: [0, 1] }));
  expect(await alone.code).toBe(4011);
  const { shards } = (await call('GET', '/gateway/bot')).body as { shards: number };
  expect(shards).toBe(5);
  const one = await openRawSocket(discord);
  one.send(identify(discord.bot.token, { shard: [1, shards] }));
  await discord.transcript.waitFor((entry) => entry.kind === 'gateway' && entry.payload.t === 'READY');
  discord.gateway.setGuildsPerShard(2500);
  expect((await call('GET', '/gateway/bot')).body).toMatchObject({ shards: 1 });
});

test.each([
  ['a wrong token', (token: string) => identify(`${token}x`), 4004],
  ['identify without properties', (token: string) => ({ op: 2, d: { token } }), 4002],
  ['a shard that is not', (token: string) => identify(token, { shard: [2, 2] }), 4010],
  ['intents that are not', (token: string) => identify(token, { intents: 1 << 18 }), 4013],
  ['privileged intents', (token: string) => identify(token, { intents: 1 << 15 }), 4014],
  ['presence before identify', () => ({ op: 3, d: {} }), 4003],
  ['an unknown opcode', () => ({ op: 99, d: {} }), 4001],
  ['what is not JSON', () => '{', 4002],
  ['more than 4096 bytes', () => ({ op: 1, d: 'x'.repeat(4096) }), 4002],
  ['a resume with a wrong token', () => ({ op: 6, d: { token: 'x', session_id: 'x', seq: 1 } }), 4004],
])('%s closes the connection', async (_name, payload, code) => {
  const { discord } = await setUpDiscord();
  const socket = await openRawSocket(discord);
  socket.send(payload(discord.bot.token));
  expect(await socket.code).toBe(code);
});

test('heartbeats are acknowledged before identify; a second identify is one too many', async () => {
  const { discord } = await setUpDiscord();
  const socket = await openRawSocket(discord);
  socket.send({ op: 1, d: null });
  socket.send(identify(discord.bot.token));
  socket.send(identify(discord.bot.token));
  expect(await socket.code).toBe(4005);
  expect(socket.received.map(({ op, t }) => t ?? op)).toEqual([10, 11, 'READY', 'GUILD_CREATE']);
});

test('a resume from a sequence that was never sent is refused', async () => {
  const { discord } = await setUpDiscord();
  await logIn(discord);
  const socket = await openRawSocket(discord);
  socket.send({ op: 6, d: { token: discord.bot.token, session_id: discord.gateway.sessions()[0]?.id, seq: 99 } });
  expect(await socket.code).toBe(4007);
});

test('120 payloads a minute are allowed, not 121', async () => {
  const { discord } = await setUpDiscord();
  const socket = await openRawSocket(discord);
  for (let sent = 0; sent < 121; sent++) socket.send({ op: 1, d: null });
  expect(await socket.code).toBe(4008);
  expect(discord.transcript.gateway('toBot', 11)).toHaveLength(120);
});

test('another version of the API is refused', async () => {
  const { discord } = await setUpDiscord();
  expect(await (await openRawSocket(discord, '?v=9&encoding=json')).code).toBe(4012);
});

test('identifies come five seconds apart', async () => {
  const clock = manualClock();
  const { discord, call } = await setUpDiscord({ now: clock.now });
  const answers: (string | number)[] = [];
  for (const wait of [0, 4999, 1]) {
    clock.advance(wait);
    const socket = await openRawSocket(discord);
    socket.send(identify(discord.bot.token));
    const from = discord.transcript.position();
    const entry = await discord.transcript.waitFor<GatewayEntry>(
      (one) => one.kind === 'gateway' && one.direction === 'toBot',
      { from },
    );
    answers.push(entry.payload.t ?? entry.payload.op);
  }
  expect(answers).toEqual(['READY', 9, 'READY']);
  expect((await call('GET', '/gateway/bot')).body.session_start_limit).toMatchObject({
    total: 1000,
    remaining: 998,
    max_concurrency: 1,
  });
});

test('an app that uses up its session starts learns of that at login', async () => {
  const { discord } = await setUpDiscord();
  discord.gateway.setSessionStartsRemaining(0);
  const client = newClient(discord);
  await expect(client.login(discord.bot.token)).rejects.toThrow('Not enough sessions remaining');
});
