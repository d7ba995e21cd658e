import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { transactLightly } from '../../src/store/dialect.ts';
import { nodeSqlite } from '../../src/store/nodeSqlite.ts';

const [NORMAL, FULL] = [1, 2];

function setUp() {
  const connection = new DatabaseSync(':memory:');
  connection.exec('pragma synchronous = full; create table things (name text)');
  let isGone = false;
  const database = nodeSqlite(connection, () => {
    if (isGone) throw new Error('the file is gone');
  });
  const db = new Kysely<{ things: { name: string } }>({ dialect: new SqliteDialect({ database }) });
  onTestFinished(() => db.destroy());
  return {
    db,
    level: () => connection.prepare('pragma synchronous').get()?.['synchronous'],
    lose: () => {
      isGone = true;
    },
  };
}

test('only this transaction is not waited for until it is on disk', async () => {
  const { db, level } = setUp();
  await transactLightly(db, async (trx) => {
    expect(level()).toBe(NORMAL);
    await sql`insert into things values ('one')`.execute(trx);
  });
  expect(level()).toBe(FULL);
  expect(await db.selectFrom('things').selectAll().execute()).toEqual([{ name: 'one' }]);
});

test('what fails in it is undone, and the next one is waited for all the same', async () => {
  const { db, level, lose } = setUp();
  const failing = transactLightly(db, async (trx) => {
    await sql`insert into things values ('one')`.execute(trx);
    lose();
  });
  await expect(failing).rejects.toThrow('the file is gone');
  expect(level()).toBe(FULL);
  expect(await db.selectFrom('things').selectAll().execute()).toEqual([]);
});

test('others wait until it has ended', async () => {
  const { db, level } = setUp();
  const levels: unknown[] = [];
  const note = async () => void levels.push(level());
  await Promise.all([transactLightly(db, note), db.transaction().execute(note), transactLightly(db, note)]);
  expect(levels).toEqual([NORMAL, FULL, NORMAL]);
});
