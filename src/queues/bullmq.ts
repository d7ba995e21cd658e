import type { QueueReading } from '../monitor/ports/queueSource.ts';
import type { Millis } from '../monitor/time.ts';
import { type ReadQueue, together } from './reader.ts';
import { orNullIfForbidden, type Redis, withRedis } from './redisClient.ts';
import { Unreadable } from './unreadable.ts';

export interface BullmqOptions {
  readonly url: string;
  readonly names: readonly string[];
  /** `bull`, unless the program sets another one. */
  readonly prefix: string;
}

/** BullMQ sorts delayed jobs by time × 4096 plus a counter. */
const DELAY_SCALE = 4_096;
/** An entry of older versions that is no job. */
const MARKER = /^0:/;

/**
 * BullMQ 4 to 6 by its keys alone: its own `getJobCounts` changes them. A paused queue keeps its jobs in `paused` up to version 5, and in
 * `wait` from version 6 on.
 */
export function createBullmqReader({ url, names, prefix }: BullmqOptions): ReadQueue {
  return (signal, now) =>
    withRedis(url, signal, async (redis) => {
      const clients = await clientNames(redis);
      return together(await Promise.all(names.map((name) => readOne(redis, { name, prefix, clients, now }))));
    });
}

interface OneQueue {
  readonly name: string;
  readonly prefix: string;
  readonly clients: readonly string[] | null;
  readonly now: Millis;
}

async function readOne(redis: Redis, { name, prefix, clients, now }: OneQueue): Promise<QueueReading> {
  const key = (part: string) => `${prefix}:${name}:${part}`;
  const waiting = [key('wait'), key('paused')];
  const [known, inLists, prioritized, overdue, busy, ...lasts] = await Promise.all([
    redis.count('EXISTS', ...waiting, key('meta'), key('prioritized'), key('active'), key('delayed')),
    redis.countAll('LLEN', waiting),
    redis.count('ZCARD', key('prioritized')),
    // A delayed job whose time has come stays there until a worker is free.
    redis.count('ZCOUNT', key('delayed'), '-inf', String((now + 1) * DELAY_SCALE - 1)),
    redis.count('LLEN', key('active')),
    ...waiting.map((list) => redis.text('LINDEX', list, '-1')),
  ]);
  if (known === 0) throw new Unreadable('notFound');
  const ids = lasts.filter((id) => id !== null);
  const markers = ids.filter((id) => MARKER.test(id)).length;
  const jobs = ids.filter((id) => !MARKER.test(id));
  const times = await Promise.all(jobs.map((id) => redis.text('HGET', key(id), 'timestamp')));
  const oldest = times.map(Number).filter((at) => at > 0);
  return {
    depth: inLists - markers + prioritized + overdue,
    workers: clients === null ? null : workersOf(clients, prefix, name),
    busy,
    oldestAt: oldest.length === 0 ? null : Math.min(...oldest),
  };
}

/** Each worker names its connection after the queue. Null where the user may not see connections, as at some hosts. */
async function clientNames(redis: Redis): Promise<readonly string[] | null> {
  const list = await orNullIfForbidden(redis.text('CLIENT', 'LIST'));
  return list === null ? null : [...list.matchAll(/ name=(\S+)/g)].map(([, name = '']) => name);
}

function workersOf(clients: readonly string[], prefix: string, queue: string): number {
  const worker = `${prefix}:${Buffer.from(queue).toString('base64')}`;
  return clients.filter((name) => name === worker || name.startsWith(`${worker}:w:`)).length;
}
