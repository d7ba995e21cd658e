import { NOTHING_KNOWN, type ReadQueue } from './reader.ts';
import { withRedis } from './redisClient.ts';

export interface CeleryOptions {
  readonly url: string;
  readonly names: readonly string[];
  /** `global_keyprefix` of the broker's transport options; usually empty. */
  readonly prefix: string;
}

/** A queue is a list for each step of priority: kombu's own steps and separator. */
const PRIORITIES = ['', '\x06\x163', '\x06\x166', '\x06\x169'];

/**
 * Celery on Redis. Workers take tasks in advance, and until they are done these stand in `unacked` alone: without it the depth would fall to 0
 * while every worker has more than enough to do. Which of them run is not written anywhere.
 */
export function createCeleryReader({ url, names, prefix }: CeleryOptions): ReadQueue {
  const lists = names.flatMap((name) => PRIORITIES.map((priority) => `${prefix}${name}${priority}`));
  return (signal) =>
    withRedis(url, signal, async (redis) => {
      const [waiting, taken] = await Promise.all([
        redis.countAll('LLEN', lists),
        redis.count('HLEN', `${prefix}unacked`),
      ]);
      return { ...NOTHING_KNOWN, depth: waiting + taken };
    });
}
