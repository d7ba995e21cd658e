import { namedSecretsIn } from '../../redaction/namedSecrets.ts';
import { queueProblems } from '../queueProblems.ts';
import { type QueueConfig, type QueueSettings, toQueue } from '../queueSettings.ts';
import { kindsIn, type QueueInFile } from './queueSchema.ts';
import { referenceIn, referenceTo } from './references.ts';
import type { Path, Say, SecretAt } from './secretAt.ts';

/** What the settings of `.env` are called in the file; the address has the kind of the queue for its name. */
const KEYS: Readonly<Record<Exclude<keyof QueueSettings, 'QUEUE_SOURCE' | 'QUEUE_URL'>, keyof QueueInFile>> = {
  QUEUE_NAME: 'name',
  QUEUE_PREFIX: 'prefix',
  QUEUE_GROUP: 'group',
  QUEUE_VHOST: 'vhost',
  QUEUE_USER: 'user',
  QUEUE_PASSWORD: 'password',
  QUEUE_TOKEN: 'token',
  QUEUE_QUERY: 'query',
  QUEUE_WORKERS_QUERY: 'workersQuery',
  QUEUE_BUSY_QUERY: 'busyQuery',
  QUEUE_OLDEST_QUERY: 'oldestQuery',
  QUEUE_POINTER: 'pointer',
  QUEUE_WORKERS_POINTER: 'workersPointer',
  QUEUE_BUSY_POINTER: 'busyPointer',
  QUEUE_OLDEST_POINTER: 'oldestPointer',
  QUEUE_SOURCE_SECONDS: 'seconds',
};

/** The queue of a pipeline by the rules of `.env`; what is wrong is said by the names of the file. */
export function toPipelineQueue(path: Path, queue: QueueInFile, secretAt: SecretAt, say: Say): QueueConfig | null {
  const [type] = kindsIn(queue);
  if (type === undefined) return null;
  const secretOf = (key: 'password' | 'token') => {
    const reference = queue[key];
    return reference === undefined ? undefined : secretAt([...path, key], reference);
  };
  const settings: Partial<QueueSettings> = {
    QUEUE_SOURCE: type,
    QUEUE_URL: addressAt([...path, type], queue[type] ?? '', secretAt, say),
    QUEUE_NAME: typeof queue.name === 'string' ? [queue.name] : queue.name,
    QUEUE_PREFIX: queue.prefix,
    QUEUE_GROUP: queue.group,
    QUEUE_VHOST: queue.vhost,
    QUEUE_USER: queue.user,
    QUEUE_PASSWORD: secretOf('password'),
    QUEUE_TOKEN: secretOf('token'),
    QUEUE_QUERY: queue.query,
    QUEUE_WORKERS_QUERY: queue.workersQuery,
    QUEUE_BUSY_QUERY: queue.busyQuery,
    QUEUE_OLDEST_QUERY: queue.oldestQuery,
    QUEUE_POINTER: queue.pointer,
    QUEUE_WORKERS_POINTER: queue.workersPointer,
    QUEUE_BUSY_POINTER: queue.busyPointer,
    QUEUE_OLDEST_POINTER: queue.oldestPointer,
    QUEUE_SOURCE_SECONDS: queue.seconds,
  };
  const called = (name: keyof QueueSettings) => (name in KEYS ? KEYS[name as keyof typeof KEYS] : type);
  // An address that could not be read was said already.
  const isRead = settings.QUEUE_URL !== '';
  for (const { about, words } of queueProblems(settings, { called, source: (kind) => kind }))
    if (isRead || about !== 'QUEUE_URL') say([...path, called(about)], words);
  return toQueue(settings);
}

/** An address is a secret, or it holds none. */
function addressAt(path: Path, text: string, secretAt: SecretAt, say: Say): string {
  if (referenceIn(text) !== null) return secretAt(path, text);
  const holdsSecret = namedSecretsIn(text).length > 0 || text.includes('${') || hasUser(text);
  if (!holdsSecret) return text;
  say(
    path,
    `holds a secret, which must not stand in this file. Put the whole address into the environment, or into .env, and write its name here: ${referenceTo('QUEUE_URL')}.`,
  );
  return '';
}

function hasUser(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}
