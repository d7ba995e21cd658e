import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DatabaseConnection, type Dialect, type Driver, SqliteDialect } from 'kysely';
import { nodeSqlite } from './nodeSqlite.ts';

type Parts = Parameters<typeof nodeSqlite>;

/** Statements that follow one another for longer than this let others have a turn in between. */
const TURN_MS = 5;

/**
 * SQLite runs in this thread, so statements that follow one another give nobody else a turn: awaiting one of them is none. Here they do, now
 * and then.
 */
export function sqliteDialect(...parts: Parts): Dialect {
  const dialect = new SqliteDialect({ database: nodeSqlite(...parts) });
  return {
    createDriver: () => withTurns(dialect.createDriver()),
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

function withTurns(driver: Driver): Driver {
  const turns = createTurns();
  const adapted = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const originals = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const original = (connection: DatabaseConnection) => originals.get(connection) ?? connection;

  function adapt(connection: DatabaseConnection): DatabaseConnection {
    const sharing: DatabaseConnection = {
      async executeQuery(query) {
        await turns();
        return connection.executeQuery(query);
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    };
    adapted.set(connection, sharing);
    originals.set(sharing, connection);
    return sharing;
  }

  return {
    init: () => driver.init(),
    async acquireConnection() {
      const connection = await driver.acquireConnection();
      return adapted.get(connection) ?? adapt(connection);
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(original(connection), settings),
    commitTransaction: (connection) => driver.commitTransaction(original(connection)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(original(connection)),
    releaseConnection: (connection) => driver.releaseConnection(original(connection)),
    destroy: () => driver.destroy(),
  };
}

/** Waits for the next turn of the event loop where this one has lasted long; otherwise for nothing. */
function createTurns(): () => Promise<void> {
  let since: number | null = null;
  return async () => {
    const now = performance.now();
    if (since === null) {
      since = now;
      setImmediate(() => {
        since = null;
      }).unref();
    } else if (now - since > TURN_MS) await nextTurn();
  };
}
