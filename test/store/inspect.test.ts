import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { inspectFile } from '../../src/store/inspect.ts';
import { openStore } from '../../src/store/open.ts';
import { test } from '../fixtures/test.ts';

function contentsOf(folder: string) {
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);
}

test('a file that is not there is not made', async ({ folder }) => {
  expect(await inspectFile(join(folder, 'a/monitor.db'))).toEqual({ state: 'absent' });
  expect(readdirSync(folder)).toEqual([]);
});

test('what servers chose is read, and no byte and no file changes', async ({ folder }) => {
  const file = join(folder, 'monitor.db');
  const store = await openStore(file);
  await store.guilds.choose('g1', { channelId: 'c1' }, []);
  await store.close();
  const before = contentsOf(folder);
  expect(await inspectFile(file)).toMatchObject({ state: 'current', guilds: [{ id: 'g1', channelId: 'c1' }] });
  expect(contentsOf(folder)).toEqual(before);
});

test('what a running monitor has just written is read, and it goes on writing', async ({ folder }) => {
  const file = join(folder, 'monitor.db');
  const store = await openStore(file);
  await store.guilds.choose('g1', { channelId: 'c1' }, []);
  expect(await inspectFile(file)).toMatchObject({ guilds: [{ channelId: 'c1' }] });
  await store.guilds.choose('g1', { channelId: 'c2' }, []);
  expect(await inspectFile(file)).toMatchObject({ guilds: [{ channelId: 'c2' }] });
  await store.close();
});

test('tables of an older version are left as they are', async ({ folder }) => {
  const file = join(folder, 'monitor.db');
  const db = new DatabaseSync(file);
  db.exec('create table kysely_migration (name text, timestamp text)');
  db.close();
  const before = contentsOf(folder);
  expect(await inspectFile(file)).toEqual({ state: 'behind' });
  expect(contentsOf(folder)).toEqual(before);
});

test('a newer version is refused in the words of the start', async ({ folder }) => {
  const file = join(folder, 'monitor.db');
  await (await openStore(file)).close();
  const db = new DatabaseSync(file);
  db.exec("insert into kysely_migration values ('9999_future', '2030-01-01T00:00:00.000Z')");
  db.close();
  const refused = await openStore(file).then(String, String);
  expect(refused).toContain('was written by a newer version');
  expect(await inspectFile(file).then(String, String)).toBe(refused);
});
