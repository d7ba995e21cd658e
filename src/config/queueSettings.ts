import { z } from 'zod';
import type { Millis } from '../monitor/time.ts';
import { SECOND } from '../monitor/time.ts';
import { isJsonPointer } from '../queues/jsonPointer.ts';
import { type Credentials, type Measures, QUEUE_TYPES, type QueueOptions } from '../queues/queueOptions.ts';
import { postgresSecrets } from '../store/postgresUrl.ts';

/** How often a source is read where nobody says. AWS asks money for each call, and its counts are about a minute old. */
const STANDARD_SECONDS = { sqs: 60, others: 15 } as const;

const text = z.string().optional();
const pointer = z.string().refine(isJsonPointer, 'must be a JSON pointer, such as /data/depth').optional();

/** Which queue the monitor reads itself. */
export const QueueSettings = z.object({
  QUEUE_SOURCE: z.enum(QUEUE_TYPES, `must be one of ${QUEUE_TYPES.join(', ')}`).optional(),
  QUEUE_URL: text,
  QUEUE_NAME: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .refine((names) => names.every((name) => name !== ''), 'must be names separated by commas, none of them empty')
    .optional(),
  QUEUE_PREFIX: text,
  QUEUE_GROUP: text,
  QUEUE_VHOST: text,
  QUEUE_USER: text,
  QUEUE_PASSWORD: text,
  QUEUE_TOKEN: text,
  QUEUE_QUERY: text,
  QUEUE_WORKERS_QUERY: text,
  QUEUE_BUSY_QUERY: text,
  QUEUE_OLDEST_QUERY: text,
  QUEUE_POINTER: pointer,
  QUEUE_WORKERS_POINTER: pointer,
  QUEUE_BUSY_POINTER: pointer,
  QUEUE_OLDEST_POINTER: pointer,
  QUEUE_SOURCE_SECONDS: z.coerce
    .number('must be a number of seconds, such as 15')
    .int('must be a whole number, such as 15')
    .min(5, 'must be at least 5')
    // A depth counts for ten minutes, and a read may fail.
    .max(300, 'must be at most 300')
    .optional(),
});

export type QueueSettings = z.infer<typeof QueueSettings>;

export interface QueueConfig {
  readonly options: QueueOptions;
  readonly everyMs: Millis;
  /** What of the options must appear nowhere. */
  readonly secrets: readonly string[];
}

/** The queue of settings that fit one another; null where none is named. */
export function toQueue(env: Partial<QueueSettings>): QueueConfig | null {
  const options = optionsOf(env);
  if (options === null) return null;
  const standard = options.type === 'sqs' ? STANDARD_SECONDS.sqs : STANDARD_SECONDS.others;
  return {
    options,
    everyMs: (env.QUEUE_SOURCE_SECONDS ?? standard) * SECOND,
    secrets: [...postgresSecrets(options.url), env.QUEUE_PASSWORD, env.QUEUE_TOKEN].filter((secret) => secret != null),
  };
}

function optionsOf(env: Partial<QueueSettings>): QueueOptions | null {
  const { QUEUE_SOURCE: type, QUEUE_URL: url, QUEUE_NAME: names = [], QUEUE_PREFIX: prefix } = env;
  if (type === undefined || url === undefined) return null;
  const credentials = credentialsOf(env);
  switch (type) {
    case 'redis':
    case 'rq':
      return { type, url, names };
    case 'bullmq':
      return { type, url, names, prefix: prefix ?? 'bull' };
    case 'celery':
      return { type, url, names: names.length === 0 ? ['celery'] : names, prefix: prefix ?? '' };
    case 'stream':
      return { type, url, name: names.join(','), group: env.QUEUE_GROUP ?? '' };
    case 'rabbitmq':
      return { type, url: withoutSlash(url), names, vhost: env.QUEUE_VHOST ?? '/', credentials };
    case 'prometheus':
      return { type, url: withoutSlash(url), measures: queriesOf(env), credentials };
    case 'json':
      return { type, url, measures: pointersOf(env), credentials };
    case 'sqs':
      return { type, url };
    case 'sql':
      return { type, url, query: env.QUEUE_QUERY ?? '' };
  }
}

function credentialsOf({
  QUEUE_USER: user,
  QUEUE_PASSWORD: password,
  QUEUE_TOKEN: token,
}: Partial<QueueSettings>): Credentials {
  if (token !== undefined) return { token };
  return user === undefined || password === undefined ? null : { user, password };
}

function queriesOf(env: Partial<QueueSettings>): Measures {
  return {
    depth: env.QUEUE_QUERY ?? '',
    workers: env.QUEUE_WORKERS_QUERY ?? null,
    busy: env.QUEUE_BUSY_QUERY ?? null,
    oldest: env.QUEUE_OLDEST_QUERY ?? null,
  };
}

function pointersOf(env: Partial<QueueSettings>): Measures {
  return {
    depth: env.QUEUE_POINTER ?? '',
    workers: env.QUEUE_WORKERS_POINTER ?? null,
    busy: env.QUEUE_BUSY_POINTER ?? null,
    oldest: env.QUEUE_OLDEST_POINTER ?? null,
  };
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
