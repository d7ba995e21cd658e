import { setTimeout as sleep } from 'node:timers/promises';
import { Events } from 'discord.js';
import pino from 'pino';
import { expect, test } from 'vitest';
import type { LocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { createClient } from '../../src/discord/client.ts';
import { createGuildRecords } from '../../src/discord/guildRecords.ts';
import { setUpDiscord } from '../fixtures/discord.ts';
import { mutationsOf } from '../fixtures/mutations.ts';
import { realTurns } from '../fixtures/requestTurns.ts';

function newClient(discord: LocalDiscord) {
  const dropped: string[] = [];
  const closed = Promise.withResolvers<void>();
  const client = createClient({
    apiUrl: discord.apiBase,
    turns: realTurns(),
    records: createGuildRecords(),
    shard: { id: 0, count: 1 },
    identify: async () => undefined,
    log: pino({ level: 'silent' }),
    onDropped: (event) => dropped.push(event),
    onClose: () => closed.resolve(),
  });
  client.on(Events.Error, () => undefined);
  return { client, dropped, closed: closed.promise };
}

/** Breaks every connection; over once another client, which nothing is wrong with, has waited as long as the library does and is back. */
async function breakAll(discord: LocalDiscord, breaking: () => void): Promise<void> {
  const from = discord.transcript.position();
  breaking();
  await discord.transcript.waitFor((entry) => entry.kind === 'gateway' && entry.payload.t === 'RESUMED', { from });
}

/** Logs in while the event is sent changed; answers how that ended. What the library throws outside fails the run. */
async function logInWith(discord: LocalDiscord, event: string, data: unknown) {
  const { client, dropped } = newClient(discord);
  discord.gateway.setMangle((name, own) => (name === event ? data : own));
  const ready = new Promise<'ready'>((resolve) => client.once(Events.ClientReady, () => resolve('ready')));
  client.login(discord.bot.token).catch(() => undefined);
  const ended = await Promise.race([ready, sleep(150, 'late' as const)]);
  discord.gateway.setMangle(null);
  await client.destroy();
  return { ended, dropped };
}

test.each(['READY', 'GUILD_CREATE'])(
  '%s with any field left out, null or of another type ends no process',
  { timeout: 120_000 },
  async (event) => {
    const { discord } = await setUpDiscord({ identifyIntervalMs: 0, rateLimits: false });
    let whole: unknown;
    discord.gateway.setMangle((name, data) => {
      if (name === event) whole = data;
      return data;
    });
    const { client } = newClient(discord);
    await client.login(discord.bot.token);
    await client.destroy();

    const mutations = mutationsOf(whole);
    expect(mutations.length).toBeGreaterThan(60);
    const seen = { ready: 0, dropped: 0 };
    for (const { data } of mutations) {
      const { ended, dropped } = await logInWith(discord, event, data);
      seen.ready += ended === 'ready' ? 1 : 0;
      seen.dropped += dropped.length;
      for (const name of dropped) expect([event, 'other']).toContain(name);
    }
    // Some do no harm, some cannot be read: neither is untested.
    expect(seen.ready).toBeGreaterThan(0);
    expect(seen.dropped).toBeGreaterThan(0);
  },
);

test('a connection that was given up does not log in again by itself', async () => {
  const { discord } = await setUpDiscord({ identifyIntervalMs: 0, rateLimits: false });
  const [{ client, closed }, { client: other }] = [newClient(discord), newClient(discord)];
  await client.login(discord.bot.token);
  await other.login(discord.bot.token);
  await breakAll(discord, () => {
    discord.gateway.closeAll(4_000);
    // Within the half second that the library waits.
    void closed.then(() => client.destroy());
  });
  expect(discord.gateway.sessions().map(({ connected }) => connected)).toEqual([false, true]);
  await other.destroy();
});

test.each([
  ['an address to resume at that is none', { resume_gateway_url: 'no address' }],
  ['a number as that address', { resume_gateway_url: 7 }],
])('%s ends no process when the connection breaks', async (_name, more) => {
  const { discord } = await setUpDiscord({ identifyIntervalMs: 0, rateLimits: false });
  const [{ client }, { client: other }] = [newClient(discord), newClient(discord)];
  discord.gateway.setMangle((name, data) => (name === 'READY' ? { ...Object(data), ...more } : data));
  await client.login(discord.bot.token);
  discord.gateway.setMangle(null);
  await other.login(discord.bot.token);
  await breakAll(discord, () => discord.gateway.dropAll());
  await Promise.all([client.destroy(), other.destroy()]);
});

test.each([
  ['op 9 without d', { op: 9 }],
  ['op 10 without d', { op: 10 }],
  ['an op that is none', { op: 'x', d: null }],
  ['a dispatch without d', { op: 0, t: 'GUILD_UPDATE', s: 9 }],
  ['a dispatch by the name of an error', { op: 0, t: 'error', s: 9, d: { text: 'no' } }],
])('%s ends no process and no connection', async (_name, payload) => {
  const { discord } = await setUpDiscord({ identifyIntervalMs: 0, rateLimits: false });
  const { client } = newClient(discord);
  await client.login(discord.bot.token);
  const from = discord.transcript.position();
  discord.gateway.sendAll(payload);
  discord.gateway.requestHeartbeats();
  await discord.transcript.waitFor(
    (entry) => entry.kind === 'gateway' && entry.direction === 'fromBot' && entry.payload.op === 1,
    { from },
  );
  await client.destroy();
});
