import type { UnreadableWhy } from '../monitor/ports/queueSource.ts';
import { Unreadable } from './unreadable.ts';

/** Asks Redis; each answer is read as what it must be. */
export interface Redis {
  count(...command: readonly string[]): Promise<number>;
  /** The sum of one command over several keys. */
  countAll(command: string, keys: readonly string[]): Promise<number>;
  text(...command: readonly string[]): Promise<string | null>;
  list(...command: readonly string[]): Promise<readonly unknown[]>;
}

/** How the answer of an error begins. */
const REFUSALS: readonly (readonly [RegExp, UnreadableWhy])[] = [
  [/^(?:NOAUTH|WRONGPASS|ERR invalid password|ERR AUTH|ERR Client sent AUTH)/, 'unauthorized'],
  [/^NOPERM/, 'forbidden'],
  [/^WRONGTYPE/, 'wrongType'],
  [/^ERR no such key/, 'notFound'],
  [/^(?:LOADING|MASTERDOWN|BUSY|CLUSTERDOWN|TRYAGAIN|MOVED|ASK|OOM)/, 'serverError'],
];

/**
 * Connects for one read: every few seconds that costs little, and no connection can be dead without notice. Nothing is said to the
 * server but what is asked, so a user that may only read is enough.
 */
export async function withRedis<T>(url: string, signal: AbortSignal, work: (redis: Redis) => Promise<T>): Promise<T> {
  const { createClient, ErrorReply } = await import('redis');
  const client = createClient({ url, RESP: 2, disableClientInfo: true, socket: { reconnectStrategy: false } });
  // What failed is answered by the call that failed.
  client.on('error', () => undefined);
  const end = () => {
    if (client.isOpen) client.destroy();
  };
  try {
    signal.throwIfAborted();
    signal.addEventListener('abort', end, { once: true });
    await client.connect();
    return await work(reader((command) => client.sendCommand([...command])));
  } catch (err) {
    signal.throwIfAborted();
    if (err instanceof ErrorReply) throw new Unreadable(refusalOf(err.message));
    throw lossOf(err) ?? err;
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

function refusalOf(message: string): UnreadableWhy {
  return REFUSALS.find(([beginning]) => beginning.test(message))?.[1] ?? 'serverError';
}

/** The server went away, or never came: node-redis has classes of its own for that, without a code. */
function lossOf(err: unknown): Unreadable | null {
  const text = err instanceof Error ? `${err.constructor.name} ${err.message}` : '';
  if (/timeout/i.test(text)) return new Unreadable('timeout');
  return /closed|disconnect/i.test(text) ? new Unreadable('unreachable') : null;
}

/** Whether a user may not do just this, which the rest does not need. */
export async function orNullIfForbidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (err) {
    if (err instanceof Error && /^(?:NOPERM|ERR unknown (?:sub)?command)/i.test(err.message)) return null;
    throw err;
  }
}

function reader(ask: (command: readonly string[]) => Promise<unknown>): Redis {
  const count = async (...command: readonly string[]) => {
    const answer = await ask(command);
    if (typeof answer !== 'number') throw new Unreadable('unexpectedAnswer');
    return answer;
  };
  return {
    count,
    async countAll(command, keys) {
      const counts = await Promise.all(keys.map((key) => count(command, key)));
      return counts.reduce((sum, each) => sum + each, 0);
    },
    async text(...command) {
      const answer = await ask(command);
      if (answer === null || typeof answer === 'string') return answer;
      throw new Unreadable('unexpectedAnswer');
    },
    async list(...command) {
      const answer = await ask(command);
      if (!Array.isArray(answer)) throw new Unreadable('unexpectedAnswer');
      return answer;
    },
  };
}
