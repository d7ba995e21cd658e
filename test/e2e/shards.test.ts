import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { type DataPlace, onPostgres, stopPostgres } from '../fixtures/dataPlaces.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

afterAll(stopPostgres);

const SHARDS = 4;
/** Discord has two buckets here: two shards may identify every 5 s. */
const TWO_BUCKETS = { identifyIntervalMs: 5_000, maxConcurrency: 2 } as const;

/** As many servers as shards, one on each, and people who use commands in all of them. */
async function setUpServers(options: Parameters<typeof setUpProgram>[0]) {
  const stage = await setUpProgram({ balanceUsd: 100, ...options });
  const { discord, guild: first, channel } = stage;
  const others = Array.from({ length: SHARDS - 1 }, (_, n) => {
    const id = (((BigInt(first.id) >> 22n) + BigInt(n + 1)) << 22n).toString();
    const guild = discord.addGuild({ id, name: `Server ${n + 2}` });
    return { guildId: guild.id, channelId: discord.addChannel(guild.id, { name: 'alerts' }).id };
  });
  const servers = [{ guildId: first.id, channelId: channel.id }, ...others];
  const people = servers.map((server) => discord.as({ userId: discord.owner.id, ...server }));
  /** In how many servers a command is answered. */
  const answered = async () => {
    const results = await Promise.all(people.map((person) => person.slash('mutes').catch(() => null)));
    return results.filter((result) => result !== null && result.acknowledged !== null).length;
  };
  return {
    ...stage,
    servers,
    people,
    answered,
    answersEverywhere: (withinMs: number) => expect.poll(answered, { timeout: withinMs, interval: 250 }).toBe(SHARDS),
    /** Uses commands everywhere until it is stopped; answers how many there were, and in which servers one was not answered. */
    keepAsking() {
      const stopped = new AbortController();
      const asking = people.map(async (person, n) => {
        let [asked, unanswered] = [0, 0];
        while (!stopped.signal.aborted) {
          asked += 1;
          if ((await person.slash('mutes')).acknowledged === null) unanswered += 1;
          await sleep(200 + 20 * n);
        }
        return { asked, unanswered };
      });
      return async () => {
        stopped.abort();
        const all = await Promise.all(asking);
        return all.reduce((sum, one) => ({
          asked: sum.asked + one.asked,
          unanswered: sum.unanswered + one.unanswered,
        }));
      };
    },
    /** Those that are connected, such as `0 of 4`. */
    connectedShards: () =>
      discord.gateway
        .sessions()
        .filter(({ connected }) => connected)
        .map(({ shard: [id, count] }) => `${id} of ${count}`)
        .toSorted(),
    /** Answers that Discord refused. */
    refusedAnswers: () =>
      discord.transcript.entries.filter(
        (entry) =>
          entry.kind === 'response' && /^\/interactions\//.test(entry.request.path) && (entry.status ?? 500) >= 400,
      ).length,
    /** Identifies that came too early. */
    refusedIdentifies: () =>
      discord.transcript.entries.filter(
        (entry) => entry.kind === 'gateway' && entry.direction === 'toBot' && entry.payload.op === 9,
      ).length,
  };
}

async function borrowPostgres(): Promise<DataPlace> {
  const data = await onPostgres();
  onTestFinished(() => data.close());
  return data;
}

const ownShards = async (data: DataPlace) =>
  (await data.rows('select holder, count(*)::int as n from shards where is_ready = 1 group by holder order by holder'))
    .map(({ n }) => Number(n))
    .toSorted();

test('two processes share four shards; one is killed, the other takes its shards, and nothing is lost or doubled', async () => {
  const stage = await setUpServers({ ...TWO_BUCKETS, recommendedShards: SHARDS });
  const { discord, servers, people } = stage;
  const data = await borrowPostgres();
  const env = { DATABASE_URL: data.location, DISCORD_WEBHOOK_URL: '', ERRORS_CLEAR_SECONDS: '1' };
  const first = await stage.start(env);
  await stage.answersEverywhere(30_000);
  expect(await ownShards(data)).toEqual([4]);
  for (const [n, person] of people.entries()) {
    const screen = await (await person.slash('setup')).reply();
    await (await person.select(screen.id, 'm1:setupChannel', [servers[n]?.channelId ?? ''])).reply();
  }

  const { roles } = (await (await fetch(`${first.baseUrl}/readyz`)).json()) as { roles: { gateway: string } };
  expect(roles.gateway).toMatch(/^1 alive; \S+ holds shard 0 of 4, shard 1 of 4, shard 2 of 4, shard 3 of 4$/);

  // A shard that moves is connected a second time first.
  const stopAsking = stage.keepAsking();
  const second = await stage.start(env);
  await expect.poll(() => ownShards(data), { timeout: 30_000 }).toEqual([2, 2]);
  await expect.poll(() => stage.connectedShards().length).toBe(SHARDS);
  expect(await stopAsking()).toMatchObject({ unanswered: 0 });
  expect(stage.refusedAnswers()).toBe(0);

  expect((await post(first, '/v1/results', spike())).status).toBe(202);
  await first.end('SIGKILL');
  const killedAt = performance.now();
  await stage.answersEverywhere(20_000);
  const awayMs = performance.now() - killedAt;
  expect(awayMs).toBeLessThan(15_000);
  await expect.poll(() => ownShards(data)).toEqual([4]);
  const spikes = () =>
    servers.map(
      ({ channelId }) =>
        discord.messages(channelId).filter(({ embeds }) => embeds[0]?.title?.includes('Error Rate Spike')).length,
    );
  await expect.poll(spikes, { timeout: 20_000 }).toEqual([1, 1, 1, 1]);
  expect(stage.refusedAnswers()).toBe(0);
  expect(stage.refusedIdentifies()).toBe(0);
  expect(await second.end('SIGTERM')).toBe(0);
  expect(spikes()).toEqual([1, 1, 1, 1]);
}, 180_000);

test('a process that stood still finds its shards taken, answers nothing late, and gets its part again', async () => {
  const stage = await setUpServers({ ...TWO_BUCKETS, maxConcurrency: SHARDS, recommendedShards: SHARDS });
  const data = await borrowPostgres();
  const env = { DATABASE_URL: data.location, DISCORD_WEBHOOK_URL: '' };
  const first = await stage.start(env);
  await stage.answersEverywhere(30_000);
  await stage.start(env);
  await expect.poll(() => ownShards(data), { timeout: 30_000 }).toEqual([2, 2]);

  first.process.kill('SIGSTOP');
  await stage.answersEverywhere(20_000);
  await expect.poll(() => ownShards(data)).toEqual([4]);
  const stopAsking = stage.keepAsking();
  first.process.kill('SIGCONT');
  await expect.poll(() => ownShards(data), { timeout: 30_000 }).toEqual([2, 2]);
  await expect.poll(() => stage.connectedShards().length).toBe(SHARDS);
  expect(await stopAsking()).toMatchObject({ unanswered: 0 });
  expect(stage.refusedIdentifies()).toBe(0);
}, 180_000);

test('what a process that stood still finds in its connections is another one’s to write by now', async () => {
  const stage = await setUpServers({ ...TWO_BUCKETS, maxConcurrency: SHARDS, recommendedShards: SHARDS });
  const { discord, servers } = stage;
  const data = await borrowPostgres();
  const env = { DATABASE_URL: data.location, DISCORD_WEBHOOK_URL: '' };
  const present = () => data.ask('select count(*)::int as n from guilds where left_at is null');
  const first = await stage.start(env);
  await stage.answersEverywhere(30_000);
  await stage.start(env);
  await expect.poll(() => ownShards(data), { timeout: 30_000 }).toEqual([2, 2]);

  first.process.kill('SIGSTOP');
  // Two of the servers tell the process that stands still.
  for (const { guildId } of servers) discord.removeGuild(guildId);
  await expect.poll(() => ownShards(data), { timeout: 30_000 }).toEqual([4]);
  await expect.poll(present, { timeout: 20_000 }).toBe(0);
  for (const { guildId } of servers) discord.inviteBot(guildId);
  await expect.poll(present).toBe(SHARDS);
  await data.rows('create table seen_left as select id from guilds limit 0');
  await data.rows(`create function note_left() returns trigger language plpgsql as
    'begin insert into seen_left values (new.id); return new; end'`);
  await data.rows(`create trigger note_left after update on guilds for each row
    when (old.left_at is null and new.left_at is not null) execute function note_left()`);
  first.process.kill('SIGCONT');
  await expect.poll(() => ownShards(data), { timeout: 30_000 }).toEqual([2, 2]);
  expect(await data.rows('select id from seen_left')).toEqual([]);
  expect(await present()).toBe(SHARDS);
  expect(first.output()).not.toContain('gateway event failed');
}, 180_000);

test('another number of shards is connected beside the one before, on two processes, and every command is answered once', async () => {
  const stage = await setUpServers({ ...TWO_BUCKETS, maxConcurrency: 4 });
  const data = await borrowPostgres();
  const env = (shards: number) => ({
    DATABASE_URL: data.location,
    DISCORD_WEBHOOK_URL: '',
    DISCORD_SHARDS: String(shards),
  });
  await stage.start(env(2));
  await stage.answersEverywhere(30_000);
  expect(stage.connectedShards()).toEqual(['0 of 2', '1 of 2']);
  const stopAsking = stage.keepAsking();
  await stage.start(env(4));
  await expect.poll(stage.connectedShards, { timeout: 60_000 }).toEqual(['0 of 4', '1 of 4', '2 of 4', '3 of 4']);
  const { asked, unanswered } = await stopAsking();
  expect(unanswered).toBe(0);
  expect(asked).toBeGreaterThan(10);
  await expect.poll(() => ownShards(data), { timeout: 30_000 }).toEqual([2, 2]);
  expect(stage.refusedAnswers()).toBe(0);
  expect(stage.refusedIdentifies()).toBe(0);
}, 180_000);

test('Discord refuses a shard with too many servers: one process on a file connects with more', async () => {
  const stage = await setUpServers({ guildsPerShard: 2, maxConcurrency: 16 });
  const app: AppProcess = await stage.start({ DISCORD_SHARDS: '1' });
  await app.logged('DISCORD_SHARDS is too small');
  await stage.answersEverywhere(30_000);
  await expect.poll(stage.connectedShards).toHaveLength(5);
  const ready = async () => ((await (await fetch(`${app.baseUrl}/readyz`)).json()) as { checks: object }).checks;
  await expect.poll(ready, { timeout: 20_000 }).toMatchObject({ gateway: 'ok' });
}, 60_000);

test('Discord refuses shards with too many servers: two processes connect with more, between them', async () => {
  const stage = await setUpServers({ guildsPerShard: 2, maxConcurrency: 16 });
  const data = await borrowPostgres();
  const env = { DATABASE_URL: data.location, DISCORD_WEBHOOK_URL: '', DISCORD_SHARDS: '1' };
  const apps = [await stage.start(env), await stage.start(env)];
  await stage.answersEverywhere(45_000);
  await expect.poll(stage.connectedShards, { timeout: 30_000 }).toHaveLength(5);
  await expect.poll(() => ownShards(data), { timeout: 30_000 }).toEqual([2, 3]);
  for (const app of apps) {
    const ready = async () => ((await (await fetch(`${app.baseUrl}/readyz`)).json()) as { checks: object }).checks;
    await expect.poll(ready, { timeout: 20_000 }).toMatchObject({ gateway: 'ok' });
  }
  expect(stage.refusedIdentifies()).toBe(0);
}, 120_000);

test('a process without a connection to Discord sends to the fallback that another process knows', async () => {
  const stage = await setUpProgram({ balanceUsd: 100 });
  const { discord, guild, channel } = stage;
  const system = discord.addChannel(guild.id, { name: 'general' });
  discord.setSystemChannel(guild.id, system.id);
  const data = await borrowPostgres();
  const start = (ROLES: string) => stage.start({ DATABASE_URL: data.location, DISCORD_WEBHOOK_URL: '', ROLES });
  const gateway = await start('gateway');
  await connected(gateway);
  await stage.setUp({ setupChannel: channel.id });
  const worker = await start('ingest,worker');
  await expect.poll(() => data.ask('select count(*)::int as n from guild_sights')).toBe(1);
  discord.deleteChannel(channel.id);
  expect((await post(worker, '/v1/results', spike())).status).toBe(202);
  const sentTitles = () => discord.messages(system.id).map(({ embeds }) => embeds[0]?.title);
  await expect.poll(sentTitles, { timeout: 30_000 }).toContain('⚠️ Error Rate Spike');
}, 120_000);
