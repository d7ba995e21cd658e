import type { QueueSource } from '../monitor/ports/queueSource.ts';
import type { Clock } from '../monitor/time.ts';
import { createBullmqReader } from './bullmq.ts';
import { createCeleryReader } from './celery.ts';
import { createJsonReader } from './jsonOverHttp.ts';
import { createPrometheusReader } from './prometheus.ts';
import type { QueueOptions } from './queueOptions.ts';
import { createRabbitmqReader } from './rabbitmq.ts';
import type { ReadQueue } from './reader.ts';
import { createRedisKeyReader } from './redisKey.ts';
import { createRedisStreamReader } from './redisStream.ts';
import { createRqReader } from './rq.ts';
import { createSqlReader } from './sql.ts';
import { createSqsReader } from './sqs.ts';
import { whyUnreadable } from './unreadable.ts';

/** The queue that the settings name. What goes wrong becomes a reason of a closed list: nothing that a server or a library said goes on. */
export function createQueueSource(options: QueueOptions, clock: Clock): QueueSource {
  const read = readerOf(options);
  return {
    async read(signal) {
      const { promise: tooLate, reject } = Promise.withResolvers<never>();
      const giveUp = () => reject(signal.reason);
      try {
        signal.throwIfAborted();
        signal.addEventListener('abort', giveUp, { once: true });
        return { ok: true, reading: await Promise.race([read(signal, clock.now()), tooLate]) };
      } catch (err) {
        return { ok: false, why: whyUnreadable(err) };
      } finally {
        signal.removeEventListener('abort', giveUp);
      }
    },
  };
}

function readerOf(options: QueueOptions): ReadQueue {
  switch (options.type) {
    case 'redis':
      return createRedisKeyReader(options);
    case 'rq':
      return createRqReader(options);
    case 'bullmq':
      return createBullmqReader(options);
    case 'celery':
      return createCeleryReader(options);
    case 'stream':
      return createRedisStreamReader(options);
    case 'rabbitmq':
      return createRabbitmqReader(options);
    case 'prometheus':
      return createPrometheusReader(options);
    case 'json':
      return createJsonReader(options);
    case 'sqs':
      return createSqsReader(options);
    case 'sql':
      return createSqlReader(options);
  }
}
