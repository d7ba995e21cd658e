import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { backupFile } from '../../src/store/backup.ts';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { startCommits } from '../fixtures/startCommits.ts';
import { NOW, PIPELINE, rows } from '../fixtures/store.ts';

test('a backup while another process writes is whole, and has all that was reported before', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'monitor.db');
  const child = startCommits(file);
  const copies: { readonly to: string; readonly reported: number }[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const reported = Number(line);
    if (reported % 20 === 0) {
      const to = join(folder, `copy${reported}.db`);
      backupFile(file, to);
      copies.push({ to, reported });
    }
    if (copies.length === 4) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');

  for (const { to, reported } of copies) {
    const db = new DatabaseSync(to);
    expect(rows(db, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
    const store = await openStore(to);
    const { failed, costMicros, byCode } = await store.results.period(PIPELINE, NOW, NOW + 1);
    await store.close();
    expect(failed).toBeGreaterThanOrEqual(reported);
    expect(costMicros).toBe(failed * 7);
    expect(byCode).toEqual([{ code: 'A', count: failed }]);
  }
  expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toEqual([]);
});

test('a backup is refused where a file is in its place, and leaves that as it is', async () => {
  const folder = temporaryFolder();
  const [file, to] = [join(folder, 'monitor.db'), join(folder, 'copy.db')];
  await (await openStore(file)).close();
  writeFileSync(to, 'mine');
  expect(() => backupFile(file, to)).toThrow(/already exists/);
  expect(readdirSync(folder).sort()).toEqual(['copy.db', 'monitor.db', 'monitor.db-lock']);
});

test('a backup into a folder that is not there says so, and makes none', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'monitor.db');
  await (await openStore(file)).close();
  expect(() => backupFile(file, join(folder, 'elsewhere', 'copy.db'))).toThrow(
    /The folder .*elsewhere does not exist\. Create it/,
  );
  expect(readdirSync(folder).sort()).toEqual(['monitor.db', 'monitor.db-lock']);
});

test.each([
  ['of a file that is not there', 'typo.db', /The database file .* does not exist/],
  ['of what is no database', 'notes.txt', 'is not a database'],
])('a backup %s is refused, and makes nothing', (_name, name, why) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'notes.txt'), 'Buy milk. '.repeat(500));
  expect(() => backupFile(join(folder, name), join(folder, 'copy.db'))).toThrow(why);
  expect(existsSync(join(folder, 'copy.db'))).toBe(false);
});
