import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conflictOf, fittingOverrides } from '../../../src/monitor/settings/ownThresholds.ts';
import {
  isThresholdName,
  THRESHOLDS as KNOWN,
  THRESHOLDS_OF_PROBLEM,
  type ThresholdName,
  type ThresholdOverrides,
  type ThresholdProblemName,
  thresholdProblems,
  withOverrides,
} from '../../../src/monitor/settings/thresholds.ts';
import { THRESHOLDS } from '../../fixtures/thresholds.ts';

const NAMES = Object.keys(KNOWN).filter(isThresholdName);

describe('thresholds of a guild that the settings were changed under', () => {
  test.each<[string, ThresholdOverrides, ThresholdOverrides, readonly ThresholdName[]]>([
    ['just fit', { 'errors.rate': 20 }, { 'errors.clearRate': 20, cooldown: 60 }, []],
    ['just do not', { 'errors.rate': 20 }, { 'errors.clearRate': 20.1, cooldown: 60 }, ['errors.clearRate']],
    ['fit', { 'balance.warning': 2 }, { 'balance.critical': 2 }, []],
    [
      'do not: critical above the warning',
      { 'balance.warning': 1.99 },
      { 'balance.critical': 2 },
      ['balance.critical'],
    ],
    [
      'do not, in two ways',
      { 'runway.critical': 40, 'runway.warning': 40, 'runway.clear': 40 },
      { 'runway.warning': 30, 'queue.depth': 7 },
      ['runway.warning'],
    ],
    [
      'do not, and others of the same kind stay',
      { 'errors.rate': 9 },
      { 'errors.clearRate': 10, 'errors.window': 60, 'errors.minResults': 3 },
      ['errors.clearRate'],
    ],
  ])('%s', (_name, settings, own, dropped) => {
    const defaults = withOverrides(THRESHOLDS, settings);
    const fitting = fittingOverrides(defaults, own);
    expect(fitting.dropped).toEqual(dropped);
    const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !dropped.some((each) => each === name)));
    expect(fitting.thresholds).toEqual(withOverrides(defaults, kept));
  });

  test.each<[ThresholdName, number, boolean]>([
    ['silence.quiet', 0.9, false],
    ['silence.quiet', 1, true],
    ['silence.quiet', 7_000, true],
    ['silence.quiet', 7_000.1, false],
    ['cooldown', 0, false],
    ['balance.alerts', 0.5, false],
    ['balance.alerts', 1, true],
    ['errors.rate', Number.NaN, false],
  ])('%s of %d, which was allowed once, holds: %s', (name, value, holds) => {
    const { thresholds, dropped } = fittingOverrides(THRESHOLDS, { [name]: value, 'queue.depth': 7 });
    expect(dropped).toEqual(holds ? [] : [name]);
    expect(thresholds.queue.depth).toBe(7);
  });

  test('are the process-wide ones themselves where a guild has none that holds', () => {
    expect(fittingOverrides(THRESHOLDS, {}).thresholds).toBe(THRESHOLDS);
    expect(fittingOverrides(THRESHOLDS, { cooldown: 0 }).thresholds).toBe(THRESHOLDS);
  });

  test('always fit together, and only those of a problem or out of range are dropped', () => {
    const value = fc.double({ min: 0, max: 200, noNaN: true });
    const overrides = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 12 });
    fc.assert(
      fc.property(overrides, overrides, (settings, own) => {
        const defaults = withOverrides(THRESHOLDS, settings);
        fc.pre(thresholdProblems(defaults).length === 0);
        const { thresholds, dropped } = fittingOverrides(defaults, own);
        expect(thresholdProblems(thresholds)).toEqual([]);
        const inRange = NAMES.filter(
          (name) => own[name] !== undefined && own[name] >= KNOWN[name].min && own[name] <= KNOWN[name].max,
        );
        const involved = new Set(Object.values(THRESHOLDS_OF_PROBLEM).flat());
        for (const name of inRange.filter((name) => !involved.has(name) && KNOWN[name].unit !== 'switch'))
          expect(dropped).not.toContain(name);
        for (const name of NAMES.filter((name) => own[name] !== undefined && !dropped.includes(name))) {
          expect(KNOWN[name].read(thresholds)).toBe(KNOWN[name].read(KNOWN[name].write(THRESHOLDS, own[name] ?? 0)));
        }
        if (
          inRange.length === Object.keys(own).length &&
          thresholdProblems(withOverrides(defaults, own)).length === 0
        ) {
          expect(dropped.filter((name) => KNOWN[name].unit !== 'switch')).toEqual([]);
        }
      }),
    );
  });
});

describe('a new threshold', () => {
  test.each<[string, ThresholdOverrides, ThresholdName, number | null, ThresholdProblemName | null]>([
    ['is taken beside others that do not hold', { 'errors.clearRate': 20 }, 'latency.p95', 300, null],
    ['is refused where it does not fit the default', {}, 'errors.clearRate', 16, 'errorsClear'],
    ['is refused where it does not fit the own', { 'errors.rate': 30 }, 'errors.clearRate', 31, 'errorsClear'],
    ['is taken where it makes one hold again', { 'errors.clearRate': 20 }, 'errors.rate', 20, null],
    [
      'is refused where one that does not hold would still be in its way',
      { 'errors.clearRate': 20 },
      'errors.rate',
      19,
      'errorsClear',
    ],
    [
      'may not be taken back while another one needs it',
      { 'errors.rate': 30, 'errors.clearRate': 20 },
      'errors.rate',
      null,
      'errorsClear',
    ],
    ['can be taken back where it does not hold', { 'errors.clearRate': 20 }, 'errors.clearRate', null, null],
  ])('%s', (_name, own, name, value, problem) => {
    expect(conflictOf(THRESHOLDS, own, name, value)).toBe(problem);
  });
});
