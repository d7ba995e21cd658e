import { spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDatabase } from '../../src/cli/doctor/database.ts';
import { temporaryFolder } from '../fixtures/folder.ts';

const OPENING = `
import { lockFile } from ${JSON.stringify(new URL('../../src/store/lockFile.ts', import.meta.url).href)};
for (const file of process.argv.slice(1)) {
  const from = performance.now();
  try { lockFile(file); } catch ({ name, message }) {
    console.log(JSON.stringify({ file, name, message, ms: performance.now() - from }));
  }
}`;

/** What opening each file says, in a process of its own: one that never comes back is ended. */
function opened(files: readonly string[]): readonly { file: string; name: string; message: string; ms: number }[] {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', OPENING, ...files], {
    encoding: 'utf8',
    timeout: 8_000,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line || '{}'));
}

/** Places that cannot be made, also for a user who may do everything. */
const PLACES: readonly (readonly [name: string, file: (folder: string) => string, why: string])[] = [
  ['a folder that the system never makes', () => '/proc/nowhere/monitor.db', 'no such file or directory'],
  ['two of them', () => '/proc/nowhere/deeper/monitor.db', 'no such file or directory'],
  ['a file where a folder is needed', (folder) => withFile(folder, 'monitor.db'), 'is not a folder'],
  ['a file further up', (folder) => withFile(folder, 'a/b/monitor.db'), 'is not a folder'],
  ['a link that leads nowhere', (folder) => withLink(folder, 'nowhere'), 'link'],
  ['a link that leads to itself', (folder) => withLink(folder, 'link'), 'link'],
  ['a name that is too long', (folder) => join(folder, 'a'.repeat(300), 'monitor.db'), 'name too long'],
];

test('a place that cannot be made is said in one sentence, within a second', () => {
  const files = PLACES.map(([, fileIn]) => fileIn(temporaryFolder()));
  const said = opened(files);
  for (const [index, [, , why]] of PLACES.entries()) {
    const file = files[index] ?? '';
    expect(said[index]).toMatchObject({
      file,
      name: 'StoreOpenError',
      message: expect.stringMatching(/^The database file .* Set DATABASE_FILE to a file that this user may write\.$/s),
    });
    expect(said[index]?.message).toContain(file);
    expect(said[index]?.message).toContain(why);
    expect(said[index]?.ms).toBeLessThan(1_000);
  }
});

test.each(PLACES)('%s is named by the doctor too', async (_name, fileIn) => {
  const { findings } = await checkDatabase(fileIn(temporaryFolder()));
  expect(findings.find(({ mark }) => mark === 'failure')?.text).toContain('DATABASE_FILE');
});

function withFile(folder: string, rest: string): string {
  writeFileSync(join(folder, 'file'), '');
  return join(folder, 'file', rest);
}

function withLink(folder: string, to: string): string {
  symlinkSync(join(folder, to), join(folder, 'link'));
  return join(folder, 'link', 'monitor.db');
}
