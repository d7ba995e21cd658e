import dns from 'node:dns';
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * Loaded into the monitor's process before anything else (`node --import`), so that the program itself needs no switch for tests:
 * it ends the process at a named point, moves the clock, and takes the names of hosts and the standard output away.
 */
const { KILL_AT, KILL_TYPE, CLOCK_FILE, NO_DNS_FILE, OUTPUT_FILE } = process.env;

interface Seen {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly when: 'before' | 'after';
  readonly rows: readonly unknown[];
}

/** What the present transaction did, until its commit. */
let inTransaction = new Set<string>();
/** The types of messages that were claimed, by id: several senders are at work. */
const claimed = new Map<unknown, unknown>();

const isType = (value: unknown) => value === KILL_TYPE;
/** The id is the last that is bound. */
const isOf = (values: readonly unknown[]) => isType(claimed.get(values.at(-1)));
const isClaim = ({ sql }: Seen) => sql.trimStart().startsWith('update deliveries set claimed_until');
const writesMessage = ({ sql, values }: Seen) =>
  /^(?:insert into|update) "deliveries"/.test(sql) && values.some(isType) && !/"gave_up_at" = /.test(sql);

/** The points by name. Each tells from a statement whether it is reached. */
const STEPS: Readonly<Record<string, (seen: Seen) => boolean>> = {
  reading: ({ sql }) => sql.startsWith('insert into "readings"') || sql.startsWith('insert into "solve_buckets"'),
  decision: writesMessage,
  claim: (seen) => isClaim(seen) && isType((seen.rows[0] as { type?: unknown } | undefined)?.type),
  sending: ({ sql, values }) => /^update "deliveries" set "uncertain_at" = coalesce/.test(sql) && isOf(values),
  delivered: ({ sql, values }) => /^update "deliveries" set "delivered_at"/.test(sql) && isOf(values),
};

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing more may be done.
  for (;;);
}

function look(seen: Seen): void {
  const [row] = seen.rows as readonly { id?: unknown; type?: unknown }[];
  if (seen.when === 'after' && isClaim(seen) && row !== undefined) claimed.set(row.id, row.type);
  const isCommit = seen.sql === 'commit';
  for (const [step, isReached] of Object.entries(STEPS)) {
    if (isReached(seen)) {
      if (seen.when === 'after') inTransaction.add(step);
      if (KILL_AT === `before ${step}` && seen.when === 'before') die();
    }
    if (!isCommit || !inTransaction.has(step)) continue;
    if (KILL_AT === `before commit of ${step}` && seen.when === 'before') die();
    if (KILL_AT === `after commit of ${step}` && seen.when === 'after') die();
  }
  if (isCommit && seen.when === 'after') inTransaction = new Set();
}

/** A statement outside a transaction is committed as it ends. */
function ranAlone(db: DatabaseSync, seen: Seen): void {
  if (db.isTransaction) return;
  for (const [step, isReached] of Object.entries(STEPS)) {
    if (isReached(seen) && KILL_AT === `after commit of ${step}`) die();
  }
}

const prepare = DatabaseSync.prototype.prepare;
if (KILL_AT !== undefined) {
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string, ...rest: []): StatementSync {
    const statement = prepare.call(this, sql, ...rest);
    for (const verb of ['all', 'run'] as const) {
      const original = statement[verb].bind(statement) as (...values: unknown[]) => unknown;
      statement[verb] = ((...values: unknown[]) => {
        look({ sql, values, when: 'before', rows: [] });
        const result = original(...values);
        const rows = Array.isArray(result) ? result : [];
        const seen: Seen = { sql, values, when: 'after', rows };
        look(seen);
        ranAlone(this, seen);
        return result;
      }) as never;
    }
    return statement;
  };
}

if (CLOCK_FILE !== undefined) {
  const now = Date.now;
  Date.now = () => now() + (existsSync(CLOCK_FILE) ? Number(readFileSync(CLOCK_FILE, 'utf8')) : 0);
}

if (NO_DNS_FILE !== undefined) {
  const lookup = dns.lookup as (...args: unknown[]) => void;
  const failing = (...args: unknown[]) => {
    if (!existsSync(NO_DNS_FILE)) return lookup(...args);
    const done = args.at(-1) as (err: Error) => void;
    const err = Object.assign(new Error(`getaddrinfo ENOTFOUND ${String(args[0])}`), { code: 'ENOTFOUND' });
    setImmediate(done, err);
  };
  dns.lookup = failing as unknown as typeof dns.lookup;
}

if (OUTPUT_FILE !== undefined) {
  const write = process.stdout.write.bind(process.stdout) as (...args: unknown[]) => boolean;
  const failing = (...args: unknown[]) => {
    if (!existsSync(OUTPUT_FILE)) return write(...args);
    const done = args.at(-1) as (err: Error) => void;
    // Of what nobody reads nothing is ever said.
    if (readFileSync(OUTPUT_FILE, 'utf8') === 'full')
      setImmediate(done, Object.assign(new Error('full'), { code: 'ENOSPC' }));
    return false;
  };
  process.stdout.write = failing as typeof process.stdout.write;
}
