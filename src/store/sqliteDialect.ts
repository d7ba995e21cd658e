import { type DatabaseConnection, type Dialect, type Driver, type SqliteDatabase, SqliteDialect } from 'kysely';
import { createTurns } from './turns.ts';

/** SQLite, whose statements give others a turn now and then. */
export function sqliteDialect(database: SqliteDatabase, turns = createTurns()): Dialect {
  const dialect = new SqliteDialect({ database });
  return {
    createDriver: () => withTurns(dialect.createDriver(), turns),
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

function withTurns(driver: Driver, turns: () => Promise<void>): Driver {
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
