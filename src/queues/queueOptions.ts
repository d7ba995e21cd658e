/** A user and a password, or a bearer token. */
export type Credentials = { readonly user: string; readonly password: string } | { readonly token: string } | null;

/** How each number is asked for; null: it is not. */
export interface Measures {
  readonly depth: string;
  readonly workers: string | null;
  readonly busy: string | null;
  readonly oldest: string | null;
}

/** Which queue the monitor reads, and how. An address may hold a password. */
export type QueueOptions =
  | { readonly type: 'redis' | 'rq'; readonly url: string; readonly names: readonly string[] }
  | {
      readonly type: 'bullmq' | 'celery';
      readonly url: string;
      readonly names: readonly string[];
      readonly prefix: string;
    }
  | { readonly type: 'stream'; readonly url: string; readonly name: string; readonly group: string }
  | {
      readonly type: 'rabbitmq';
      readonly url: string;
      readonly names: readonly string[];
      readonly vhost: string;
      readonly credentials: Credentials;
    }
  | {
      readonly type: 'prometheus' | 'json';
      readonly url: string;
      /** Queries of Prometheus, or JSON pointers. */
      readonly measures: Measures;
      readonly credentials: Credentials;
    }
  | { readonly type: 'sqs'; readonly url: string }
  | { readonly type: 'sql'; readonly url: string; readonly query: string };

export const QUEUE_TYPES = [
  'redis',
  'bullmq',
  'celery',
  'rq',
  'stream',
  'rabbitmq',
  'prometheus',
  'json',
  'sqs',
  'sql',
] as const satisfies readonly QueueOptions['type'][];

export type QueueType = (typeof QUEUE_TYPES)[number];
