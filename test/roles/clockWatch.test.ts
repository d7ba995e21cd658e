import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createClockWatch, MOST_APART_MS } from '../../src/roles/clockWatch.ts';
import { NOW } from '../fixtures/thresholds.ts';

function setUp(tookMs = 0) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', secrets: [], destination: { write: (line: string) => lines.push(line) > 0 } });
  let now = NOW;
  let server: number | null = NOW;
  const watch = createClockWatch({
    serverNow: async () => {
      now += tookMs;
      return server;
    },
    clock: { now: () => now },
    log,
  });
  return {
    lines,
    async compare(serverAt: number | null) {
      now = NOW;
      server = serverAt;
      await watch.run();
      return watch.trouble();
    },
  };
}

test.each([
  [0, null],
  [MOST_APART_MS, null],
  [MOST_APART_MS + 1, '2.0 s behind'],
  [-MOST_APART_MS, null],
  [-MOST_APART_MS - 1, '2.0 s ahead of'],
  [9_000, '9.0 s behind'],
])('the clock of the database differs by %d ms', async (ms, words) => {
  const trouble = await setUp().compare(NOW + ms);
  if (words === null) expect(trouble).toBeNull();
  else expect(trouble).toContain(`the clock of this machine is ${words} that of the database`);
});

test('an answer that takes long says nothing of the clock, and a file has none', async () => {
  const { compare } = setUp(10_000);
  expect(await compare(NOW + 5_000)).toBeNull();
  expect(await compare(NOW + 10_000 + MOST_APART_MS + 1)).toContain('behind');
  expect(await compare(null)).toBeNull();
});

test('it is said once in the log, and once that it is over', async () => {
  const { compare, lines } = setUp();
  for (const at of [NOW - 9_000, NOW - 9_000, NOW, NOW]) await compare(at);
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['clocks differ', 'clocks agree again']);
});
