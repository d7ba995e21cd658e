import { expect, test } from 'vitest';
import { judgeErrors } from '../../../src/monitor/kinds/errors.ts';
import { THRESHOLDS } from '../../fixtures/thresholds.ts';

const thresholds = THRESHOLDS.errors;
const window = (failed: number, total: number) => ({ solved: total - failed, failed, byCode: [] });

test.each([
  ['nothing', 0, 0, 'unknown'],
  ['one result below the least number', 9, 9, 'unknown'],
  ['exactly the least number', 10, 10, 'unknown'],
  ['one result above the least number', 11, 11, 'firing'],
  ['one result above the least number, all well', 0, 11, 'ok'],
])('with %s in the window (%d of %d failed) the verdict is %s', (_name, failed, total, state) => {
  expect(judgeErrors(window(failed, total), thresholds, false).state).toBe(state);
});

test.each([
  ['a quiet pipeline', false, 'just below the threshold', 149, 'ok'],
  ['a quiet pipeline', false, 'exactly at the threshold', 150, 'ok'],
  ['a quiet pipeline', false, 'just above the threshold', 151, 'firing'],
  ['a pipeline that fires', true, 'back below the threshold', 149, 'firing'],
  ['a pipeline that fires', true, 'just above the clear level', 101, 'firing'],
  ['a pipeline that fires', true, 'exactly at the clear level', 100, 'ok'],
  ['a pipeline that fires', true, 'just below the clear level', 99, 'ok'],
])('%s (%s) %s with %d of 1000 failed is %s', (_name, alreadyFiring, _where, failed, state) => {
  expect(judgeErrors(window(failed, 1_000), thresholds, alreadyFiring).state).toBe(state);
});

test('a share that swings between the clear level and the threshold never changes the verdict', () => {
  const swings = [101, 149, 110, 150, 105];
  expect(swings.map((failed) => judgeErrors(window(failed, 1_000), thresholds, true).state)).toEqual(
    swings.map(() => 'firing'),
  );
  expect(swings.map((failed) => judgeErrors(window(failed, 1_000), thresholds, false).state)).toEqual(
    swings.map(() => 'ok'),
  );
});

test('an error rate spike is critical and carries its numbers and codes', () => {
  const byCode = [{ code: 'ERROR_CAPTCHA_UNSOLVABLE', count: 30 }];
  expect(judgeErrors({ solved: 155, failed: 45, byCode }, thresholds, false)).toEqual({
    state: 'firing',
    severity: 'critical',
    facts: { kind: 'errors', failed: 45, total: 200, windowMs: 300_000, byCode },
  });
});

test('too few results are unknown also while it fires, so that a pipeline that stops does not look healed', () => {
  expect(judgeErrors(window(0, 10), thresholds, true)).toEqual({ state: 'unknown', why: 'tooFewResults' });
});
