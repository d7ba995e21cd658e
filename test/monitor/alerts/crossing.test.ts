import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCrossing, failuresUntil } from '../../../src/monitor/alerts/crossing.ts';
import { judgeErrors } from '../../../src/monitor/kinds/errors.ts';
import type { PipelineReadings } from '../../../src/monitor/kinds/pipelineReadings.ts';
import type { Thresholds } from '../../../src/monitor/types.ts';
import { healthy } from '../../fixtures/guildStory.ts';
import { NOW } from '../../fixtures/store.ts';
import { THRESHOLDS } from '../../fixtures/thresholds.ts';

const { errors } = THRESHOLDS;

describe('failures until the error rate fires', () => {
  test.each([
    ['of a full window', 85, 14, 2],
    ['where the next one is exactly at the threshold', 85, 14, 2],
    ['where the next one is above it', 85, 15, 1],
    ['that fires already', 84, 16, null],
    ['of nothing', 0, 0, 11],
    ['where only results are missing', 0, 9, 2],
    ['with one more than the least number, all well', 11, 0, 2],
  ])('%s: %d solved, %d failed', (_name, solved, failed, expected) => {
    expect(failuresUntil({ solved, failed }, errors)).toBe(expected);
  });

  test.each([
    ['of all: nothing is above', 1, null],
    ['of none: one', 0, 1],
  ])('at a threshold %s', (_name, rate, expected) => {
    expect(failuresUntil({ solved: 100, failed: 0 }, { ...errors, rate })).toBe(expected);
  });

  test('are the fewest with which it fires', () => {
    const counts = { solved: fc.nat(2_000), failed: fc.nat(2_000) };
    const thresholds = {
      rate: fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100),
      minResults: fc.nat(50),
    };
    fc.assert(
      fc.property(fc.record(counts), fc.record(thresholds), ({ solved, failed }, { rate, minResults }) => {
        const isFiring = (more: number) =>
          judgeErrors({ solved, failed: failed + more, byCode: [] }, { ...errors, rate, minResults }, false).state ===
          'firing';
        const more = failuresUntil({ solved, failed }, { rate, minResults });
        if (more === null) expect(isFiring(0)).toBe(true);
        else expect([isFiring(more), isFiring(more - 1)]).toEqual([true, false]);
      }),
    );
  });
});

/** What an evaluation reads, and how many failures are on disk. */
function setUp(readings: Partial<PipelineReadings>) {
  const failed = new Map<string, number>();
  const crossing = createCrossing((pipeline) => failed.get(pipeline) ?? 0, ['default', 'other']);
  const reader = crossing.watching((at) => ({
    expect: () => undefined,
    pipeline: async () => ({ ...healthy(at), ...readings }),
    account: async () => ({ ...healthy(at), ...readings }),
  }));
  return {
    isCrossed: crossing.isCrossed,
    evaluate: (pipeline = 'default', thresholds: Thresholds = THRESHOLDS) => reader(NOW).pipeline(pipeline, thresholds),
    reader,
    fail: (count: number, pipeline = 'default') => void failed.set(pipeline, (failed.get(pipeline) ?? 0) + count),
  };
}

const window = { solved: 850, failed: 100, byCode: [] };

describe('a threshold', () => {
  test('is not crossed by what an evaluation has read', async () => {
    const { evaluate, fail, isCrossed } = setUp({ window });
    fail(1_000);
    await evaluate();
    expect(isCrossed()).toBe(false);
  });

  test('is crossed by the first failure with which it fires, and not before', async () => {
    const { evaluate, fail, isCrossed } = setUp({ window });
    await evaluate();
    fail(50);
    expect(isCrossed()).toBe(false);
    fail(1);
    expect(isCrossed()).toBe(true);
  });

  test('is crossed by what failed while an evaluation had begun to read, and may not have seen it', async () => {
    const { reader, fail, isCrossed } = setUp({ window });
    const readings = reader(NOW);
    fail(51);
    await readings.pipeline('default', THRESHOLDS);
    expect(isCrossed()).toBe(true);
  });

  test('of several servers the lowest counts', async () => {
    const { reader, fail, isCrossed } = setUp({ window });
    const readings = reader(NOW);
    await readings.pipeline('default', { ...THRESHOLDS, errors: { ...errors, rate: 0.12 } });
    await readings.pipeline('default', THRESHOLDS);
    fail(20);
    expect(isCrossed()).toBe(true);
  });

  test('of a CAPTCHA type may be crossed before that of all', async () => {
    const totals = [{ type: 'turnstile', solved: 12, failed: 10 }];
    const { evaluate, fail, isCrossed } = setUp({ window, types: { windowMs: 1, totals } });
    await evaluate();
    fail(3);
    expect(isCrossed()).toBe(true);
  });

  test('is crossed by failures of its own pipeline only', async () => {
    const { evaluate, fail, isCrossed } = setUp({ window });
    await evaluate();
    fail(1_000, 'other');
    expect(isCrossed()).toBe(false);
  });

  test('that fires already is crossed by nothing', async () => {
    const { evaluate, fail, isCrossed } = setUp({ window: { solved: 0, failed: 100, byCode: [] } });
    await evaluate();
    fail(1_000);
    expect(isCrossed()).toBe(false);
  });

  test('that was crossed is not any more once it was evaluated', async () => {
    const { evaluate, fail, isCrossed } = setUp({ window });
    await evaluate();
    fail(1_000);
    await evaluate();
    expect(isCrossed()).toBe(false);
  });
});
