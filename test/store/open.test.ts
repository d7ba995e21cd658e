import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openStore, StoreOpenError } from '../../src/store/open.ts';
import { opening } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { openOther } from '../fixtures/otherConnection.ts';
import { bucketsOf, HOUR, NOW, openOnDisk, PIPELINE, result, rows, seeGuilds, steady } from '../fixtures/store.ts';

/** The error that opening the file is refused with, which names the file and how to choose another. */
async function refusalOf(file: string): Promise<string> {
  const err: unknown = await openStore(file).then(
    (store) => store.close(),
    (reason) => reason,
  );
  expect(err).toBeInstanceOf(StoreOpenError);
  const { message } = err instanceof StoreOpenError ? err : new Error('it was opened');
  expect(message).toContain(file);
  return message;
}

/** Writes to a database file as another program would. */
function withDatabase<T>(file: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const tablesOf = (file: string) =>
  withDatabase(file, (db) => rows(db, "select name from sqlite_schema where type = 'table' order by name"));

describe('opening', () => {
  test('makes the file and its folders', async () => {
    const file = join(temporaryFolder(), 'not', 'there', 'yet', 'monitor.db');
    const store = await openStore(file);
    await store.results.add(bucketsOf([result()]));
    await store.close();
    expect(readFileSync(file).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  test('finds everything that was there before', async () => {
    const { store, reopen } = await openOnDisk();
    await store.results.add(bucketsOf([result({ outcome: 'failed', errorCode: 'A', costMicros: 7, latencyMs: 5 })]));
    await store.readings.add(PIPELINE, [{ metric: 'balance', at: NOW, value: 8_420_000 }]);
    await store.guilds.see([{ id: 'g1', name: 'Alpha', webhookId: 'w' }], NOW);
    const mute = {
      guildId: 'g1',
      scope: 'all',
      pipeline: null,
      until: NOW + HOUR,
      createdAt: NOW,
      reason: null,
    } as const;
    await store.mutes.add({ ...mute, by: { userId: '7', name: 'Anna' } }, change());
    await commitNow(store, [opening()], NOW);
    const everything = async (from: typeof store) => ({
      totals: await from.results.period(PIPELINE, 0, NOW + 1),
      reading: await from.readings.newest(PIPELINE, 'balance'),
      guilds: await from.guilds.present(),
      mutes: await from.mutes.activeAt(NOW),
      alertStates: await from.alertStates.of(PIPELINE, 0),
      progress: await from.deliveries.progress('g1'),
    });
    const before = await everything(store);
    expect(before.progress.waiting).toBe(1);
    expect(await everything(await reopen())).toEqual(before);
    expect(await everything(await reopen())).toEqual(before);
  });

  test('sets WAL and synchronous=FULL, so that a commit survives a power cut', async () => {
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
    onTestFinished(() => exec.mockRestore());
    const { other } = await openOnDisk();
    // The first one holds the lock.
    const connection = exec.mock.contexts.at(-1);
    if (!(connection instanceof DatabaseSync)) throw new Error('the connection of the store was not seen');
    expect(rows(connection, 'pragma synchronous')).toEqual([{ synchronous: 2 }]);
    expect(rows(connection, 'pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await rows(other, 'pragma journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  });

  test('lets another connection read while it writes', async () => {
    const { store, other } = await openOnDisk();
    await other.exec('begin deferred');
    expect(await rows(other, 'select count(*) as n from solve_buckets')).toEqual([{ n: 0 }]);
    await store.results.add(bucketsOf([result()]));
    expect(await rows(other, 'select count(*) as n from solve_buckets')).toEqual([{ n: 0 }]);
    await other.exec('commit');
    expect(await rows(other, 'select count(*) as n from solve_buckets')).toEqual([{ n: 1 }]);
  });

  test('leaves a database that passes its own check', async () => {
    const { store, other } = await openOnDisk();
    await seeGuilds(store, 'g1');
    await commitNow(store, [opening()], NOW);
    expect(await rows(other, 'select count(*) as n from incidents')).toEqual([{ n: 1 }]);
    await steady(store);
    await store.tidy(NOW);
    expect(await rows(other, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  test('gives a store that answers until it is closed', async () => {
    const store = await openStore(':memory:');
    expect(await store.trouble()).toBeNull();
    await store.close();
    expect(await store.trouble()).toBe('the database does not answer');
  });

  test('in memory gives every store its own', async () => {
    const [one, other] = [await openStore(':memory:'), await openStore(':memory:')];
    await one.results.add(bucketsOf([result()]));
    expect(await other.results.newestAt(PIPELINE)).toBeNull();
    await Promise.all([one.close(), other.close()]);
  });
});

describe('a file from a newer version', () => {
  test('is refused with both versions, and left untouched', async () => {
    const file = join(temporaryFolder(), 'monitor.db');
    await (await openStore(file)).close();
    withDatabase(file, (db) => {
      db.exec("insert into kysely_migration (name, timestamp) values ('0099_tomorrow', '2027-01-01')");
      db.exec("insert into guilds (id, name, joined_at) values ('g1', 'Alpha', 1)");
    });
    const before = readFileSync(file);
    expect(await refusalOf(file)).toMatch(/newer version.*0099_tomorrow.*only up to \d{4}_\w+\).*Update the program/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('is refused again the next time, and opens once it is its own version', async () => {
    const file = join(temporaryFolder(), 'monitor.db');
    await (await openStore(file)).close();
    withDatabase(file, (db) => db.exec("insert into kysely_migration (name, timestamp) values ('0002_x', '2027')"));
    await refusalOf(file);
    await refusalOf(file);
    withDatabase(file, (db) => db.exec("delete from kysely_migration where name = '0002_x'"));
    await (await openStore(file)).close();
  });
});

describe('a file that cannot be used is refused by its name', () => {
  test('a path through a file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    expect(await refusalOf(join(folder, 'file', 'monitor.db'))).toContain('DATABASE_FILE');
  });

  test('a folder', async () => {
    const folder = join(temporaryFolder(), 'monitor.db');
    mkdirSync(folder);
    expect(await refusalOf(folder)).toContain('DATABASE_FILE');
  });

  test.each([
    ['text', 'These are my notes about the pipeline, and no database at all.\n'.repeat(100)],
    ['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(8_192, 7)])],
  ])('a file that is no database but %s, which stays as it is', async (_name, content) => {
    const file = join(temporaryFolder(), 'notes.txt');
    writeFileSync(file, content);
    const before = readFileSync(file);
    expect(await refusalOf(file)).toContain('DATABASE_FILE');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each([
    ['cut off', (file: string) => truncateSync(file, 6_000)],
    ['overwritten in the middle', (file: string) => overwrite(file, 4_096)],
    ['overwritten behind its first bytes', (file: string) => overwrite(file, 100)],
  ])('a database that was %s', async (_name, damage) => {
    const file = join(temporaryFolder(), 'monitor.db');
    const store = await openStore(file);
    await seeGuilds(store, 'g1');
    await commitNow(store, [opening()], NOW);
    await store.close();
    damage(file);
    expect(await refusalOf(file)).toMatch(/damaged|no database/);
  });

  test('the refusal of a database of which any page is damaged says what to do', async () => {
    const file = join(temporaryFolder(), 'monitor.db');
    const store = await openStore(file);
    for (let i = 0; i < 200; i += 1) await store.readings.add(PIPELINE, [{ metric: 'balance', at: NOW + i, value: i }]);
    await store.close();
    const sound = readFileSync(file);
    for (let page = 1; page * 4_096 < sound.length; page += 1) {
      const content = Buffer.from(sound);
      content.fill(0xa5, page * 4_096, (page + 1) * 4_096);
      writeFileSync(file, content);
      expect(await refusalOf(file), `page ${page}`).toMatch(/damaged.*backup/);
      expect(readFileSync(file).equals(content)).toBe(true);
    }
  });

  test('a database that another program holds', async () => {
    const file = join(temporaryFolder(), 'monitor.db');
    await (await openStore(file)).close();
    const other = openOther(file);
    other.exec('begin immediate');
    expect(await refusalOf(file)).toContain('in use by another program');
    other.exec('rollback');
    await (await openStore(file)).close();
  }, 60_000);

  test("another program's database, which stays as it is", async () => {
    const file = join(temporaryFolder(), 'other.db');
    withDatabase(file, (db) => db.exec('create table guilds (id text primary key, motto text)'));
    const before = readFileSync(file);
    expect(await refusalOf(file)).toContain('Nothing was changed');
    expect(tablesOf(file)).toEqual([{ name: 'guilds' }]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

test('tables that cannot be brought up to date are left as they are, all of them', async () => {
  const file = join(temporaryFolder(), 'monitor.db');
  // It looks like ours, and a table stands in the way of the last ones.
  withDatabase(file, (db) => {
    db.exec('create table kysely_migration (name varchar(255) primary key, timestamp varchar(255) not null)');
    db.exec('create table deliveries (x)');
  });
  const before = tablesOf(file);
  const refusal = await refusalOf(file);
  expect(refusal).toContain('Nothing was changed');
  expect(tablesOf(file)).toEqual(before);
  withDatabase(file, (db) => db.exec('drop table deliveries'));
  await (await openStore(file)).close();
});

test('a first start that was cut off in the middle can be made again', async () => {
  const file = join(temporaryFolder(), 'monitor.db');
  // A table in the way stops the first start half way through, as a full disk or a kill would.
  withDatabase(file, (db) => db.exec('create table deliveries (x)'));
  await refusalOf(file);
  withDatabase(file, (db) => db.exec('drop table deliveries'));
  const store = await openStore(file);
  await store.results.add(bucketsOf([result()]));
  await store.close();
});

/** Damages half of the file from here on. */
function overwrite(file: string, from: number): void {
  const content = readFileSync(file);
  content.fill(0xa5, from, Math.max(from + 4_096, content.length / 2));
  writeFileSync(file, content);
}
