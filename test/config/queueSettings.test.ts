import { readFileSync } from 'node:fs';
import dotenv from 'dotenv';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { ConfigError } from '../../src/config/readSettings.ts';
import { secretsOf } from '../../src/config/secretsOf.ts';
import { QUEUE_TYPES } from '../../src/queues/queueOptions.ts';
import { secretsIn } from '../../src/redaction/secretsIn.ts';

const REQUIRED = {
  DISCORD_TOKEN: 'MTIzNDU2Nzg5.bot-token.0123456789',
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'ingest-token-0123456789',
};
type Environment = Readonly<Record<string, string>>;

const configOf = (queue: Environment) => parseConfig({ ...REQUIRED, ...queue });
const queueOf = (queue: Environment) => configOf(queue).pipelines[0]?.queue;
/** The lines of the refusal, without those round them; none where it is taken. */
function problemsOf(queue: Environment): readonly string[] {
  try {
    configOf(queue);
    return [];
  } catch (err) {
    expect(err).toBeInstanceOf(ConfigError);
    const lines = err instanceof ConfigError ? err.message.split('\n') : [];
    return lines.slice(1, -1).map((line) => line.trim());
  }
}

const REDIS = 'redis://127.0.0.1:6379';
const RABBIT = {
  QUEUE_SOURCE: 'rabbitmq',
  QUEUE_URL: 'http://127.0.0.1:15672',
  QUEUE_NAME: 'captcha',
  QUEUE_USER: 'viewer',
  QUEUE_PASSWORD: 'p4ssw0rd-x',
};
const JSON_SOURCE = { QUEUE_SOURCE: 'json', QUEUE_URL: 'http://stats.internal/q', QUEUE_POINTER: '/depth' };

/** What is enough for each source, and what becomes of it. */
const ENOUGH: readonly (readonly [Environment, object])[] = [
  [
    { QUEUE_SOURCE: 'redis', QUEUE_URL: REDIS, QUEUE_NAME: 'captcha:tasks, captcha:urgent' },
    { type: 'redis', url: REDIS, names: ['captcha:tasks', 'captcha:urgent'] },
  ],
  [
    { QUEUE_SOURCE: 'bullmq', QUEUE_URL: 'rediss://user:password@host:6380/2', QUEUE_NAME: 'captcha' },
    { type: 'bullmq', url: 'rediss://user:password@host:6380/2', names: ['captcha'], prefix: 'bull' },
  ],
  [
    { QUEUE_SOURCE: 'celery', QUEUE_URL: REDIS },
    { type: 'celery', url: REDIS, names: ['celery'], prefix: '' },
  ],
  [
    { QUEUE_SOURCE: 'rq', QUEUE_URL: REDIS, QUEUE_NAME: 'default' },
    { type: 'rq', url: REDIS, names: ['default'] },
  ],
  [
    { QUEUE_SOURCE: 'stream', QUEUE_URL: REDIS, QUEUE_NAME: 'tasks', QUEUE_GROUP: 'solvers' },
    { type: 'stream', url: REDIS, name: 'tasks', group: 'solvers' },
  ],
  [
    { ...RABBIT, QUEUE_URL: 'http://127.0.0.1:15672/' },
    {
      type: 'rabbitmq',
      url: 'http://127.0.0.1:15672',
      names: ['captcha'],
      vhost: '/',
      credentials: { user: 'viewer', password: 'p4ssw0rd-x' },
    },
  ],
  [
    {
      QUEUE_SOURCE: 'prometheus',
      QUEUE_URL: 'http://prometheus:9090/',
      QUEUE_QUERY: 'sum(q)',
      QUEUE_WORKERS_QUERY: 'w',
    },
    {
      type: 'prometheus',
      url: 'http://prometheus:9090',
      measures: { depth: 'sum(q)', workers: 'w', busy: null, oldest: null },
      credentials: null,
    },
  ],
  [
    { ...JSON_SOURCE, QUEUE_URL: 'https://stats.internal/q?of=captcha', QUEUE_TOKEN: 'bearer-token' },
    {
      type: 'json',
      url: 'https://stats.internal/q?of=captcha',
      measures: { depth: '/depth', workers: null, busy: null, oldest: null },
      credentials: { token: 'bearer-token' },
    },
  ],
  [
    { QUEUE_SOURCE: 'sqs', QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/captcha' },
    { type: 'sqs', url: 'https://sqs.eu-central-1.amazonaws.com/123456789012/captcha' },
  ],
  [
    { QUEUE_SOURCE: 'sql', QUEUE_URL: 'postgres://reader:password@db/jobs', QUEUE_QUERY: 'select 1' },
    { type: 'sql', url: 'postgres://reader:password@db/jobs', query: 'select 1' },
  ],
];

test('without any there is no queue to read', () => {
  expect(queueOf({})).toBeNull();
  expect(queueOf({ QUEUE_SOURCE: ' ', QUEUE_NAME: '' })).toBeNull();
});

describe('a source', () => {
  test('of every kind is tried here', () => {
    expect(ENOUGH.map(([{ QUEUE_SOURCE }]) => QUEUE_SOURCE)).toEqual(QUEUE_TYPES);
  });

  test.each(ENOUGH)('%j is enough', (environment, options) => {
    expect(queueOf(environment)?.options).toEqual(options);
  });

  test.each(
    ENOUGH.flatMap(([all]) =>
      Object.keys(all)
        .filter((name) => name !== 'QUEUE_SOURCE')
        .map((name) => [all, name] as const),
    ),
  )('%j without %s is refused for that alone, or does without it', (all, name) => {
    const { [name]: _left, ...rest } = all;
    const problems = problemsOf(rest);
    const isOptional = /WORKERS|TOKEN/.test(name);
    expect(problems).toEqual(isOptional ? [] : [`${name} is missing: QUEUE_SOURCE=${all['QUEUE_SOURCE']} needs it.`]);
  });

  test('that there is not is refused with those that there are', () => {
    expect(problemsOf({ QUEUE_SOURCE: 'bull', QUEUE_URL: REDIS, QUEUE_NAME: 'x' })).toContain(
      'QUEUE_SOURCE must be one of redis, bullmq, celery, rq, stream, rabbitmq, prometheus, json, sqs, sql.',
    );
  });

  test('that is not named is asked for where something else is set', () => {
    expect(problemsOf({ QUEUE_URL: REDIS, QUEUE_NAME: 'x' })).toEqual([
      'QUEUE_SOURCE is missing, because QUEUE_URL, QUEUE_NAME is set: choose one of redis, bullmq, celery, rq, stream, rabbitmq, prometheus, json, sqs, sql.',
    ]);
  });

  test('gets an error for what it does not use', () => {
    expect(problemsOf({ QUEUE_SOURCE: 'bullmq', QUEUE_URL: REDIS, QUEUE_NAME: 'x', QUEUE_GROUP: 'g' })).toEqual([
      'QUEUE_GROUP is not used by QUEUE_SOURCE=bullmq: remove it.',
    ]);
  });
});

describe('an address', () => {
  test.each([
    ['redis', '127.0.0.1:6379', 'redis://127.0.0.1:6379'],
    ['redis', 'http://127.0.0.1:6379', 'redis://127.0.0.1:6379'],
    ['prometheus', 'redis://127.0.0.1', 'http://127.0.0.1:9090'],
    ['sql', 'mysql://127.0.0.1/x', 'postgres://user:password@127.0.0.1:5432/database'],
  ])('of %s that is %s is answered with one that would do', (source, url, example) => {
    expect(problemsOf({ QUEUE_SOURCE: source, QUEUE_URL: url, QUEUE_NAME: 'x', QUEUE_QUERY: 'x' })).toContain(
      `QUEUE_URL must be an address such as ${example}.`,
    );
  });

  test.each<[string, Environment, RegExp | null]>([
    [
      'a password over http elsewhere',
      { ...RABBIT, QUEUE_URL: 'http://rabbit:15672' },
      /^QUEUE_URL must begin with https/,
    ],
    ['a password over https', { ...RABBIT, QUEUE_URL: 'https://rabbit:15671' }, null],
    [
      'a token over http elsewhere',
      { ...JSON_SOURCE, QUEUE_TOKEN: 'bearer-token' },
      /^QUEUE_URL must begin with https/,
    ],
    ['nothing secret over http elsewhere', JSON_SOURCE, null],
    ['a key in it over http elsewhere', { ...JSON_SOURCE, QUEUE_URL: 'http://stats.internal/q?api_key=x' }, /https/],
    ['a key in it over https', { ...JSON_SOURCE, QUEUE_URL: 'https://stats.internal/q?api_key=x' }, null],
    [
      'a fragment beside a token',
      { ...JSON_SOURCE, QUEUE_URL: 'https://stats.internal/q#x', QUEUE_TOKEN: 'bearer-token' },
      /^QUEUE_URL must have no "#" in it/,
    ],
    ['AWS over http elsewhere', { QUEUE_SOURCE: 'sqs', QUEUE_URL: 'http://sqs.internal/1/q' }, /https/],
    [
      'a user and a password in it',
      { ...RABBIT, QUEUE_URL: 'https://a:hunter22@rabbit' },
      /^QUEUE_URL must have neither.*QUEUE_USER/,
    ],
  ])('with %s', (_name, environment, refusal) => {
    const problems = problemsOf(environment);
    if (refusal === null) expect(problems).toEqual([]);
    else expect(problems).toEqual([expect.stringMatching(refusal)]);
    expect(problems.join()).not.toContain('hunter22');
  });
});

test.each<[Environment, string]>([
  [{ ...JSON_SOURCE, QUEUE_USER: 'ann' }, 'QUEUE_USER and QUEUE_PASSWORD must be set together.'],
  [
    { ...JSON_SOURCE, QUEUE_URL: 'https://x', QUEUE_USER: 'ann', QUEUE_PASSWORD: 'p', QUEUE_TOKEN: 't' },
    'QUEUE_TOKEN and QUEUE_USER cannot both be set: keep the one that the server asks for.',
  ],
  [{ ...JSON_SOURCE, QUEUE_POINTER: 'depth' }, 'QUEUE_POINTER must be a JSON pointer, such as /data/depth.'],
  [
    { QUEUE_SOURCE: 'rq', QUEUE_URL: REDIS, QUEUE_NAME: 'a,,b' },
    'QUEUE_NAME must be names separated by commas, none of them empty.',
  ],
])('%j is refused', (environment, problem) => {
  expect(problemsOf(environment)).toContain(problem);
});

test.each([
  ['4', null],
  ['5', 5_000],
  ['300', 300_000],
  ['301', null],
  ['7.5', null],
  ['soon', null],
])('every %s seconds is %s', (seconds, everyMs) => {
  const environment = { QUEUE_SOURCE: 'celery', QUEUE_URL: REDIS, QUEUE_SOURCE_SECONDS: seconds };
  if (everyMs === null)
    expect(problemsOf(environment)).toEqual([expect.stringMatching(/^QUEUE_SOURCE_SECONDS must be/)]);
  else expect(queueOf(environment)?.everyMs).toBe(everyMs);
});

test('a queue is read every 15 seconds, and SQS every minute, where nobody says', () => {
  const every = ENOUGH.map(([environment]) => queueOf(environment)?.everyMs);
  expect(every).toEqual(QUEUE_TYPES.map((type) => (type === 'sqs' ? 60_000 : 15_000)));
});

test('passwords and tokens are secrets, whole settings or not', () => {
  const hidden: readonly (readonly [Environment, string])[] = [
    [{ QUEUE_SOURCE: 'celery', QUEUE_URL: 'redis://ann:s3cret%2Fword@host' }, 's3cret/word'],
    [RABBIT, 'p4ssw0rd-x'],
    [{ ...JSON_SOURCE, QUEUE_URL: 'https://x', QUEUE_TOKEN: 'bearer-token-1' }, 'bearer-token-1'],
  ];
  for (const [environment, secret] of hidden) {
    expect(secretsOf(configOf(environment))).toContain(secret);
    expect(secretsIn(environment)).toContain(secret);
  }
  expect(secretsIn({ AWS_SECRET_ACCESS_KEY: 'aws-secret-1' })).toEqual(['aws-secret-1']);
});

test('the recipes of docs/queues.md are taken as they stand, one for each source', () => {
  const text = readFileSync(new URL('../../docs/queues.md', import.meta.url), 'utf8');
  const recipes = [...text.matchAll(/^```sh\n(QUEUE_SOURCE=[^`]*)```$/gm)].map(([, lines = '']) => dotenv.parse(lines));
  expect(recipes.map(({ QUEUE_SOURCE }) => QUEUE_SOURCE).sort()).toEqual([...QUEUE_TYPES].sort());
  for (const recipe of recipes) expect(problemsOf(recipe), recipe['QUEUE_SOURCE']).toEqual([]);
});
