import { z } from 'zod';
import type { QueueReading } from '../monitor/ports/queueSource.ts';
import { getJson } from './getJson.ts';
import type { Credentials } from './queueOptions.ts';
import { type ReadQueue, together } from './reader.ts';
import { countIn, timeIn } from './readNumber.ts';
import { Unreadable } from './unreadable.ts';

export interface RabbitmqOptions {
  /** Of the management plugin, such as `http://127.0.0.1:15672`. */
  readonly url: string;
  readonly names: readonly string[];
  readonly vhost: string;
  readonly credentials: Credentials;
}

const COLUMNS = 'name,messages_ready,messages_unacknowledged,consumers,head_message_timestamp';

const Queue = z.object({
  name: z.string(),
  messages_ready: z.unknown().optional(),
  messages_unacknowledged: z.unknown().optional(),
  consumers: z.unknown().optional(),
  head_message_timestamp: z.unknown().optional(),
});

/** Queues of RabbitMQ by its management plugin. The counts of a new queue are missing for some seconds: unknown, and not 0. */
export function createRabbitmqReader({ url, names, vhost, credentials }: RabbitmqOptions): ReadQueue {
  const address = (name: string) =>
    `${url}/api/queues/${encodeURIComponent(vhost)}/${encodeURIComponent(name)}?columns=${COLUMNS}`;
  return async (signal) =>
    together(await Promise.all(names.map(async (name) => readOne(await getJson(address(name), credentials, signal)))));
}

function readOne(answer: unknown): QueueReading {
  const queue = Queue.safeParse(answer);
  if (!queue.success) throw new Unreadable('unexpectedAnswer');
  const { messages_ready, messages_unacknowledged, consumers, head_message_timestamp } = queue.data;
  return {
    depth: countIn(messages_ready),
    workers: countIn(consumers),
    busy: countIn(messages_unacknowledged),
    oldestAt: timeIn(head_message_timestamp),
  };
}
