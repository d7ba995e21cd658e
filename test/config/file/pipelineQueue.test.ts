import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { stringify } from 'yaml';
import { parseConfig } from '../../../src/config/config.ts';
import { ConfigError } from '../../../src/config/readSettings.ts';
import { secretsOf } from '../../../src/config/secretsOf.ts';
import { QUEUE_TYPES, type QueueType } from '../../../src/queues/queueOptions.ts';
import { test } from '../../fixtures/test.ts';

type Environment = Readonly<Record<string, string>>;

const ENVIRONMENT = {
  DISCORD_TOKEN: 'a-token-of-twenty-letters-or-more',
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'shop-token-0123456789',
  SECRET_URL: 'redis://reader:hunter22@redis:6379/2',
  SQL_URL: 'postgres://reader:hunter22@db/jobs',
  LOGIN: 'hunter22-password',
};
const REDIS = 'redis://127.0.0.1:6379';

/** A queue by the file, and the same by settings alone. */
const PAIRS: readonly (readonly [QueueType, object, Environment])[] = [
  ['redis', { redis: REDIS, name: ['a', 'b'] }, { QUEUE_URL: REDIS, QUEUE_NAME: 'a,b' }],
  [
    'bullmq',
    { bullmq: `\${SECRET_URL}`, name: 'captcha', prefix: 'jobs', seconds: 5 },
    { QUEUE_URL: ENVIRONMENT.SECRET_URL, QUEUE_NAME: 'captcha', QUEUE_PREFIX: 'jobs', QUEUE_SOURCE_SECONDS: '5' },
  ],
  ['celery', { celery: REDIS }, { QUEUE_URL: REDIS }],
  ['rq', { rq: REDIS, name: 'default' }, { QUEUE_URL: REDIS, QUEUE_NAME: 'default' }],
  [
    'stream',
    { stream: REDIS, name: 'tasks', group: 'solvers' },
    { QUEUE_URL: REDIS, QUEUE_NAME: 'tasks', QUEUE_GROUP: 'solvers' },
  ],
  [
    'rabbitmq',
    { rabbitmq: 'http://127.0.0.1:15672', name: 'captcha', vhost: 'v', user: 'viewer', password: `\${LOGIN}` },
    {
      QUEUE_URL: 'http://127.0.0.1:15672',
      QUEUE_NAME: 'captcha',
      QUEUE_VHOST: 'v',
      QUEUE_USER: 'viewer',
      QUEUE_PASSWORD: ENVIRONMENT.LOGIN,
    },
  ],
  [
    'prometheus',
    { prometheus: 'http://p:9090', query: 'q', workersQuery: 'w', busyQuery: 'b', oldestQuery: 'o' },
    {
      QUEUE_URL: 'http://p:9090',
      QUEUE_QUERY: 'q',
      QUEUE_WORKERS_QUERY: 'w',
      QUEUE_BUSY_QUERY: 'b',
      QUEUE_OLDEST_QUERY: 'o',
    },
  ],
  [
    'json',
    {
      json: 'https://stats/q',
      pointer: '/d',
      workersPointer: '/w',
      busyPointer: '/b',
      oldestPointer: '/o',
      token: `\${LOGIN}`,
    },
    {
      QUEUE_URL: 'https://stats/q',
      QUEUE_POINTER: '/d',
      QUEUE_WORKERS_POINTER: '/w',
      QUEUE_BUSY_POINTER: '/b',
      QUEUE_OLDEST_POINTER: '/o',
      QUEUE_TOKEN: ENVIRONMENT.LOGIN,
    },
  ],
  ['sqs', { sqs: 'https://sqs.eu/1/q' }, { QUEUE_URL: 'https://sqs.eu/1/q' }],
  ['sql', { sql: `\${SQL_URL}`, query: 'select 1' }, { QUEUE_URL: ENVIRONMENT.SQL_URL, QUEUE_QUERY: 'select 1' }],
];

function configOf(folder: string, queue: object, more: Environment = {}) {
  const path = join(folder, 'monitor.yaml');
  const accounts = { main: { apiKey: `\${CAPTCHAAI_API_KEY}` } };
  const pipelines = { shop: { account: 'main', ingestToken: `\${INGEST_TOKEN}`, queue } };
  writeFileSync(path, stringify({ accounts, pipelines }));
  return parseConfig({ ...ENVIRONMENT, ...more, MONITOR_FILE: path });
}

/** Without the folder and the column, which differs with the length of names. */
function refusalOf(folder: string, queue: object, more: Environment = {}): readonly string[] {
  try {
    configOf(folder, queue, more);
    return [];
  } catch (err) {
    if (!(err instanceof ConfigError)) throw err;
    expect(err.message).not.toContain('hunter22');
    const lines = err.message.split('\n').filter((line) => line.startsWith('  '));
    return lines.map((line) => line.replace(/^.*monitor\.yaml:(\d+):\d+: /, '$1: '));
  }
}

describe('the queue of a pipeline', () => {
  test('is tried here of every kind', () => {
    expect(PAIRS.map(([type]) => type)).toEqual(QUEUE_TYPES);
  });

  test.for(PAIRS)('of %s is what the settings of .env would make of it', ([type, queue, settings], { folder }) => {
    const byFile = configOf(folder, queue).pipelines[0]?.queue;
    const { SECRET_URL: _url, SQL_URL: _sql, LOGIN: _login, ...env } = ENVIRONMENT;
    const bySettings = parseConfig({ ...env, QUEUE_SOURCE: type, ...settings }).pipelines[0]?.queue;
    expect(byFile?.options.type).toBe(type);
    expect(byFile).toEqual(bySettings);
  });

  test('has its password kept out of everything, also where it stands in an address', ({ folder }) => {
    const [, queue] = PAIRS[1] ?? [];
    expect(secretsOf(configOf(folder, queue ?? {}))).toEqual(
      expect.arrayContaining(['hunter22', ENVIRONMENT.SECRET_URL]),
    );
  });

  test.for<[string, object, string | RegExp]>([
    [
      'a kind that there is not',
      { bulmq: REDIS, name: 'x' },
      '9: pipelines.shop.queue.bulmq is not known. Did you mean bullmq?',
    ],
    ['no kind', { name: 'x' }, /^8: pipelines\.shop\.queue must have one of redis, bullmq, .*, with the address\.$/],
    ['two kinds', { redis: REDIS, rq: REDIS, name: 'x' }, /^8: pipelines\.shop\.queue must have one of redis/],
    ['no name', { rq: REDIS }, '8: pipelines.shop.queue.name is missing: rq needs it.'],
    [
      'what the kind does not use',
      { rq: REDIS, name: 'x', group: 'g' },
      '11: pipelines.shop.queue.group is not used by rq: remove it.',
    ],
    [
      'an address of something else',
      { rq: 'http://127.0.0.1', name: 'x' },
      '9: pipelines.shop.queue.rq must be an address such as redis://127.0.0.1:6379.',
    ],
    [
      'an address with a password',
      { rq: 'redis://:hunter22@redis', name: 'x' },
      /^9: pipelines\.shop\.queue\.rq holds a secret, which must not stand in this file\./,
    ],
    [
      'an address that is put together',
      { rq: `redis://:\${LOGIN}@redis`, name: 'x' },
      /^9: pipelines\.shop\.queue\.rq holds a secret/,
    ],
    [
      'a password',
      { rabbitmq: 'http://127.0.0.1', name: 'x', user: 'u', password: 'hunter22' },
      /^12: pipelines\.shop\.queue\.password is a secret and must not stand in this file/,
    ],
    [
      'a password over http elsewhere',
      { rabbitmq: 'http://rabbit', name: 'x', user: 'u', password: `\${LOGIN}` },
      /^9: pipelines\.shop\.queue\.rabbitmq must begin with https/,
    ],
    [
      'a user alone',
      { json: 'https://stats', pointer: '/d', user: 'u' },
      '11: pipelines.shop.queue.user and password must be set together.',
    ],
    [
      'a pointer',
      { json: 'https://stats', pointer: 'd' },
      /^10: pipelines\.shop\.queue\.pointer must be a JSON pointer/,
    ],
    ['4 seconds', { rq: REDIS, name: 'x', seconds: 4 }, '11: pipelines.shop.queue.seconds must be at least 5.'],
    ['301 seconds', { rq: REDIS, name: 'x', seconds: 301 }, '11: pipelines.shop.queue.seconds must be at most 300.'],
    [
      'an address that is not set',
      { rq: `\${NOWHERE}`, name: 'x' },
      /^9: pipelines\.shop\.queue\.rq names NOWHERE, which is not set/,
    ],
  ])('with %s is refused where that stands, and for that alone', ([_name, queue, expected], { folder }) => {
    expect(refusalOf(folder, queue)).toEqual([
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    ]);
  });

  test('left out is that of .env, which cannot be there beside one of its own', ({ folder }) => {
    const settings = { QUEUE_SOURCE: 'rq', QUEUE_URL: REDIS, QUEUE_NAME: 'other' };
    expect(refusalOf(folder, { rq: REDIS, name: 'x' }, settings)).toEqual([
      '8: pipelines.shop.queue and QUEUE_SOURCE cannot both be set: keep one of them.',
    ]);
  });
});
