import { beforeEach, describe, expect, test } from 'vitest';
import { MOST_SOURCES, RECENT_MS, type SourceReport } from '../../src/monitor/queueSources/sourceState.ts';
import { openStore } from '../../src/store/open.ts';
import {
  DAY,
  MINUTE,
  NOW,
  ON_POSTGRES,
  type OpenFile,
  openOnDisk,
  PIPELINE,
  SECOND,
  steady,
} from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const NOTHING_ELSE = { activeWorkers: null, busy: null, oldestAt: null, unreadable: null };
const report = (source: string, at: number, more: Partial<SourceReport> = {}) =>
  opened.store.queueSources.report(PIPELINE, { source, at, depth: 10, ...NOTHING_ELSE, ...more });
const newest = async (metric: 'queueDepth' | 'activeWorkers') =>
  (await opened.store.readings.newest(PIPELINE, metric))?.value ?? null;
const names = async (from: number) =>
  (await opened.store.queueSources.since(PIPELINE, from)).map(({ source }) => source).sort();

describe('a report', () => {
  test('without a name is the depth itself, as it always was', async () => {
    expect(await report('', NOW, { depth: 340, activeWorkers: 12 })).toBe('kept');
    await report('', NOW + SECOND, { depth: 5 });
    expect([await newest('queueDepth'), await newest('activeWorkers')]).toEqual([5, 12]);
    expect(await opened.store.readings.since(PIPELINE, 'activeWorkers', 0)).toHaveLength(1);
  });

  test('adds to what the other sources said last', async () => {
    await report('a', NOW, { depth: 7, activeWorkers: 2 });
    await report('b', NOW + SECOND, { depth: 30, activeWorkers: 3 });
    await report('a', NOW + 2 * SECOND, { depth: 1 });
    expect([await newest('queueDepth'), await newest('activeWorkers')]).toEqual([31, 5]);
  });

  test.each([
    ['at the end of its time', RECENT_MS, 20],
    ['just too old', RECENT_MS + 1, 10],
  ])('no longer adds to one that is %s', async (_name, ms, sum) => {
    await report('a', NOW);
    await report('b', NOW + ms);
    expect(await newest('queueDepth')).toBe(sum);
  });

  test('of a queue that cannot be read keeps why, and writes no depth', async () => {
    await report('a', NOW);
    await report('a', NOW + SECOND, { depth: null, unreadable: 'timeout' });
    await report('a', NOW + 2 * SECOND, { depth: null, unreadable: 'unreachable' });
    expect(await opened.store.readings.since(PIPELINE, 'queueDepth', 0)).toHaveLength(1);
    const [state] = await opened.store.queueSources.since(PIPELINE, 0);
    expect(state).toMatchObject({ depth: null, unreadable: 'unreachable', unreadableSince: NOW + SECOND });
  });

  test('is found whole after a restart, and not in another pipeline', async () => {
    const whole = { depth: 7, activeWorkers: 4, busy: 3, oldestAt: NOW - MINUTE };
    await report('a', NOW, whole);
    const store = await opened.reopen();
    expect(await store.queueSources.since(PIPELINE, NOW)).toEqual([
      { source: 'a', at: NOW, ...whole, depthAt: NOW, workersAt: NOW, unreadable: null, unreadableSince: null },
    ]);
    expect(await store.queueSources.since(PIPELINE, NOW + 1)).toEqual([]);
    expect(await store.queueSources.since('other', 0)).toEqual([]);
  });
});

test('one source too many is refused and leaves nothing, until another one has gone silent', async () => {
  for (let i = 0; i < MOST_SOURCES; i += 1) expect(await report(`w${i}`, NOW)).toBe('kept');
  expect(await report('new', NOW + SECOND)).toBe('tooMany');
  expect(await names(0)).toHaveLength(MOST_SOURCES);
  expect(await newest('queueDepth')).toBe(10 * MOST_SOURCES);
  expect(await report('w3', NOW + SECOND)).toBe('kept');
  expect(await report('new', NOW + RECENT_MS + 1)).toBe('kept');
});

test('a report is kept whole or not at all', async () => {
  await opened.other.failOn('insert', 'readings');
  await expect(report('a', NOW)).rejects.toThrow('disk full');
  expect(await names(0)).toEqual([]);
});

test.skipIf(!ON_POSTGRES)('reports of many processes at the same time add up, and none is lost', async () => {
  const second = await openStore(opened.location);
  const sources = Array.from({ length: 20 }, (_, i) => `w${i}`);
  await Promise.all(
    sources.map((source, i) =>
      (i % 2 === 0 ? opened.store : second).queueSources.report(PIPELINE, {
        source,
        at: NOW,
        depth: i,
        ...NOTHING_ELSE,
      }),
    ),
  );
  await second.close();
  expect(await newest('queueDepth')).toBe(190);
});

describe('tidying', () => {
  test.each([
    ['a day', DAY, ['a', 'b']],
    ['a little more', DAY + 1, ['b']],
  ])('forgets a source that was silent for %s, or not', async (_name, silentMs, left) => {
    await report('a', NOW - silentMs);
    await report('b', NOW);
    await steady(opened.store);
    await opened.store.tidy(NOW);
    expect(await names(0)).toEqual(left);
  });
});

test('a clock that was set back leaves no source ahead, so that none counts for longer than it should', async () => {
  const { store } = opened;
  const wrong = NOW + DAY;
  await store.listening.beat(PIPELINE, wrong);
  await report('a', wrong, { activeWorkers: 1, oldestAt: wrong - MINUTE });
  await report('b', wrong, { depth: null, unreadable: 'timeout' });
  await store.listening.beat(PIPELINE, NOW);
  const states = await store.queueSources.since(PIPELINE, 0);
  const moments = states.flatMap(({ at, depthAt, workersAt, oldestAt, unreadableSince }) =>
    [at, depthAt, workersAt, oldestAt, unreadableSince].filter((moment) => moment !== null),
  );
  expect(moments).toHaveLength(6);
  expect(Math.max(...moments)).toBeLessThanOrEqual(NOW);
});
