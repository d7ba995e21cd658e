import { expect, test } from 'vitest';
import { CODE_BOOK } from '../../../src/captchaai/errorCodes.ts';
import { createCodeNames } from '../../../src/monitor/record/codeNames.ts';
import { namedResults } from '../../../src/monitor/record/namedResults.ts';
import type { SolveResult } from '../../../src/monitor/types.ts';
import { bucketsOf, NOW, openEmpty, PIPELINE, result, SECOND } from '../../fixtures/store.ts';

const MADE_UP = 250;
const ZERO = 'ERROR_ZERO_BALANCE';

/** Made-up codes, each more often than the one before, and a documented one that is the rarest of all. */
async function flooded() {
  const store = await openEmpty();
  const failed = (errorCode: string, at: number): SolveResult => result({ at, outcome: 'failed', errorCode });
  const made = Array.from({ length: MADE_UP }, (_, i) =>
    Array.from({ length: i + 2 }, (_, n) => failed(`CODE_${i}`, NOW + (n % 2) * 5 * SECOND)),
  );
  await store.results.add(bucketsOf([...made.flat(), failed(ZERO, NOW)]));
  return { store, total: made.flat().length + 1, results: namedResults(store.results, createCodeNames(CODE_BOOK)) };
}

const codesOf = (lines: readonly { readonly code: string }[]) => lines.map(({ code }) => code);
const sum = (lines: readonly { readonly count: number }[]) => lines.reduce((all, { count }) => all + count, 0);

test('a flood of made-up codes is fifty lines and the rest, with every documented code, and nothing is left out of the sum', async () => {
  const { store, total, results } = await flooded();
  const { byCode } = await results.window(PIPELINE, NOW, NOW + 5 * SECOND);
  expect(byCode).toHaveLength(52);
  expect(byCode[0]).toEqual({ code: `CODE_${MADE_UP - 1}`, count: MADE_UP + 1 });
  expect(codesOf(byCode.slice(-2))).toEqual([ZERO, '(other)']);
  expect(sum(byCode)).toBe(total);
  await store.close();
});

test('the steps of a span name the same codes as its sum', async () => {
  const { store, total, results } = await flooded();
  const { byCode } = await results.period(PIPELINE, NOW, NOW + 10 * SECOND);
  const steps = await results.steps(PIPELINE, NOW, NOW + 10 * SECOND, 5 * SECOND);
  expect(steps).toHaveLength(2);
  expect(steps.reduce((all, step) => all + sum(step.byCode), 0)).toBe(total);
  expect(new Set(steps.flatMap((step) => codesOf(step.byCode)))).toEqual(new Set(codesOf(byCode)));
  await store.close();
});
