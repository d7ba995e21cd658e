import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, startLocalDiscord } from '../sandbox/discord/localDiscord.ts';
import { openStore } from '../src/store/open.ts';
import { ingestSettings, POST_HEADERS } from './benchSettings.ts';
import { median, quantile } from './median.ts';
import { startFolder } from './startFolder.ts';

const WITHIN_MS = 180_000;
/** What Discord allows to a bot. */
export const PER_SECOND = 50;
const SOLVED = { outcome: 'solved', latencyMs: 20_000 };
const FAILED = { outcome: 'failed', errorCode: 'TIMEOUT' };
/** Results that go on coming, so many a second. */
const BESIDE_PER_SECOND = 100;
const BESIDE_MS = 2_000;
export const SLOW_CHANNELS = 8;

export interface FanoutScene {
  readonly name: string;
  /** After it was stored. */
  readonly answerMs: number;
  /** Of some channels, so long, before anything happens. */
  readonly slowMs: number;
  /** Results go on coming, and people ask the bot. */
  readonly isBusy?: boolean;
}

export interface FanoutResult {
  /** From the 202 to the first message. */
  readonly firstMs: number;
  readonly allMs: number;
  /** Of the 50 a second that Discord allows, from the first message to the last. */
  readonly share: number;
  /** The longest time without a message to any of the others. */
  readonly gapMs: number;
  readonly refused: number;
  readonly twice: number;
  /** From a press of a key to the bot's first answer, meanwhile. */
  readonly commandMs: number;
  /** Of a result that is posted while it is decided, in the two seconds after. */
  readonly ingestP99Ms: number;
}

/** Each with a channel of its own, chosen as with `/setup`. */
async function addServers(discord: Awaited<ReturnType<typeof startLocalDiscord>>, servers: number, file: string) {
  const store = await openStore(file);
  const channels: string[] = [];
  let guildId = '';
  for (let n = 0; n < servers; n += 1) {
    const guild = discord.addGuild({ name: `Server ${n}` });
    const channel = discord.addChannel(guild.id, { name: 'alerts' });
    channels.push(channel.id);
    if (n === 0) guildId = guild.id;
    await store.guilds.see([{ id: guild.id, name: guild.name, locale: 'en-US' }], Date.now());
    await store.guilds.choose(guild.id, { channelId: channel.id }, []);
  }
  await store.close();
  return { channels, guildId };
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

async function post(baseUrl: string, results: unknown): Promise<number> {
  const startedAt = performance.now();
  const headers = POST_HEADERS;
  const sent = request(`${baseUrl}/v1/results`, { method: 'POST', agent, headers }).end(JSON.stringify(results));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await once(answer.resume(), 'end');
  if (answer.statusCode !== 202) throw new Error(`answered ${answer.statusCode}`);
  return performance.now() - startedAt;
}

/** Single results at an even pace, each timed from when it was due. */
function postBeside(baseUrl: string, until: () => boolean): Promise<number[]> {
  const times: Promise<number>[] = [];
  const { promise, resolve } = Promise.withResolvers<number[]>();
  const startedAt = performance.now();
  const timer = setInterval(() => {
    while (times.length * (1_000 / BESIDE_PER_SECOND) < performance.now() - startedAt)
      times.push(post(baseUrl, times.length % 6 === 0 ? FAILED : SOLVED));
    if (!until()) return;
    clearInterval(timer);
    resolve(Promise.all(times));
  }, 1);
  return promise;
}

/** How long the bot's first answers take. */
async function askNow(owner: Actor): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    await sleep(200);
    const askedAt = performance.now();
    const result = await owner.type('/help');
    times.push(performance.now() - askedAt);
    await result.reply();
  }
  return times;
}

/** The program in a folder, in a process of its own, and so many servers that are to be notified of one incident. */
export async function fanOut(
  folder: string,
  servers: number,
  { answerMs, slowMs, isBusy = false }: FanoutScene,
): Promise<FanoutResult> {
  const home = mkdtempSync(join(tmpdir(), 'bench-fanout-'));
  const file = join(home, 'monitor.db');
  const discord = await startLocalDiscord({ identifyIntervalMs: 0 });
  const { channels, guildId } = await addServers(discord, servers, file);
  const slow = new Set(channels.filter((_, n) => n % Math.ceil(servers / SLOW_CHANNELS) === 3));
  const app = await startFolder(folder, {
    DISCORD_TOKEN: discord.bot.token,
    DISCORD_API_URL: discord.apiBase,
    ...ingestSettings(file),
  });
  await app.logged('connected to Discord');
  const owner = discord.as({ userId: discord.owner.id, guildId, channelId: channels[0] ?? '' });

  const MESSAGES = /^\/channels\/(\d+)\/messages$/;
  discord.faults.delayAfterStored({ path: MESSAGES }, answerMs);
  if (slowMs > 0)
    discord.faults.delayBefore(
      { path: MESSAGES, when: ({ path }) => slow.has(MESSAGES.exec(path)?.[1] ?? '') },
      slowMs,
    );
  discord.transcript.clear();
  const isOther = (path: string) => slowMs === 0 || !slow.has(MESSAGES.exec(path)?.[1] ?? '');
  const arrived = () => discord.transcript.requests('POST', MESSAGES).filter(({ path }) => isOther(path));
  const wanted = slowMs === 0 ? servers : servers - slow.size;

  await post(
    app.baseUrl,
    Array.from({ length: 85 }, () => SOLVED),
  );
  await post(
    app.baseUrl,
    Array.from({ length: 15 }, () => FAILED),
  );
  await sleep(1_500);
  const besideUntil = performance.now() + BESIDE_MS;
  await post(app.baseUrl, FAILED);
  const crossedAt = Date.now();
  const beside = isBusy ? postBeside(app.baseUrl, () => performance.now() > besideUntil) : Promise.resolve([]);
  const asking = isBusy ? askNow(owner) : Promise.resolve([]);
  while (new Set(arrived().map(({ path }) => path)).size < wanted && Date.now() - crossedAt < WITHIN_MS)
    await sleep(500);
  const [commands, ingest] = await Promise.all([asking, beside]);
  const at = arrived().map((one) => one.at);
  const refused = discord.transcript.responses().filter(({ status }) => status === 429).length;
  const [first = Number.NaN, last = Number.NaN] = [at[0], at.at(-1)];
  const gaps = at.slice(1).map((one, n) => one - (at[n] ?? one));
  const twice = channels.filter((id) => discord.messages(id).length > 1).length;
  await app.end('SIGKILL');
  await discord.stop();
  rmSync(home, { recursive: true, force: true });
  return {
    firstMs: first - crossedAt,
    allMs: last - crossedAt,
    share: ((at.length - 1) * 1_000) / (last - first) / PER_SECOND,
    gapMs: Math.max(...gaps),
    refused,
    twice,
    commandMs: median(commands),
    ingestP99Ms: quantile(ingest, 0.99),
  };
}
