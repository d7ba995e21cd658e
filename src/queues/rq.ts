import type { QueueReading } from '../monitor/ports/queueSource.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import { type ReadQueue, together } from './reader.ts';
import { timeIn } from './readNumber.ts';
import { type Redis, withRedis } from './redisClient.ts';
import { Unreadable } from './unreadable.ts';

/** RQ (Redis Queue for Python) by its keys. */
export function createRqReader({ url, names }: { readonly url: string; readonly names: readonly string[] }): ReadQueue {
  return (signal, now) =>
    withRedis(url, signal, async (redis) => {
      const queues = await Promise.all(names.map((name) => readOne(redis, name, now)));
      return { ...together(queues.map(({ reading }) => reading)), workers: await alive(redis, queues) };
    });
}

async function readOne(redis: Redis, name: string, now: Millis) {
  const [queue, wip] = [`rq:queue:${name}`, `rq:wip:${name}`];
  const [isKnown, depth, started, expired, oldestId, members] = await Promise.all([
    redis.count('SISMEMBER', 'rq:queues', queue),
    redis.count('LLEN', queue),
    redis.count('ZCARD', wip),
    // Scores are when a job is given up; those of a worker that was killed stay until somebody cleans up.
    redis.count('ZCOUNT', wip, '0', String(Math.floor(now / SECOND))),
    redis.text('LINDEX', queue, '0'),
    redis.list('SMEMBERS', `rq:workers:${name}`),
  ]);
  const workers = members.filter((member) => typeof member === 'string');
  if (isKnown === 0 && depth === 0 && workers.length === 0) throw new Unreadable('notFound');
  const oldestAt = oldestId === null ? null : timeIn(await redis.text('HGET', `rq:job:${oldestId}`, 'enqueued_at'));
  const reading: QueueReading = { depth, workers: null, busy: started - expired, oldestAt };
  return { reading, workers };
}

/** A worker that was killed stays in the set of its queue; what it says of itself is gone after 90 seconds at most. */
async function alive(redis: Redis, queues: readonly { readonly workers: readonly string[] }[]): Promise<number> {
  // One may work for several of the queues.
  const workers = [...new Set(queues.flatMap((queue) => queue.workers))];
  return workers.length === 0 ? 0 : redis.count('EXISTS', ...workers);
}
