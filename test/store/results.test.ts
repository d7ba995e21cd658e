import { beforeEach, describe, expect, test } from 'vitest';
import { BUCKET_MS } from '../../src/monitor/record/openBuckets.ts';
import {
  bucketsOf,
  HOUR,
  MINUTE,
  NOW,
  type OpenFile,
  openOnDisk,
  PIPELINE,
  result,
  rows,
  SECOND,
} from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const add = (...results: Parameters<typeof bucketsOf>[0]) => opened.store.results.add(bucketsOf(results));
const failed = (errorCode: string | null, at = NOW) => result({ outcome: 'failed', errorCode, at });

describe('by CAPTCHA type', () => {
  const of = (captchaType: string | null, outcome: 'solved' | 'failed', at = NOW) =>
    result({ captchaType, outcome, at });
  const byType = (from = NOW, to = NOW + BUCKET_MS) => opened.store.results.byType(PIPELINE, from, to);

  test('those with the most failures first, then those with the most results, then by name', async () => {
    await add(
      ...[of('a', 'solved'), of('B', 'solved'), of('a', 'failed', NOW + BUCKET_MS)],
      ...[of(null, 'solved'), of(null, 'solved'), of('c', 'failed'), of('c', 'failed')],
    );
    expect(await byType()).toEqual([
      { type: 'c', solved: 0, failed: 2 },
      { type: 'a', solved: 1, failed: 1 },
      { type: '', solved: 2, failed: 0 },
      { type: 'B', solved: 1, failed: 0 },
    ]);
  });

  test('counts what the window counts, and nothing of another pipeline', async () => {
    const steps = [-BUCKET_MS - 1, -BUCKET_MS, -1, 0, MINUTE, MINUTE + 1, MINUTE + BUCKET_MS];
    await add(...steps.map((ms) => of('a', 'failed', NOW + ms)));
    await opened.store.results.add(bucketsOf([of('a', 'failed')], 'another'));
    const { failed: expected } = await opened.store.results.window(PIPELINE, NOW, NOW + MINUTE);
    expect(await byType(NOW, NOW + MINUTE)).toEqual([{ type: 'a', solved: 0, failed: expected }]);
  });

  test('is bounded, and empty without results', async () => {
    expect(await byType()).toEqual([]);
    await add(...Array.from({ length: 100 }, (_, n) => of(`type${n}`, 'failed')));
    expect(await byType()).toHaveLength(25);
  });
});

describe('adding', () => {
  test('puts results of the same 5 seconds and type into one row', async () => {
    const one = result({ captchaType: 'turnstile', latencyMs: 100, costMicros: 3 });
    await add(one, { ...one, at: NOW + BUCKET_MS - 1 }, { ...one, at: NOW + BUCKET_MS }, { ...one, captchaType: null });
    expect(
      await rows(
        opened.other,
        'select start, type, solved, latency_sum_ms, cost_micros from solve_buckets order by start, type',
      ),
    ).toEqual([
      { start: NOW, type: '', solved: 1, latency_sum_ms: 100, cost_micros: 3 },
      { start: NOW, type: 'turnstile', solved: 2, latency_sum_ms: 200, cost_micros: 6 },
      { start: NOW + BUCKET_MS, type: 'turnstile', solved: 1, latency_sum_ms: 100, cost_micros: 3 },
    ]);
  });

  test('adds to what is there already, every sum', async () => {
    const batch = [
      result({ latencyMs: 1_000, costMicros: 3_000 }),
      failed('ERROR_PAGEURL'),
      { ...failed('ERROR_PAGEURL'), latencyMs: 7, costMicros: 1 },
    ];
    for (let i = 0; i < 3; i += 1) await add(...batch);
    expect(await opened.store.results.period(PIPELINE, NOW, NOW + 1)).toEqual({
      solved: 3,
      failed: 6,
      costMicros: 9_003,
      latencySumMs: 3_000,
      latencyCount: 3,
      byCode: [{ code: 'ERROR_PAGEURL', count: 6 }],
    });
  });

  test('takes more rows than one statement can', async () => {
    const many = Array.from({ length: 1_201 }, (_, i) => failed(`CODE_${i}`, NOW + i * BUCKET_MS));
    await add(...many);
    const totals = await opened.store.results.period(PIPELINE, NOW, NOW + 1_201 * BUCKET_MS);
    expect(totals.failed).toBe(1_201);
    expect(await rows(opened.other, 'select count(distinct code) as codes, sum(n) as n from solve_errors')).toEqual([
      { codes: 1_201, n: 1_201 },
    ]);
  });

  test('nothing is fine', async () => {
    await add();
    expect(await opened.store.results.newestAt(PIPELINE)).toBeNull();
    expect(await opened.store.results.oldestAt(PIPELINE)).toBeNull();
  });

  test('is all or nothing', async () => {
    const full = await opened.other.failOn('insert', 'solve_errors', "new.code = 'LAST'");
    await expect(add(result(), failed('FIRST'), failed('LAST'))).rejects.toThrow('disk full');
    expect(await rows(opened.other, 'select * from solve_buckets')).toEqual([]);
    expect(await rows(opened.other, 'select * from solve_errors')).toEqual([]);
    await full.end();
    await add(failed('LAST'));
    expect((await opened.store.results.period(PIPELINE, NOW, NOW + 1)).failed).toBe(1);
  });

  test('keeps pipelines apart', async () => {
    await opened.store.results.add(bucketsOf([failed('A')], 'one'));
    await opened.store.results.add(bucketsOf([failed('B'), result()], 'two'));
    expect(await opened.store.results.window('one', NOW, NOW)).toMatchObject({ solved: 0, byCode: [{ code: 'A' }] });
    expect(await opened.store.results.window('two', NOW, NOW)).toMatchObject({ solved: 1, byCode: [{ code: 'B' }] });
    expect(await opened.store.results.window('three', NOW, NOW)).toMatchObject({ solved: 0, failed: 0, byCode: [] });
  });
});

describe('a window', () => {
  test.each<[name: string, start: number, inside: boolean]>([
    ['a bucket that ended just before it', NOW - 5 * MINUTE - BUCKET_MS, false],
    ['a bucket that began with it', NOW - 5 * MINUTE, true],
    ['a bucket in it', NOW - MINUTE, true],
    ['the bucket of its last moment', NOW, true],
    ['the bucket after its last moment', NOW + BUCKET_MS, false],
  ])('of 5 minutes: %s', async (_name, start, inside) => {
    await add(result({ at: start }), failed('A', start));
    const totals = await opened.store.results.window(PIPELINE, NOW - 5 * MINUTE, NOW);
    expect([totals.solved, totals.failed]).toEqual(inside ? [1, 1] : [0, 0]);
    expect(totals.byCode).toEqual(inside ? [{ code: 'A', count: 1 }] : []);
  });

  test.each([
    [1, true],
    [BUCKET_MS - 1, true],
    [BUCKET_MS, false],
  ])('that begins %d ms into a bucket: it counts is %s', async (intoMs, inside) => {
    await add(result());
    const { solved } = await opened.store.results.window(PIPELINE, NOW + intoMs, NOW + MINUTE);
    expect(solved).toBe(inside ? 1 : 0);
  });
});

describe('a period', () => {
  test.each<[name: string, at: number, inside: boolean]>([
    ['just before it', NOW - 1, false],
    ['its first moment', NOW, true],
    ['its last moment', NOW + HOUR - 1, true],
    ['just after it', NOW + HOUR, false],
  ])('counts %s or not', async (_name, at, inside) => {
    await add(result({ at, costMicros: 5 }));
    const totals = await opened.store.results.period(PIPELINE, NOW, NOW + HOUR);
    expect([totals.solved, totals.costMicros]).toEqual(inside ? [1, 5] : [0, 0]);
  });

  test('next to another has nothing twice and loses nothing', async () => {
    await add(...Array.from({ length: 720 }, (_, i) => result({ at: NOW + i * 10 * SECOND })));
    const first = await opened.store.results.period(PIPELINE, NOW, NOW + HOUR);
    const second = await opened.store.results.period(PIPELINE, NOW + HOUR, NOW + 2 * HOUR);
    expect([first.solved, second.solved]).toEqual([360, 360]);
  });

  test('without results has sums of 0', async () => {
    const nothing = { solved: 0, failed: 0, costMicros: 0, latencySumMs: 0, latencyCount: 0, byCode: [] };
    expect(await opened.store.results.period(PIPELINE, NOW, NOW + HOUR)).toEqual(nothing);
  });

  test('has the latency of solved results alone', async () => {
    await add(result({ latencyMs: 10 }), result(), { ...failed('A'), latencyMs: 1_000 });
    expect(await opened.store.results.period(PIPELINE, NOW, NOW + 1)).toMatchObject({
      latencySumMs: 10,
      latencyCount: 1,
    });
  });
});

describe('error codes', () => {
  test('come most frequent first, and by name where they are as frequent', async () => {
    const codes = ['RARE', 'B', 'A', 'OFTEN', 'OFTEN', 'OFTEN', 'B', 'A'];
    await add(...codes.map((code, i) => failed(code, NOW + i * BUCKET_MS)), failed(null));
    expect((await opened.store.results.window(PIPELINE, NOW, NOW + MINUTE)).byCode).toEqual([
      { code: 'OFTEN', count: 3 },
      { code: 'A', count: 2 },
      { code: 'B', count: 2 },
      { code: 'RARE', count: 1 },
    ]);
  });

  test.each(["'; drop table solve_errors; --", '%s %_', '__proto__', 'Ошибка 💥', 'a\tb\nc', ' '])(
    '%j is kept as it is',
    async (code) => {
      await add(failed(code));
      await add(failed(code));
      expect((await opened.store.results.window(PIPELINE, NOW, NOW)).byCode).toEqual([{ code, count: 2 }]);
    },
  );

  test('are named up to a bounded number, the most frequent, and the rest as one', async () => {
    const codes = Array.from({ length: 310 }, (_, i) => `CODE_${i}`);
    // The later a code, the more often it came: the last ones must not be the ones left out.
    await add(...codes.flatMap((code, i) => Array.from({ length: i + 1 }, () => failed(code))));
    const { failed: all, byCode } = await opened.store.results.window(PIPELINE, NOW, NOW);
    expect(all).toBe((310 * 311) / 2);
    const frequent = codes.map((code, i) => ({ code, count: i + 1 })).toReversed();
    expect(byCode.filter(({ code }) => code !== '(other)')).toEqual(frequent.slice(0, 300));
    expect(byCode.find(({ code }) => code === '(other)')?.count).toBe((10 * 11) / 2);
    const [step] = await opened.store.results.steps(PIPELINE, NOW, NOW + MINUTE, MINUTE);
    const steps = step?.byCode.toSorted((a, b) => b.count - a.count) ?? [];
    expect(steps.filter(({ code }) => code !== '(other)')).toEqual(frequent.slice(0, 300));
    expect(steps.find(({ code }) => code === '(other)')?.count).toBe((10 * 11) / 2);
  });

  test('and types are listed by name, those of the hour that is asked for only', async () => {
    await add(
      result({ at: NOW, outcome: 'failed', errorCode: 'A', captchaType: 'turnstile' }),
      result({ at: NOW + 5 * SECOND, outcome: 'failed', errorCode: 'A', captchaType: null }),
      result({ at: NOW + HOUR, outcome: 'failed', errorCode: 'B', captchaType: 'geetest' }),
    );
    const { names } = opened.store.results;
    expect(await names(PIPELINE, NOW, NOW + HOUR)).toEqual({ codes: ['A'], types: ['turnstile'] });
    expect(await names('another', NOW, NOW + HOUR)).toEqual({ codes: [], types: [] });
  });

  test('in capitals and not are different codes', async () => {
    await add(failed('timeout'), failed('TIMEOUT'));
    expect((await opened.store.results.window(PIPELINE, NOW, NOW)).byCode).toHaveLength(2);
  });
});

describe('the newest result', () => {
  test('is known to its bucket, whatever order results come in', async () => {
    await add(result({ at: NOW + MINUTE + 4_999 }));
    await add(result({ at: NOW }));
    expect(await opened.store.results.newestAt(PIPELINE)).toBe(NOW + MINUTE);
    expect(await opened.store.results.newestAt('other')).toBeNull();
    expect(await opened.store.results.oldestAt(PIPELINE)).toBe(NOW);
    expect(await opened.store.results.oldestAt('other')).toBeNull();
  });
});

describe('the newest bucket with an outcome', () => {
  const newest = (outcome: 'solved' | 'failed', from = NOW, to = NOW + MINUTE) =>
    opened.store.results.newestOf(PIPELINE, outcome, from, to);

  test('is the last that holds one, whatever came later', async () => {
    await add(
      result({ at: NOW + 5 * SECOND }),
      failed(null, NOW + 10 * SECOND),
      result({ at: NOW + 10 * SECOND, captchaType: 'image' }),
      failed('A', NOW + 20 * SECOND),
    );
    expect(await newest('solved')).toBe(NOW + 10 * SECOND);
    expect(await newest('failed')).toBe(NOW + 20 * SECOND);
  });

  test.each([
    ['that begins with the span is before it', NOW, null],
    ['after the beginning', NOW + BUCKET_MS, NOW + BUCKET_MS],
    ['at the end', NOW + MINUTE, NOW + MINUTE],
    ['after the end', NOW + MINUTE + BUCKET_MS, null],
  ])('one %s', async (_name, at, expected) => {
    await add(result({ at }));
    expect(await newest('solved')).toBe(expected);
    expect(await newest('failed')).toBeNull();
  });
});
