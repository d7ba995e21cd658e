import type { ResultStep } from '../ports/resultStore.ts';
import type { Store } from '../ports/store.ts';
import type { WindowTotals } from '../types.ts';
import { type CodeNames, sumOf } from './codeNames.ts';
import { OTHER } from './codes.ts';

/** Results as everybody reads them: a line a code, however it was spelt when it was kept, and codes that are no failures apart. */
export function namedResults(results: Store['results'], { merge, shorten, isFailure }: CodeNames): Store['results'] {
  function named<Totals extends WindowTotals>(totals: Totals): Totals {
    const codes = shorten(merge(totals.byCode));
    const notFailures = codes.filter(({ code }) => !isFailure(code));
    if (notFailures.length === 0) return { ...totals, byCode: codes };
    return { ...totals, byCode: codes.filter(({ code }) => isFailure(code)), notFailures };
  }

  /** All steps name the same codes. */
  function namedSteps(steps: readonly ResultStep[]): readonly ResultStep[] {
    const shown = new Set(shorten(merge(steps.flatMap(({ byCode }) => byCode))).map(({ code }) => code.toLowerCase()));
    return steps
      .filter(({ solved, failed }) => solved + failed > 0)
      .map((step) => {
        const codes = merge(step.byCode).filter(({ code }) => isFailure(code));
        const named = codes.map((each) => (shown.has(each.code.toLowerCase()) ? each : { ...each, code: OTHER }));
        return { ...step, byCode: merge(named) };
      });
  }

  return {
    ...results,
    window: async (...span) => named(await results.window(...span)),
    windows: async (...asked) => (await results.windows(...asked)).map(named),
    period: async (...span) => named(await results.period(...span)),
    steps: async (...span) => namedSteps(await results.steps(...span)),
  };
}

/** How many results arrived, with those that are no failures. */
export function arrived({ solved, failed, notFailures = [] }: WindowTotals): number {
  return solved + failed + sumOf(notFailures);
}
