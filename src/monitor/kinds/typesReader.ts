import type { WindowTotals } from '../measures.ts';
import type { Store } from '../ports/store.ts';
import type { Millis } from '../time.ts';
import type { LookBack } from './lookBack.ts';
import type { PipelineReadings } from './pipelineReadings.ts';

type TypeReadings = PipelineReadings['types'];

/** While the sums of the window stay the same, for so long its types do too. */
const KEPT_FOR_MS: Millis = 5_000;

export interface TypesPorts {
  readonly store: Pick<Store, 'results'>;
  readonly pipeline: string;
}

/** Reads the window by CAPTCHA type, only where a type may have failed: something did, and there are enough results. */
export function createTypesReader({ store: { results }, pipeline }: TypesPorts) {
  const kept = new Map<Millis, { readonly at: Millis; readonly sums: string; readonly value: TypeReadings }>();

  return async function read(
    { solved, failed }: WindowTotals,
    { windowMs, typesMinResults }: Pick<LookBack, 'windowMs' | 'typesMinResults'>,
    at: Millis,
    extraMs: Millis,
  ): Promise<TypeReadings> {
    if (failed === 0 || solved + failed <= typesMinResults) return { windowMs, totals: [] };
    const sums = `${solved} ${failed}`;
    const last = kept.get(windowMs);
    if (last?.sums === sums && Math.abs(at - last.at) < KEPT_FOR_MS) return last.value;
    const value = { windowMs, totals: await results.byType(pipeline, at - windowMs - extraMs, at) };
    kept.set(windowMs, { at, sums, value });
    return value;
  };
}
