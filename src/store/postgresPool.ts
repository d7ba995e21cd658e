import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { CommitUnknownError } from '../monitor/errors.ts';
import { wholeNumber } from './parameters.ts';

/** How long something may take before it is given up; null: as long as it needs. */
export interface PostgresDeadlines {
  readonly statementMs: number | null;
  /** A transaction that says nothing for so long is of a process that is gone or stands still, and must not keep its locks. */
  readonly silentMs: number;
}

/** No query of the running program is near this; a server that is gone must not keep anybody waiting for ever. */
export const RUNNING: PostgresDeadlines = { statementMs: 10_000, silentMs: 5_000 };
/** Changing or copying tables takes as long as it takes. */
export const THOROUGH: PostgresDeadlines = { statementMs: null, silentMs: 30_000 };

const CONNECT_WITHIN_MS = 5_000;
/** The server ends a statement itself; we close the connection only if it can no longer be reached. */
const HANG_UP_AFTER_MS = 2_000;
const KEEP_ALIVE_AFTER_MS = 10_000;
const MOST_CONNECTIONS = 10;

/** The connection is not what it was: its server shuts down, or has become a copy that only reads. */
const LEAVE_CODES: ReadonlySet<string> = new Set(['25006', '57P01', '57P02', '57P03', '25P03']);
const { INT8, NUMERIC } = pg.types.builtins;

/** Connections to PostgreSQL in the form that kysely's dialect expects. One that is broken is never used again. */
export function postgresPool(connectionString: string, { statementMs, silentMs }: PostgresDeadlines): PostgresPool {
  const pool = new pg.Pool({
    connectionString,
    application_name: 'captchaai-discord-monitor',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    idle_in_transaction_session_timeout: silentMs,
    ...(statementMs === null ? {} : { statement_timeout: statementMs, query_timeout: statementMs + HANG_UP_AFTER_MS }),
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 || oid === NUMERIC ? toWhole : pg.types.getTypeParser(oid, format),
    },
  });
  // A statement that waits for an answer gets the error of a lost connection; here nothing waits, and without a listener the process ends.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  const adapted = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect();
      const kept = adapted.get(client) ?? adapt(client);
      adapted.set(client, kept);
      return kept;
    },
    end: () => pool.end(),
    options: {},
  };
}

function ignore(): void {}

function adapt(client: pg.PoolClient): PostgresPoolClient {
  let broken = false;

  async function run(text: string, parameters: readonly unknown[]) {
    // The server has taken everything back already; that it does not answer would hide why.
    if (broken && text === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] };
    try {
      return await client.query(text, parameters.map(storable));
    } catch (err) {
      const breaks = isBreak(err);
      broken ||= breaks;
      // The server may have kept everything before it could say so.
      throw breaks && text === 'commit' ? new CommitUnknownError(err) : err;
    }
  }

  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('Cursors are not used.');
    return run(text, parameters);
  }

  return { query, release: (destroy = false) => client.release(destroy || broken) };
}

/** Without the server's word for it nobody knows in which state the connection is. */
function isBreak(err: unknown): boolean {
  return !(err instanceof pg.DatabaseError) || LEAVE_CODES.has(err.code ?? '');
}

/** PostgreSQL keeps every character but this one. */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : wholeNumber(value);
}

/** Whole numbers come as text, because they may be larger than a number holds; none of ours is. */
function toWhole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no whole number that can be counted with.`);
  return value;
}
