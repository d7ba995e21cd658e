import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { wholeNumber } from './parameters.ts';

/** More different statements than the program has; a bound all the same. */
const MOST_STATEMENTS = 500;

/**
 * Node's built-in SQLite in the form that kysely's dialect expects, with its statements kept prepared. `beforeWrite` throws where
 * nothing may be written: before a transaction is committed, and before each write outside of one.
 */
export function nodeSqlite(db: DatabaseSync, beforeWrite: () => void = () => undefined): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      statements.clear();
      db.close();
    },
    prepare(text) {
      // SQLite itself has rolled back already after some failures, such as a full disk: a complaint would hide them.
      if (text === 'rollback' && !db.isTransaction) return NOTHING;
      // Every transaction of ours writes: one that reads first could not wait for another process that writes meanwhile.
      const sql = text === 'begin' ? 'begin immediate' : text;
      const kept = statements.get(sql);
      if (kept !== undefined) return kept;
      if (statements.size >= MOST_STATEMENTS) statements.clear();
      const adapted = adapt(db.prepare(sql));
      const run: SqliteStatement['run'] = (parameters) => {
        if (text === 'commit' || (!db.isTransaction && !WRITES_NOTHING.has(text))) beforeWrite();
        return adapted.run(parameters);
      };
      const prepared = { ...adapted, run };
      statements.set(sql, prepared);
      return prepared;
    },
  };
}

/** Settings have to be set back whatever became of the file, and a transaction may begin that is never committed. */
const WRITES_NOTHING: ReadonlySet<string> = new Set([
  'begin',
  'rollback',
  'pragma synchronous = normal',
  'pragma synchronous = full',
]);

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...toInput(parameters)),
    run: (parameters) => statement.run(...toInput(parameters)),
    iterate: (parameters) => statement.iterate(...toInput(parameters)),
  };
}

/** Our queries bind numbers, strings and null only; node:sqlite itself refuses anything else. */
function toInput(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map(wholeNumber) as SQLInputValue[];
}
