import { MINUTE, type Millis } from '../monitor/time.ts';
import type { ReadQueue } from './reader.ts';
import { countIn } from './readNumber.ts';
import { type Redis, withRedis } from './redisClient.ts';
import { Unreadable } from './unreadable.ts';

export interface RedisStreamOptions {
  readonly url: string;
  readonly name: string;
  readonly group: string;
}

/** Redis never forgets a consumer by itself. One that was idle for longer, even in a solve that takes minutes, is gone. */
const ALIVE_MS: Millis = 10 * MINUTE;

/** A consumer group of a stream: what was not delivered yet waits. */
export function createRedisStreamReader({ url, name, group }: RedisStreamOptions): ReadQueue {
  return (signal, now) =>
    withRedis(url, signal, async (redis) => {
      const groups = (await redis.list('XINFO', 'GROUPS', name)).map(fieldsOf);
      const fields = groups.find((each) => each.get('name') === group);
      if (fields === undefined) throw new Unreadable('notFound');
      const consumers = (await redis.list('XINFO', 'CONSUMERS', name, group)).map(fieldsOf);
      // Redis does not know the lag after entries were deleted. That is not 0.
      return {
        depth: countIn(fields.get('lag')),
        workers: consumers.filter((consumer) => (countIn(consumer.get('idle')) ?? Infinity) <= ALIVE_MS).length,
        busy: countIn(fields.get('pending')),
        oldestAt: await oldestWaiting(redis, name, fields.get('last-delivered-id'), now),
      };
    });
}

/** The id of an entry begins with its time, unless the producer makes ids of its own. */
async function oldestWaiting(redis: Redis, key: string, lastDelivered: unknown, now: Millis): Promise<Millis | null> {
  if (typeof lastDelivered !== 'string') return null;
  const [next] = await redis.list('XRANGE', key, `(${lastDelivered}`, '+', 'COUNT', '1');
  const [id] = Array.isArray(next) ? next : [];
  const at = typeof id === 'string' ? Number(id.split('-', 1)[0]) : Number.NaN;
  return at > FIRST_TIME && at <= now + MINUTE ? Math.min(at, now) : null;
}

/** Smaller numbers are no times of a stream: it is younger than Redis. */
const FIRST_TIME: Millis = Date.UTC(2018, 0);

function fieldsOf(answer: unknown): ReadonlyMap<unknown, unknown> {
  const flat: readonly unknown[] = Array.isArray(answer) ? answer : [];
  return new Map(flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1]]] : [])));
}
