import type { CodeNames } from './codeNames.ts';
import type { Store } from './ports.ts';
import type { CodeCount, WindowTotals } from './types.ts';

/** Results as everybody reads them: a line a code, however it was spelt when it was kept, and codes that are no failures apart. */
export function namedResults(results: Store['results'], { merge, isFailure }: CodeNames): Store['results'] {
  function named<Totals extends WindowTotals>(totals: Totals): Totals {
    const codes = merge(totals.byCode);
    const notFailures = codes.filter(({ code }) => !isFailure(code));
    if (notFailures.length === 0) return { ...totals, byCode: codes };
    return { ...totals, byCode: codes.filter(({ code }) => isFailure(code)), notFailures };
  }

  return {
    ...results,
    window: async (...span) => named(await results.window(...span)),
    period: async (...span) => named(await results.period(...span)),
    steps: async (...span) =>
      (await results.steps(...span))
        .filter(({ solved, failed }) => solved + failed > 0)
        .map((step) => ({ ...step, byCode: merge(step.byCode).filter(({ code }) => isFailure(code)) })),
  };
}

/** How many results arrived, with those that are no failures. */
export function arrived({ solved, failed, notFailures = [] }: WindowTotals): number {
  return solved + failed + sumOf(notFailures);
}

function sumOf(counts: readonly CodeCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
