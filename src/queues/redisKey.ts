import { NOTHING_KNOWN, type ReadQueue } from './reader.ts';
import { type Redis, withRedis } from './redisClient.ts';
import { Unreadable } from './unreadable.ts';

/** What counts the entries of a key, by its type. */
const COUNTS: Readonly<Record<string, string>> = { list: 'LLEN', zset: 'ZCARD', set: 'SCARD', stream: 'XLEN' };

/** Any keys of Redis that hold a task an entry, added up. Redis removes an empty one, so a key that is missing is an empty queue. */
export function createRedisKeyReader({
  url,
  names,
}: {
  readonly url: string;
  readonly names: readonly string[];
}): ReadQueue {
  return (signal) =>
    withRedis(url, signal, async (redis) => {
      const counts = await Promise.all(names.map((key) => entriesOf(redis, key)));
      return { ...NOTHING_KNOWN, depth: counts.reduce((sum, each) => sum + each, 0) };
    });
}

async function entriesOf(redis: Redis, key: string): Promise<number> {
  const type = (await redis.text('TYPE', key)) ?? 'none';
  if (type === 'none') return 0;
  const command = COUNTS[type];
  if (command === undefined) throw new Unreadable('wrongType');
  return redis.count(command, key);
}
