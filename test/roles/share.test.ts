import { expect, test } from 'vitest';
import { createShare } from '../../src/roles/share.ts';
import type { RunningProcess } from '../../src/store/processes.ts';

const process: RunningProcess = { holder: 'a', roles: ['worker'], settings: '', asked: 0, answered: 0, problems: [] };

/** What the turns are told where so many processes are seen. */
async function sharedAmong(isShared: boolean, seen: number) {
  const told: number[] = [];
  const share = createShare({
    isShared,
    processes: { running: async () => Array.from({ length: seen }, () => process) },
    turns: { shareAmong: (processes) => void told.push(processes) },
    clock: { now: () => 0 },
  });
  await share();
  return told;
}

test.each([
  ['several processes on PostgreSQL share what Discord allows', true, 3, [3]],
  ['one that is not noted yet has all of it', true, 0, [1]],
  ['a file has one process, whatever a killed one left', false, 2, []],
])('%s', async (_what, isShared, seen, told) => {
  expect(await sharedAmong(isShared, seen)).toEqual(told);
});
