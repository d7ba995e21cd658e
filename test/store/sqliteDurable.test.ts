import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createAlertStates } from '../../src/store/alertStates.ts';
import { createDeliveries } from '../../src/store/deliveries.ts';
import { nodeSqlite } from '../../src/store/nodeSqlite.ts';
import type { Schema } from '../../src/store/schema.ts';
import { PLACE, recovery, telling } from '../fixtures/alerts.ts';
import { LEASE } from '../fixtures/deliveries.ts';
import { NOW, openOnDisk, seeGuilds } from '../fixtures/store.ts';

/** A connection of its own that notes how each statement was written: `full` is on disk before it goes on. */
async function setUp() {
  const { store, location } = await openOnDisk();
  await seeGuilds(store, 'g1');
  let level = 'full';
  const written: { readonly statement: string; readonly level: string }[] = [];
  const connection = new DatabaseSync(location, { timeout: 5_000 });
  connection.exec('pragma synchronous = full');
  const db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: nodeSqlite(connection) }),
    log({ query: { sql: statement } }) {
      level = /^pragma synchronous = (\w+)/.exec(statement)?.[1] ?? level;
      written.push({ statement, level });
    },
  });
  onTestFinished(() => db.destroy());
  const levelOf = (statement: RegExp) => written.find((one) => statement.test(one.statement))?.level;
  return {
    alertStates: createAlertStates(db),
    deliveries: createDeliveries(db, { id: 'one', sign: () => null }),
    levelOf,
  };
}

test('what was decided is waited for together with the note that a message is about to leave, not before', async () => {
  const { alertStates, deliveries, levelOf } = await setUp();
  await alertStates.commit([telling(recovery(), 'g1')], NOW);
  const claimed = await deliveries.claim(NOW, LEASE);
  await deliveries.sending(claimed?.id ?? 0, PLACE, NOW);
  await deliveries.delivered(claimed?.id ?? 0, 'm1', PLACE, NOW);
  expect(levelOf(/^insert into "deliveries"/)).toBe('normal');
  expect(levelOf(/^update "deliveries" set "uncertain_at"/)).toBe('full');
  expect(levelOf(/^update "deliveries" set "delivered_at"/)).toBe('full');
});
