import { describe, expect, test } from 'vitest';
import { ALERT_KINDS, kindOf, lookBackOf } from '../../../src/monitor/kinds/index.ts';
import { KIND_PROBLEMS, KIND_THRESHOLDS } from '../../../src/monitor/kinds/thresholds.ts';
import { THRESHOLDS } from '../../fixtures/thresholds.ts';

const ofScope = (scope: 'pipeline' | 'account') => ALERT_KINDS.filter((kind) => kindOf(kind).scope === scope);

describe('the kinds', () => {
  test('are those of a pipeline, and those of an account', () => {
    expect(ofScope('pipeline')).toEqual(['errors', 'types', 'queue', 'workers', 'silence', 'latency']);
    expect(ofScope('account')).toEqual(['balance', 'provider', 'threads', 'runway']);
  });

  test.each(ALERT_KINDS)('%s is called by its own name, and does not inhibit itself', (kind) => {
    expect(kindOf(kind).kind).toBe(kind);
    expect(kindOf(kind).inhibits?.kinds ?? []).not.toContain(kind);
  });
});

test('a kind is judged after the one that covers it', () => {
  for (const [index, kind] of ALERT_KINDS.entries()) {
    const { coveredBy = null } = kindOf(kind);
    if (coveredBy !== null) expect(ALERT_KINDS.indexOf(coveredBy)).toBeLessThan(index);
  }
});

describe('thresholds', () => {
  test.each(KIND_THRESHOLDS.map((threshold) => [threshold.name, threshold] as const))(
    '%s stands in its range where nobody sets it',
    (_name, { standard, min, max }) => {
      expect(standard).toBeGreaterThanOrEqual(min);
      expect(standard).toBeLessThanOrEqual(max);
    },
  );

  test('of one setting agree on what holds without it', () => {
    const settings = Map.groupBy(KIND_THRESHOLDS, ({ setting }) => setting);
    for (const [setting, same] of settings) {
      const distinct = new Set(same.map(({ unit, min, max, standard }) => [unit, min, max, standard].join(' ')));
      expect([setting, distinct.size]).toEqual([setting, 1]);
    }
  });

  test.each(KIND_PROBLEMS.map((problem) => [problem.name, problem] as const))(
    '%s is between thresholds that there are, and is none where nobody sets them',
    (_name, problem) => {
      expect(problem.between.filter((name) => !KIND_THRESHOLDS.some((each) => each.name === name))).toEqual([]);
      expect(problem.isBroken(THRESHOLDS)).toBe(false);
    },
  );
});

test('as far back is looked as the kind that asks for most', () => {
  const { errors, threads } = THRESHOLDS;
  const more = { ...THRESHOLDS, threads: { ...threads, minResults: errors.minResults + 1 } };
  expect(lookBackOf(more).minResults).toBe(errors.minResults + 1);
  const less = { ...THRESHOLDS, threads: { ...threads, minResults: errors.minResults - 1 } };
  expect(lookBackOf(less).minResults).toBe(errors.minResults);
});
