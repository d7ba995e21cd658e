import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { nodeSqlite } from '../../src/store/nodeSqlite.ts';
import type { Schema } from '../../src/store/schema.ts';
import { createWriteHealth } from '../../src/store/writeHealth.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { rows } from '../fixtures/store.ts';

/** A disk on which little is free, and that somebody may clear up. */
test('a full disk is full until a write has worked, be it only one of our own, tried every five seconds', async () => {
  const connection = new DatabaseSync(join(temporaryFolder(), 'full.db'));
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: nodeSqlite(connection) }) });
  onTestFinished(() => db.destroy());
  connection.exec('pragma journal_mode = wal; create table filled (data blob)');
  let elapsedMs = 100_000;
  const health = createWriteHealth(db, () => elapsedMs);
  const fill = health.watched(async (bytes: number) => {
    connection.prepare('insert into filled (data) values (zeroblob(?))').run(bytes);
  });
  await fill(1);
  expect(await health.trouble()).toBeNull();

  const pages = Number(rows(connection, 'pragma page_count')[0]?.['page_count']);
  connection.exec(`pragma max_page_count = ${pages + 4}`);
  await expect(fill(1_000_000)).rejects.toThrow('full');
  const FULL = 'the disk of the database is full: free some space';
  expect(await health.trouble()).toBe(FULL);
  elapsedMs += 5_000;
  // There is room for a page or two, but not for what workers send.
  expect(await health.trouble()).toBe(FULL);
  connection.exec('pragma max_page_count = 1000000');
  elapsedMs += 4_999;
  expect(await health.trouble()).toBe(FULL);
  elapsedMs += 1;
  expect(await health.trouble()).toBeNull();
  expect(rows(connection, "select name from sqlite_schema where name = 'write_probe'")).toEqual([]);

  connection.exec('pragma query_only = on');
  await expect(fill(1)).rejects.toThrow('readonly');
  expect(await health.trouble()).toBe('the database is read-only: allow this user to write to it');
  connection.exec('pragma query_only = off');
  await fill(1);
  expect(await health.trouble()).toBeNull();
});
