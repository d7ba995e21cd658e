import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createLoops } from '../../src/roles/loops.ts';
import { createSignal } from '../../src/roles/signals.ts';

const LONG_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Whatever is to happen at once has happened. */
const atOnce = () => vi.advanceTimersByTimeAsync(0);

function setUpLoops() {
  const lines: string[] = [];
  const runs: string[] = [];
  const log = createLog({ level: 'info', secrets: [], destination: { write: (line) => void lines.push(line) } });
  const resting = (what: string) => async () => {
    runs.push(what);
    return LONG_MS;
  };
  return { loops: createLoops(log), lines, runs, resting };
}

test('loops start in the order in which they were added', async () => {
  const { loops, runs, resting } = setUpLoops();
  for (const what of ['a', 'b', 'c']) loops.add(what, resting(what));
  expect(runs).toEqual([]);
  loops.start();
  expect(runs).toEqual(['a', 'b', 'c']);
  await loops.stop();
});

test('each signal wakes those who listen to it, and nobody else', async () => {
  const { loops, runs, resting } = setUpLoops();
  const [deliver, guilds] = [createSignal(), createSignal()];
  loops.add('both', resting('both'), deliver, guilds);
  loops.add('deliver', resting('deliver'), deliver);
  loops.add('alone', resting('alone'));
  guilds.raise();
  expect(runs).toEqual([]);
  loops.start();
  runs.length = 0;
  deliver.raise();
  await atOnce();
  expect(runs).toEqual(['both', 'deliver']);
  guilds.raise();
  await atOnce();
  expect(runs).toEqual(['both', 'deliver', 'both']);
  await loops.stop();
});

test('stop waits for what is under way', async () => {
  const { loops } = setUpLoops();
  const { promise, resolve } = Promise.withResolvers<number>();
  let isStopped = false;
  loops.add('slow', () => promise);
  loops.start();
  const stopping = loops.stop().then(() => {
    isStopped = true;
  });
  await atOnce();
  expect(isStopped).toBe(false);
  resolve(0);
  await stopping;
});

test('a failure is logged under the name of its loop', async () => {
  const { loops, lines } = setUpLoops();
  loops.add('tidy', () => Promise.reject(new Error('disk')));
  loops.start();
  await loops.stop();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'error', what: 'tidy', msg: 'loop failed' }]);
});
