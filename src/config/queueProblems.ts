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

/** What is wrong with the settings of the queue taken together, as sentences that begin with their names. `isSourceSet`: also where it could not be read. */
export function queueProblems(settings: Read, isSourceSet: boolean): readonly string[] {
  const names = QueueSettings.keyof().options.filter((name) => settings[name] !== undefined);
  const { QUEUE_SOURCE: type } = settings;
  if (type === undefined) return isSourceSet || names.length === 0 ? [] : [sourceMissing(names)];
  const form = FORMS[type];
  const needed: readonly Name[] = ['QUEUE_URL', ...form.needs];
  const taken = [...ALWAYS, ...needed, ...form.takes];
  return [
    ...needed
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is missing: QUEUE_SOURCE=${type} needs it.`),
    ...names
      .filter((name) => !taken.includes(name))
      .map((name) => `${name} is not used by QUEUE_SOURCE=${type}: remove it.`),
    ...addressProblems(form, settings),
    ...loginProblems(settings),
  ];
}

function sourceMissing(names: readonly Name[]): string {
  return `QUEUE_SOURCE is missing, because ${names.join(', ')} is set: choose one of ${QUEUE_TYPES.join(', ')}.`;
}

function addressProblems({ scheme, example }: Form, settings: Read): readonly string[] {
  const { QUEUE_URL: url, QUEUE_SOURCE: type } = settings;
  if (url === undefined) return [];
  if (!scheme.test(url) || !URL.canParse(url)) return [`QUEUE_URL must be an address such as ${example}.`];
  if (scheme !== HTTP) return [];
  const { username, password } = new URL(url);
  if (username !== '' || password !== '') {
    return [
      'QUEUE_URL must have neither a user nor a password in it: set QUEUE_USER and QUEUE_PASSWORD, or QUEUE_TOKEN.',
    ];
  }
  if (!sendsSecret(settings) && namedSecretsIn(url).length === 0) return [];
  const problem = type === 'json' ? secretAddressProblem(url, ANY_QUERY) : secretAddressProblem(url);
  return problem === null ? [] : [`QUEUE_URL ${problem}.`];
}

function sendsSecret({ QUEUE_PASSWORD, QUEUE_TOKEN, QUEUE_SOURCE }: Read): boolean {
  // Requests to AWS are signed, and say whose they are.
  return QUEUE_PASSWORD !== undefined || QUEUE_TOKEN !== undefined || QUEUE_SOURCE === 'sqs';
}

function loginProblems({ QUEUE_USER: user, QUEUE_PASSWORD: password, QUEUE_TOKEN: token, QUEUE_SOURCE }: Read) {
  if (QUEUE_SOURCE === 'rabbitmq') return [];
  if ((user === undefined) !== (password === undefined)) return ['QUEUE_USER and QUEUE_PASSWORD must be set together.'];
  if (user === undefined || token === undefined) return [];
  return ['QUEUE_TOKEN and QUEUE_USER cannot both be set: keep the one that the server asks for.'];
}
