import { z } from 'zod';
import { recordOf } from '../../monitor/recordOf.ts';
import { isJsonPointer } from '../../queues/jsonPointer.ts';
import { QUEUE_TYPES, type QueueType } from '../../queues/queueOptions.ts';
import { referenceTo } from './references.ts';
import { secret } from './secretSchema.ts';

const text = z.string('must be text').min(1, 'must not be empty');
const pointer = z.string('must be text').refine(isJsonPointer, 'must be a JSON pointer, such as /data/depth');
const address = text.meta({
  description: `Where the queue is: the name of a setting with the address, such as ${referenceTo('REDIS_URL')}, or an address that holds no secret.`,
});

/** The queue of a pipeline: its kind with the address, and the rest as in `.env`, in small letters. */
export const QueueInFile = z
  .strictObject({
    ...recordOf(QUEUE_TYPES.map((type): [QueueType, z.ZodOptional<typeof address>] => [type, address.optional()])),
    name: z
      .union([text, z.array(text).min(1)], 'must be a name, or a list of names')
      .optional()
      .meta({ description: 'One name, or several whose depths are added up.' }),
    prefix: text.optional(),
    group: text.optional(),
    vhost: text.optional(),
    user: text.optional(),
    password: secret('QUEUE_PASSWORD').optional(),
    token: secret('QUEUE_TOKEN').optional(),
    query: text.optional(),
    workersQuery: text.optional(),
    busyQuery: text.optional(),
    oldestQuery: text.optional(),
    pointer: pointer.optional(),
    workersPointer: pointer.optional(),
    busyPointer: pointer.optional(),
    oldestPointer: pointer.optional(),
    seconds: z
      .int('must be a whole number')
      .min(5, 'must be at least 5')
      .max(300, 'must be at most 300')
      .optional()
      .meta({ description: 'How often it is read; left out: 15, for sqs 60.' }),
  })
  .refine((queue) => kindsIn(queue).length === 1, {
    error: `must have one of ${QUEUE_TYPES.join(', ')}, with the address`,
    // A misspelt kind is named already.
    when: ({ issues }) => issues.length === 0,
  });

export type QueueInFile = z.infer<typeof QueueInFile>;

export function kindsIn(queue: Readonly<Partial<Record<QueueType, unknown>>>): readonly QueueType[] {
  return QUEUE_TYPES.filter((type) => queue[type] !== undefined);
}
