import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterReport,
  isOneTooMany,
  MOST_SOURCES,
  OWN_SOURCE,
  RECENT_MS,
  type SourceReport,
  type SourceState,
} from '../../../src/monitor/queueSources/sourceState.ts';
import { sumSources, upToDate } from '../../../src/monitor/queueSources/sourceSums.ts';
import type { Reading } from '../../../src/monitor/types.ts';
import { runs } from '../../fixtures/runs.ts';
import { NOW } from '../../fixtures/thresholds.ts';

const reported = (source: string, agoMs: number, more: Partial<SourceReport> = {}): SourceReport => ({
  source,
  at: NOW - agoMs,
  depth: 10,
  activeWorkers: null,
  busy: null,
  oldestAt: null,
  unreadable: null,
  ...more,
});
const known = (...given: Parameters<typeof reported>): SourceState => afterReport(undefined, reported(...given));
const FAILED = { depth: null, unreadable: 'unreachable' } as const;

describe('the sum of sources', () => {
  test.each([
    ['just short of too old', RECENT_MS - 1, 15],
    ['at the end of the time', RECENT_MS, 15],
    ['just too old', RECENT_MS + 1, 5],
  ])('has a source whose report is %s, or not', (_name, agoMs, sum) => {
    expect(sumSources([known('a', agoMs), known('b', 0, { depth: 5 })], NOW).depth).toBe(sum);
  });

  test('is not known where no source is recent, and is 0 where one says so', () => {
    expect(sumSources([known('a', RECENT_MS + 1)], NOW).depth).toBeNull();
    expect(sumSources([], NOW).depth).toBeNull();
    expect(sumSources([known('a', 0, { depth: 0 })], NOW).depth).toBe(0);
  });

  test('takes workers from those that report them, and the oldest of all tasks', () => {
    const sums = sumSources(
      [
        known('a', 0, { activeWorkers: 3, busy: 2, oldestAt: NOW - 9 }),
        known('b', 0, { activeWorkers: 4, oldestAt: NOW - 70 }),
        known('c', 0),
      ],
      NOW,
    );
    expect(sums).toEqual({ depth: 30, activeWorkers: 7, busy: 2, oldestAt: NOW - 70, unreadable: [] });
  });

  test('is without a source that cannot be read, and says so, until that is too old itself', () => {
    const states = (agoMs: number) => [known('a', 0), known('b', agoMs, FAILED)];
    const trouble = { source: 'b', why: 'unreachable', since: NOW - RECENT_MS };
    expect(sumSources(states(RECENT_MS), NOW)).toMatchObject({ depth: 10, unreadable: [trouble] });
    expect(sumSources(states(RECENT_MS + 1), NOW)).toMatchObject({ depth: 10, unreadable: [] });
  });

  test('is never 0 for a source that cannot be read', () => {
    expect(sumSources([known('a', 0, FAILED)], NOW)).toMatchObject({ depth: null, activeWorkers: null });
  });
});

describe('after another report', () => {
  test('workers that it does not mention are those of before, with their own time', () => {
    const before = known('a', 60, { activeWorkers: 4 });
    expect(afterReport(before, reported('a', 0))).toMatchObject({ activeWorkers: 4, workersAt: NOW - 60 });
    expect(afterReport(before, reported('a', 0, FAILED))).toMatchObject({ activeWorkers: null, workersAt: null });
  });

  test('it has been unreadable since the first time, and is no longer once it was read', () => {
    const first = afterReport(undefined, reported('a', 90, FAILED));
    const second = afterReport(first, reported('a', 30, { ...FAILED, unreadable: 'timeout' }));
    expect(second).toMatchObject({ unreadable: 'timeout', unreadableSince: NOW - 90 });
    expect(afterReport(second, reported('a', 0))).toMatchObject({ unreadable: null, unreadableSince: null, depth: 10 });
  });
});

describe('the newest reading', () => {
  const depth = (agoMs: number, value: number): Reading => ({ metric: 'queueDepth', at: NOW - agoMs, value });

  test('falls when a source drops out, dated when it did', () => {
    const states = [known('a', RECENT_MS + 500, { depth: 500 }), known('b', 60_000)];
    const kept = [depth(60_000, 510)];
    expect(upToDate(kept, sumSources(states, NOW).depth, states, NOW)).toEqual([...kept, depth(500, 10)]);
  });

  test('falls when a source cannot be read any more', () => {
    const states = [known('a', 60_000), known('b', 20_000, { ...FAILED })];
    expect(upToDate([depth(60_000, 510)], sumSources(states, NOW).depth, states, NOW)).toEqual([
      depth(60_000, 510),
      depth(20_000, 10),
    ]);
  });

  test('is as it was kept where nothing dropped out, and where nothing is known', () => {
    const kept = [depth(0, 10)];
    expect(upToDate(kept, 10, [known('a', 0)], NOW)).toBe(kept);
    expect(upToDate(kept, null, [], NOW)).toBe(kept);
    expect(upToDate([], 10, [known('a', 0)], NOW)).toEqual([]);
  });
});

describe('how many sources there may be', () => {
  const states = (count: number, agoMs = 0) => Array.from({ length: count }, (_, i) => known(`w${i}`, agoMs));

  test.each([
    ['the last that fits', MOST_SOURCES - 1, 0, false],
    ['one more', MOST_SOURCES, 0, true],
    ['one more, after all others went silent', MOST_SOURCES, RECENT_MS + 1, false],
  ])('%s', (_name, count, agoMs, isRefused) => {
    expect(isOneTooMany(states(count, agoMs), reported('new', 0))).toBe(isRefused);
  });

  test('a known one goes on, and the one that the monitor reads is always taken and takes no place', () => {
    expect(isOneTooMany(states(MOST_SOURCES), reported('w3', 0))).toBe(false);
    expect(isOneTooMany(states(MOST_SOURCES), reported(OWN_SOURCE, 0))).toBe(false);
    expect(isOneTooMany([...states(MOST_SOURCES - 1), known(OWN_SOURCE, 0)], reported('new', 0))).toBe(false);
  });
});

test('whatever is reported: the sum is that of the last recent readable report of each source', () => {
  const anyReport = fc.record({
    source: fc.constantFrom('', 'a', 'b', OWN_SOURCE),
    agoMs: fc.integer({ min: 0, max: 2 * RECENT_MS }),
    depth: fc.option(fc.nat(1_000)),
  });
  fc.assert(
    fc.property(fc.array(anyReport, { maxLength: 30 }), (all) => {
      const states = new Map<string, SourceState>();
      const inOrder = all.toSorted((a, b) => b.agoMs - a.agoMs);
      for (const { source, agoMs, depth } of inOrder) {
        const report = reported(source, agoMs, { depth, unreadable: depth === null ? 'noCount' : null });
        states.set(source, afterReport(states.get(source), report));
      }
      const last = [...new Map(inOrder.map((each) => [each.source, each])).values()];
      const recent = last.filter(({ agoMs }) => agoMs <= RECENT_MS);
      const depths = recent.map(({ depth }) => depth).filter((depth) => depth !== null);
      const sums = sumSources([...states.values()], NOW);
      expect(sums.depth).toBe(depths.length === 0 ? null : depths.reduce((a, b) => a + b, 0));
      expect(sums.unreadable).toHaveLength(recent.length - depths.length);
    }),
    runs(200),
  );
});
