import { closeSync, cpSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { opening } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { openOther } from '../fixtures/otherConnection.ts';
import { bucketsOf, NOW, PIPELINE, result, rows, seeGuilds } from '../fixtures/store.ts';

let file: string;
let store: OpenStore;
/** The store's own connection. */
let own: DatabaseSync;
let other: DatabaseSync;

beforeEach(async () => {
  file = join(temporaryFolder(), 'monitor.db');
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
  store = await openStore(file);
  // The first one holds the lock.
  const seen = exec.mock.contexts.at(-1);
  exec.mockRestore();
  if (!(seen instanceof DatabaseSync)) throw new Error('the connection of the store was not seen');
  own = seen;
  other = openOther(file);
  onTestFinished(() => store.close());
  await seeGuilds(store, 'g1');
  await report();
});

const report = (n = 1) =>
  store.results.add(
    bucketsOf(Array.from({ length: n }, (_, i) => result({ outcome: 'failed', errorCode: `CODE ${i}`.repeat(9) }))),
  );
const failed = async () => (await store.results.period(PIPELINE, NOW, NOW + 1)).failed;

/** What goes wrong while it runs, what SQLite says of it, and how it is over. */
const FAULTS: [name: string, words: RegExp, begin: () => void, end: () => void][] = [
  [
    'another process holds the file for longer than we wait',
    /database is locked/,
    () => other.exec('begin immediate'),
    () => other.exec('rollback'),
  ],
  [
    'the file can only be read',
    /attempt to write a readonly database/,
    () => own.exec('pragma query_only = on'),
    () => own.exec('pragma query_only = off'),
  ],
  [
    'the disk is full',
    /database or disk is full/,
    () => own.exec(`pragma max_page_count = ${Number(rows(own, 'pragma page_count')[0]?.['page_count'])}`),
    () => own.exec('pragma max_page_count = 1073741823'),
  ],
];

describe.each(FAULTS)('while %s', (_name, words, begin, end) => {
  test('what is added is refused in these words, nothing is lost, and it goes on when that is over', async () => {
    begin();
    await expect(report(1_000)).rejects.toThrow(words);
    expect(await failed()).toBe(1);
    expect(await store.trouble()).toMatch(
      /^(?:another program holds|the database is read-only|the disk of the database is full)/,
    );
    end();
    await report(1_000);
    expect(await store.trouble()).toBeNull();
    expect(await failed()).toBe(1_001);
    expect(rows(other, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  test('a decision is written whole or not at all', async () => {
    begin();
    const many = Array.from({ length: 300 }, () => opening());
    await expect(commitNow(store, many.slice(0, 1), NOW).then(() => report(1_000))).rejects.toThrow(words);
    end();
    const open = (await store.incidents.recent('g1', 9)).length;
    expect((await store.deliveries.progress('g1')).waiting).toBe(open);
  });
});

/** What is done to the files behind our back, which of them it is about, and how it is undone, if it can be. */
const REMOVED: [name: string, which: string, begin: () => void, end: (() => void) | null][] = [
  ['the file is deleted', 'monitor.db is gone', () => rmSync(file), null],
  ['the file is renamed', 'monitor.db is gone', () => renameSync(file, away()), () => renameSync(away(), file)],
  [
    'the file is replaced by a backup',
    'monitor.db was replaced by another one',
    () => {
      cpSync(file, away());
      renameSync(away(), file);
    },
    null,
  ],
  [
    'all of its files are moved away',
    'monitor.db is gone',
    () => {
      for (const end of ['', '-wal', '-shm']) renameSync(`${file}${end}`, `${away()}${end}`);
    },
    () => {
      for (const end of ['', '-wal', '-shm']) renameSync(`${away()}${end}`, `${file}${end}`);
    },
  ],
  ['its log is deleted', 'monitor.db-wal is gone', () => rmSync(`${file}-wal`), null],
  ['its index is deleted', 'monitor.db-shm is gone', () => rmSync(`${file}-shm`), null],
];
const away = () => `${file}.away`;

describe.each(REMOVED)('when %s while it runs', (_name, which, begin, end) => {
  test('nothing is taken any more, in words that say what to do; the very file may come back', async () => {
    expect(await store.trouble()).toBeNull();
    begin();
    expect(await store.trouble()).toMatch(`${which}, and nothing is stored: put the same file back`);
    await expect(report()).rejects.toThrow(which);
    await expect(commitNow(store, [opening()], NOW)).rejects.toThrow(which);
    await expect(store.listening.beat(PIPELINE, NOW)).rejects.toThrow(which);
    end?.();
    if (end !== null) await report();
    expect(await failed()).toBe(end === null ? 1 : 2);
    if (end !== null) expect(await store.trouble()).toBeNull();
    else expect(await store.trouble()).toContain(which);
  });
});

test('a file that is deleted between a write and its commit takes the write with it, and that is said', async () => {
  const removing = store.results.add(bucketsOf([result({ outcome: 'solved', captchaType: 'new' })]));
  rmSync(file);
  await expect(removing).rejects.toThrow('monitor.db is gone');
});

test('a file that is damaged while it runs is noticed where it is read, and at the next start in a sentence', async () => {
  await report(3_000);
  other.exec('pragma wal_checkpoint(truncate)');
  const handle = openSync(file, 'r+');
  const { size } = fstatSync(handle);
  writeSync(handle, Buffer.alloc(size - 8_192, 0x5a), 0, size - 8_192, 8_192);
  closeSync(handle);
  const late = openOther(file);
  expect(() => rows(late, 'select * from solve_errors')).toThrow(/malformed/);
  await store.close();
  await expect(openStore(file)).rejects.toThrow(/The database file .* is damaged .* Put a backup in its place/);
});
