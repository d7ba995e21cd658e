import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished } from 'vitest';
import { directReadOn } from '../../src/store/directReads.ts';
import { openSqlite } from '../../src/store/openSqlite.ts';
import { prepared } from '../../src/store/prepared.ts';
import { test } from '../fixtures/test.ts';

const named = prepared((db, { id }: { readonly id: string }) =>
  db.selectFrom('guilds').select('name').where('id', '=', id).compile(),
);

async function open(folder: string) {
  const { db } = await openSqlite(join(folder, 'monitor.db'));
  onTestFinished(() => db.destroy());
  await sql`insert into guilds (id, name, joined_at) values ('g1', 'before', 1)`.execute(db);
  return db;
}

test('what a transaction has written is read by others once it is committed, and not before', async ({ folder }) => {
  const db = await open(folder);
  const reads: Promise<unknown>[] = [];
  const read = () => reads.push(named(db, { id: 'g1' }));
  expect(await named(db, { id: 'g1' })).toEqual([{ name: 'before' }]);
  await db.transaction().execute(async (trx) => {
    await sql`update guilds set name = 'after'`.execute(trx);
    read();
    expect(await named(trx, { id: 'g1' })).toEqual([{ name: 'after' }]);
    read();
  });
  read();
  expect(await Promise.all(reads)).toEqual(['after', 'after', 'after'].map((name) => [{ name }]));
});

test('what is rolled back is read by nobody', async ({ folder }) => {
  const db = await open(folder);
  const undone = db.transaction().execute(async (trx) => {
    await sql`update guilds set name = 'never'`.execute(trx);
    const read = named(db, { id: 'g1' });
    setImmediate(() => read.catch(() => undefined));
    throw Object.assign(new Error('undone'), { read });
  });
  const { read } = await undone.catch((err: { readonly read: Promise<unknown> }) => err);
  expect(await read).toEqual([{ name: 'before' }]);
});

test('a transaction reads by its own connection', async ({ folder }) => {
  const db = await open(folder);
  expect(directReadOn(db)).toBeDefined();
  await db.transaction().execute(async (trx) => expect(directReadOn(trx)).toBeUndefined());
});
