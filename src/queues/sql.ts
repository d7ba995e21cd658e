import type { UnreadableWhy } from '../monitor/ports/queueSource.ts';
import type { ReadQueue } from './reader.ts';
import { countIn, timeIn } from './readNumber.ts';
import { Unreadable } from './unreadable.ts';

/** As long as a whole reading may take. */
const CONNECT_WITHIN_MS = 5_000;

/** The beginnings of PostgreSQL's codes. */
const REFUSALS: readonly (readonly [RegExp, UnreadableWhy])[] = [
  [/^28/, 'unauthorized'],
  [/^(?:42501|25006)/, 'forbidden'],
  [/^(?:3D000|42P01|3F000)/, 'notFound'],
  [/^57014/, 'timeout'],
  [/^\w{5}$/, 'serverError'],
];

/**
 * One query of a PostgreSQL database, whose first row has the depth and, where there are more columns, workers, busy ones and the oldest
 * time. It cannot change anything, and no statement can follow it.
 */
export function createSqlReader({ url, query }: { readonly url: string; readonly query: string }): ReadQueue {
  return async (signal) => {
    const { Client } = (await import('pg')).default;
    const client = new Client({
      connectionString: url,
      application_name: 'captchaai-discord-monitor',
      // Only this ends a connection to a server that takes it and says nothing.
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
    });
    client.on('error', () => undefined);
    const end = () => void client.end().catch(() => undefined);
    try {
      signal.throwIfAborted();
      signal.addEventListener('abort', end, { once: true });
      await client.connect();
      await client.query('begin read only');
      await client.query("set local statement_timeout = '2s'");
      const statement = { text: query, rowMode: 'array', queryMode: 'extended' } as const;
      const { rows } = await client.query<unknown[]>(statement);
      const [depth, workers, busy, oldest] = rows[0] ?? [];
      return { depth: countIn(depth), workers: countIn(workers), busy: countIn(busy), oldestAt: timeIn(oldest) };
    } catch (err) {
      signal.throwIfAborted();
      throw refusalOf(err);
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  };
}

function refusalOf(err: unknown): unknown {
  const code = err instanceof Error && 'code' in err ? String(err.code) : '';
  if (/^E[A-Z]+$/.test(code)) return err;
  const refusal = REFUSALS.find(([beginning]) => beginning.test(code));
  if (refusal !== undefined) return new Unreadable(refusal[1]);
  return /terminated|closed/i.test(err instanceof Error ? err.message : '') ? new Unreadable('unreachable') : err;
}
