import { chmodSync, closeSync, existsSync, openSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backupFile } from '../../src/store/backup.ts';
import { copyStore } from '../../src/store/copy.ts';
import { openStore } from '../../src/store/open.ts';
import { openWithRetry } from '../../src/store/openWithRetry.ts';
import { filesOpenToOthers, isOpenToOthers } from '../../src/store/ownerOnly.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { seeGuilds } from '../fixtures/store.ts';

/** Every file of a folder with its permissions. */
function modesIn(folder: string): Record<string, string> {
  const modes = readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]);
  return Object.fromEntries(modes);
}

test.each([0o022, 0o000, 0o077])('with the umask %o nobody else may read any file of a database', async (umask) => {
  const before = process.umask(umask);
  onTestFinished(() => void process.umask(before));
  const folder = temporaryFolder();
  const file = join(folder, 'monitor.db');
  const store = await openStore(file);
  await seeGuilds(store, 'g1');
  backupFile(file, join(folder, 'backup.db'));
  expect(modesIn(folder)).toEqual({
    'backup.db': '600',
    'monitor.db': '600',
    'monitor.db-lock': '600',
    'monitor.db-shm': '600',
    'monitor.db-wal': '600',
  });
  await store.close();
  await copyStore(file, join(folder, 'copied.db'));
  expect(modesIn(folder)['copied.db']).toBe('600');
});

test('files that others may read since an earlier version are closed at the start, and the log names them', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'monitor.db');
  await (await openStore(file)).close();
  for (const end of ['', '-lock']) chmodSync(`${file}${end}`, 0o644);
  const warnings: unknown[] = [];
  const log = { warn: (fields: object, text: string) => warnings.push([fields, text]) };
  await (await openWithRetry(file, log)).close();
  expect(warnings).toEqual([[{ files: [file] }, expect.stringMatching(/other users could read the database/)]]);
  expect(modesIn(folder)).toEqual({ 'monitor.db': '600', 'monitor.db-lock': '600' });
  await (await openWithRetry(file, log)).close();
  expect(warnings).toHaveLength(1);
});

test.each([
  [0o600, false],
  [0o400, false],
  [0o640, true],
  [0o604, true],
  [0o620, true],
])('a file of the mode %o: open to others %s', (mode, expected) => {
  const file = join(temporaryFolder(), 'monitor.db');
  closeSync(openSync(file, 'w'));
  chmodSync(file, mode);
  writeFileSync(`${file}-wal`, '');
  chmodSync(`${file}-wal`, mode);
  expect(isOpenToOthers(file)).toBe(expected);
  expect(filesOpenToOthers(file)).toEqual(expected ? [file, `${file}-wal`] : []);
});

test('a file that is not there, or no file, is open to nobody', () => {
  const folder = temporaryFolder();
  expect(isOpenToOthers(folder)).toBe(false);
  expect(isOpenToOthers(join(folder, 'nothing'))).toBe(false);
  expect(existsSync(join(folder, 'nothing'))).toBe(false);
});
