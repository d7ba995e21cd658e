import { QUEUE_TYPES, type QueueType } from '../queues/queueOptions.ts';
import { namedSecretsIn } from '../redaction/namedSecrets.ts';
import { ANY_QUERY, secretAddressProblem } from '../redaction/secretAddress.ts';
import { QueueSettings } from './queueSettings.ts';

type Name = keyof QueueSettings;
type Read = Partial<QueueSettings>;

interface Form {
  /** Without them it cannot be read. */
  readonly needs: readonly Name[];
  readonly takes: readonly Name[];
  /** How its address begins, and what one looks like. */
  readonly scheme: RegExp;
  readonly example: string;
}

const REDIS = { scheme: /^rediss?:\/\//, example: 'redis://127.0.0.1:6379' };
const HTTP = /^https?:\/\//;
const LOGIN = ['QUEUE_USER', 'QUEUE_PASSWORD'] as const;
const ALWAYS: readonly Name[] = ['QUEUE_SOURCE', 'QUEUE_URL', 'QUEUE_SOURCE_SECONDS'];

const FORMS: Readonly<Record<QueueType, Form>> = {
  redis: { ...REDIS, needs: ['QUEUE_NAME'], takes: [] },
  bullmq: { ...REDIS, needs: ['QUEUE_NAME'], takes: ['QUEUE_PREFIX'] },
  celery: { ...REDIS, needs: [], takes: ['QUEUE_NAME', 'QUEUE_PREFIX'] },
  rq: { ...REDIS, needs: ['QUEUE_NAME'], takes: [] },
  stream: { ...REDIS, needs: ['QUEUE_NAME', 'QUEUE_GROUP'], takes: [] },
  rabbitmq: {
    scheme: HTTP,
    example: 'http://127.0.0.1:15672',
    needs: ['QUEUE_NAME', ...LOGIN],
    takes: ['QUEUE_VHOST'],
  },
  prometheus: {
    scheme: HTTP,
    example: 'http://127.0.0.1:9090',
    needs: ['QUEUE_QUERY'],
    takes: ['QUEUE_WORKERS_QUERY', 'QUEUE_BUSY_QUERY', 'QUEUE_OLDEST_QUERY', ...LOGIN, 'QUEUE_TOKEN'],
  },
  json: {
    scheme: HTTP,
    example: 'http://127.0.0.1:8080/stats',
    needs: ['QUEUE_POINTER'],
    takes: ['QUEUE_WORKERS_POINTER', 'QUEUE_BUSY_POINTER', 'QUEUE_OLDEST_POINTER', ...LOGIN, 'QUEUE_TOKEN'],
  },
  sqs: { scheme: HTTP, example: 'https://sqs.eu-central-1.amazonaws.com/123456789012/captcha', needs: [], takes: [] },
  sql: {
    scheme: /^postgres(?:ql)?:\/\//,
    example: 'postgres://user:password@127.0.0.1:5432/database',
    needs: ['QUEUE_QUERY'],
    takes: [],
  },
};

/** What the settings are called where they stand: in `.env` or in a file. */
export interface QueueNames {
  readonly called: (name: Name) => string;
  readonly source: (type: QueueType) => string;
}

/** The words follow the name of the setting. */
export interface QueueProblem {
  readonly about: Name;
  readonly words: string;
}

const IN_ENV: QueueNames = { called: (name) => name, source: (type) => `QUEUE_SOURCE=${type}` };

/** The same of `.env`, as sentences that begin with a name. `isSourceSet`: also where it could not be read. */
export function envQueueProblems(settings: Read, isSourceSet: boolean): readonly string[] {
  const names = namesIn(settings);
  if (settings.QUEUE_SOURCE === undefined) return isSourceSet || names.length === 0 ? [] : [sourceMissing(names)];
  return queueProblems(settings, IN_ENV).map(({ about, words }) => `${about} ${words}`);
}

/** What is wrong with the settings of a queue taken together. */
export function queueProblems(settings: Read, called: QueueNames): readonly QueueProblem[] {
  const names = namesIn(settings);
  const { QUEUE_SOURCE: type } = settings;
  if (type === undefined) return [];
  const form = FORMS[type];
  const needed: readonly Name[] = ['QUEUE_URL', ...form.needs];
  const taken = [...ALWAYS, ...needed, ...form.takes];
  return [
    ...needed
      .filter((name) => !names.includes(name))
      .map((about) => ({ about, words: `is missing: ${called.source(type)} needs it.` })),
    ...names
      .filter((name) => !taken.includes(name))
      .map((about) => ({ about, words: `is not used by ${called.source(type)}: remove it.` })),
    ...addressWords(form, settings, called).map((words) => ({ about: 'QUEUE_URL' as const, words })),
    ...loginProblems(settings, called),
  ];
}

function namesIn(settings: Read): readonly Name[] {
  return QueueSettings.keyof().options.filter((name) => settings[name] !== undefined);
}

function sourceMissing(names: readonly Name[]): string {
  return `QUEUE_SOURCE is missing, because ${names.join(', ')} is set: choose one of ${QUEUE_TYPES.join(', ')}.`;
}

function addressWords({ scheme, example }: Form, settings: Read, { called }: QueueNames): readonly string[] {
  const { QUEUE_URL: url, QUEUE_SOURCE: type } = settings;
  if (url === undefined) return [];
  if (!scheme.test(url) || !URL.canParse(url)) return [`must be an address such as ${example}.`];
  if (scheme !== HTTP) return [];
  const { username, password } = new URL(url);
  if (username !== '' || password !== '') {
    return [
      `must have neither a user nor a password in it: set ${called('QUEUE_USER')} and ${called('QUEUE_PASSWORD')}, or ${called('QUEUE_TOKEN')}.`,
    ];
  }
  if (!sendsSecret(settings) && namedSecretsIn(url).length === 0) return [];
  const problem = type === 'json' ? secretAddressProblem(url, ANY_QUERY) : secretAddressProblem(url);
  return problem === null ? [] : [`${problem}.`];
}

function sendsSecret({ QUEUE_PASSWORD, QUEUE_TOKEN, QUEUE_SOURCE }: Read): boolean {
  // Requests to AWS are signed, and say whose they are.
  return QUEUE_PASSWORD !== undefined || QUEUE_TOKEN !== undefined || QUEUE_SOURCE === 'sqs';
}

function loginProblems(
  { QUEUE_USER: user, QUEUE_PASSWORD: password, QUEUE_TOKEN: token, QUEUE_SOURCE }: Read,
  { called }: QueueNames,
): readonly QueueProblem[] {
  if (QUEUE_SOURCE === 'rabbitmq') return [];
  if ((user === undefined) !== (password === undefined))
    return [{ about: 'QUEUE_USER', words: `and ${called('QUEUE_PASSWORD')} must be set together.` }];
  if (user === undefined || token === undefined) return [];
  const words = `and ${called('QUEUE_USER')} cannot both be set: keep the one that the server asks for.`;
  return [{ about: 'QUEUE_TOKEN', words }];
}
