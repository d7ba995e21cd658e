import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { startCommits } from '../fixtures/startCommits.ts';
import { NOW, PIPELINE, rows } from '../fixtures/store.ts';

/** Lets a process of its own commit so many results at least and kills it; answers how many it reported. */
async function commitAndKill(file: string, atLeast: number): Promise<number> {
  const child = startCommits(file);
  const exited = once(child, 'exit');
  let reported = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    reported = Number(line);
    if (reported === atLeast) child.kill('SIGKILL');
  }
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
  return reported;
}

test('what a process reported is there after it was killed, each time, and the file is sound', async () => {
  const file = join(temporaryFolder(), 'monitor.db');
  let before = 0;
  for (const atLeast of [1, 20, 50]) {
    const reported = await commitAndKill(file, atLeast);
    const store = await openStore(file);
    const { failed, costMicros, byCode } = await store.results.period(PIPELINE, NOW, NOW + 1);
    await store.close();
    // The one commit that it could not tell of any more may be there or not, but whole.
    expect([reported, reported + 1]).toContain(failed - before);
    expect(costMicros).toBe(failed * 7);
    expect(byCode).toEqual([{ code: 'A', count: failed }]);
    before = failed;
  }
  const db = new DatabaseSync(file);
  expect(rows(db, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  db.close();
});
