import { describe, expect, test } from 'vitest';
import { boundsBefore, summarizeBefore } from '../../../src/monitor/reports/periodBefore.ts';
import { PIPELINE } from '../../fixtures/constants.ts';
import { addResults, setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, NOW } from '../../fixtures/thresholds.ts';

describe('the period before', () => {
  test.each([
    ['today', 'Europe/Berlin', '2026-04-20T12:00Z', '2026-04-18T22:00Z', '2026-04-19T12:00Z'],
    ['today', 'America/New_York', '2026-04-20T12:00Z', '2026-04-19T04:00Z', '2026-04-19T12:00Z'],
    ['yesterday', 'Europe/Berlin', '2026-04-20T12:00Z', '2026-04-17T22:00Z', '2026-04-18T22:00Z'],
    ['24h', 'Europe/Berlin', '2026-04-20T12:00Z', '2026-04-18T12:00Z', '2026-04-19T12:00Z'],
    ['7d', 'Europe/Berlin', '2026-04-20T12:00Z', '2026-04-06T12:00Z', '2026-04-13T12:00Z'],
    ['30d', 'Europe/Berlin', '2026-04-20T12:00Z', '2026-02-19T12:00Z', '2026-03-21T12:00Z'],
    // The day before has only 23 hours, and ends with midnight.
    ['today', 'Europe/Berlin', '2026-03-30T21:30Z', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
    // Of a day with 25 hours only what has passed of this one.
    ['today', 'Europe/Berlin', '2026-10-26T22:59Z', '2026-10-24T22:00Z', '2026-10-25T21:59Z'],
  ] as const)('of %s in %s at %s is from %s to %s', (period, timeZone, now, from, to) => {
    const bounds = boundsBefore(period, Date.parse(now), timeZone);
    expect(bounds).toMatchObject({ from: Date.parse(from), to: Date.parse(to) });
  });
});

const BOUNDS = { from: NOW - 2 * HOUR, to: NOW - HOUR };
const HALF = (BOUNDS.from + BOUNDS.to) / 2;

test.each([
  ['nothing at all', [], null],
  ['only what is after it', [BOUNDS.to], null],
  ['only what is before it', [BOUNDS.from - HOUR], null],
  ['results from before it on', [BOUNDS.from - HOUR, BOUNDS.from], { isWhole: true }],
  ['results from its first moment on', [BOUNDS.from], { isWhole: true }],
  ['results from within it on', [BOUNDS.from + 5_000], { isWhole: false }],
  ['results since just before its half', [HALF - 5_000], { isWhole: false }],
  ['results since its half', [HALF], { isWhole: false }],
  ['results since just after its half', [HALF + 5_000], null],
])('where there is %s', async (_name, times, expected) => {
  const { store } = await setUpMonitor();
  for (const at of times) await addResults(store, at, 3, 1);
  const before = await summarizeBefore(store, [{ name: PIPELINE, pipelines: [PIPELINE] }], BOUNDS, 'UTC');
  if (expected === null) expect(before).toBeNull();
  else expect(before).toMatchObject({ ...expected, summary: { ...BOUNDS, solved: 3, failed: 1 } });
});
