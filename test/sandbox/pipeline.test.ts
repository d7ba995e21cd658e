import { describe, expect, test } from 'vitest';
import { CAPTCHA_TYPES } from '../../sandbox/pipeline/captchaTypes.ts';
import { makeResults } from '../../sandbox/pipeline/makeResults.ts';
import type { PipelineMood } from '../../sandbox/pipeline/mood.ts';
import { mulberry32 } from '../../sandbox/pipeline/mulberry32.ts';
import { makeReadings } from '../../sandbox/pipeline/queue.ts';
import type { Result } from '../../sandbox/pipeline/result.ts';

const HOUR = 3_600_000;
const MANY = 120_000;

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

function percentile(values: readonly number[], p: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * p)] ?? Number.NaN;
}

const isSolved = (result: Result) => result.outcome === 'solved';

test('mulberry32 gives the numbers of its reference implementation', () => {
  const random = mulberry32(1);
  expect([random(), random(), random()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
});

describe('results', () => {
  test('are the same for the same seed, and others for another', () => {
    const options = { count: 200, mood: 'spike', perSecond: 3 } as const;
    expect(makeResults({ seed: 7, ...options })).toEqual(makeResults({ seed: 7, ...options }));
    expect(makeResults({ seed: 8, ...options })).not.toEqual(makeResults({ seed: 7, ...options }));
  });

  test('look like this', () => {
    expect(makeResults({ seed: 3, count: 2, mood: 'spike', from: Date.UTC(2026, 3, 20) })).toMatchInlineSnapshot(`
      [
        {
          "at": "2026-04-20T00:00:00.254Z",
          "captchaType": "recaptcha_v2",
          "costUsd": 0.003,
          "latencyMs": 20497,
          "outcome": "solved",
        },
        {
          "at": "2026-04-20T00:00:00.385Z",
          "captchaType": "turnstile",
          "errorCode": "ERROR_CAPTCHA_UNSOLVABLE",
          "latencyMs": 16442,
          "outcome": "failed",
        },
      ]
    `);
  });

  const healthy = makeResults({ seed: 11, count: MANY });

  test.each<[PipelineMood, number]>([
    ['healthy', 0.952],
    ['spike', 0.775],
    ['backlog', 0.952],
  ])('succeed, in the mood "%s", at a rate of %d', (mood, rate) => {
    expect(share(makeResults({ seed: 11, count: MANY, mood }), isSolved)).toBeCloseTo(rate, 2);
  });

  test.each(CAPTCHA_TYPES)('of $name have their share, success rate, median and 95th percentile', (type) => {
    const ofType = healthy.filter((result) => result.captchaType === type.name);
    const latencies = ofType.filter(isSolved).map((result) => result.latencyMs ?? Number.NaN);

    expect(Math.abs(ofType.length / MANY - type.share)).toBeLessThan(0.01);
    expect(Math.abs(share(ofType, isSolved) - type.successRate)).toBeLessThan(0.015);
    expect(percentile(latencies, 0.5) / type.medianMs).toBeCloseTo(1, 1);
    expect(percentile(latencies, 0.95) / type.p95Ms).toBeCloseTo(1, 1);
    expect(Math.max(...latencies)).toBeLessThan(type.deadlineMs);
  });

  test('all together solve in under 25 s in the middle and under 90 s at the 95th percentile', () => {
    const latencies = healthy.filter(isSolved).map((result) => result.latencyMs ?? Number.NaN);
    expect(percentile(latencies, 0.5)).toBeLessThan(25_000);
    expect(percentile(latencies, 0.95)).toBeLessThan(90_000);
  });

  test('of a spike fail as unsolvable twice as often as by timeout, and for nothing else', () => {
    const failed = makeResults({ seed: 11, count: MANY, mood: 'spike' }).filter((result) => !isSolved(result));
    const unsolvable = share(failed, (result) => result.errorCode === 'ERROR_CAPTCHA_UNSOLVABLE');
    expect(unsolvable).toBeCloseTo(2 / 3, 1);
    expect(share(failed, (result) => result.errorCode === 'TIMEOUT')).toBeCloseTo(1 - unsolvable, 10);
  });

  test('cost something when solved, and nothing but an error code when failed', () => {
    const asSolved = (result: Result) => result.costUsd === 0.003 && result.errorCode === undefined;
    const asFailed = (result: Result) => result.costUsd === undefined && result.errorCode !== undefined;
    expect(healthy.filter((result) => !(isSolved(result) ? asSolved : asFailed)(result))).toEqual([]);
  });

  test('come in order, at the rate and in the time asked for', () => {
    const times = makeResults({ seed: 5, perSecond: 4, from: HOUR, forMs: HOUR }).map(({ at }) => Date.parse(at ?? ''));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times[0]).toBeGreaterThanOrEqual(HOUR);
    expect(times.at(-1)).toBeLessThan(2 * HOUR);
    expect(times.length / 3600).toBeCloseTo(4, 0);
  });

  test('come four times as often in the afternoon as at night, if asked to', () => {
    const hourFrom = (hour: number) =>
      makeResults({ seed: 5, perSecond: 4, from: hour * HOUR, forMs: HOUR, dayNight: true }).length;
    expect(hourFrom(14.5) / hourFrom(2.5)).toBeCloseTo(4, 0);
  });

  test('do not come at all in the quiet mood', () => {
    expect(makeResults({ seed: 1, mood: 'quiet', count: 5 })).toEqual([]);
  });
});

describe('queue readings', () => {
  const depths = (mood: PipelineMood, startDepth?: number) =>
    makeReadings({ seed: 2, count: 60, mood, ...(startDepth === undefined ? {} : { startDepth }) }).map((r) => r.depth);

  test('are the same for the same seed', () => {
    expect(depths('backlog')).toEqual(depths('backlog'));
  });

  test('stay far below 100 on a healthy day and in a spike', () => {
    expect(Math.max(...depths('healthy'), ...depths('spike'))).toBeLessThan(80);
  });

  test('grow beyond 100 within half a minute of a backlog, with fewer workers', () => {
    expect(depths('backlog')[5]).toBeGreaterThan(100);
    expect(depths('backlog').at(-1)).toBeGreaterThan(300);
    expect(makeReadings({ seed: 2, count: 1, mood: 'backlog' })[0]?.activeWorkers).toBe(4);
  });

  test('fall again when it is over, and never below nothing', () => {
    expect(depths('healthy', 400).at(-1)).toBeLessThan(40);
    expect(depths('quiet', 400).at(-1)).toBeLessThan(10);
    expect(Math.min(...depths('quiet', 0))).toBe(0);
  });
});
