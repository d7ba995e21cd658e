import type { WindowTotals } from '../measures.ts';
import type { TypeTotals } from '../ports/resultStore.ts';
import type { Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import { shareOf } from './share.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';

export interface TypesFacts {
  readonly kind: 'types';
  /** The CAPTCHA type that it is about; null where nothing failed at all. */
  readonly type: string | null;
  readonly failed: number;
  readonly total: number;
  readonly windowMs: Millis;
  /** What else fails as much, the worst first. */
  readonly others: readonly TypeTotals[];
}

interface TypesThresholds {
  readonly minResults: number;
  readonly rate: number;
  readonly clearRate: number;
}

export const types = defineKind({
  kind: 'types',
  scope: 'pipeline',
  thresholds: {
    minResults: {
      field: 'minResults',
      unit: 'count',
      min: 0,
      max: 1_000_000,
      setting: 'TYPES_MIN_RESULTS',
      standard: 10,
    },
    rate: { field: 'rate', unit: 'percent', min: 0, max: 100, setting: 'TYPES_RATE_PERCENT', standard: 50 },
    clearRate: { field: 'clearRate', unit: 'percent', min: 0, max: 100, setting: 'TYPES_CLEAR_PERCENT', standard: 30 },
  },
  fixed: {},
  problems: {
    typesClear: {
      between: ['clearRate', 'rate'],
      isBroken: ({ clearRate, rate }) => clearRate > rate,
      sentence:
        'The error rate of a CAPTCHA type that counts as recovered must not be above the one that fires: an alert would end while it still fires.',
    },
  },
  judge: ({ window, types }: PipelineReadings, thresholds: TypesThresholds, { about }: Standing) =>
    judgeTypes(types, window, thresholds, about),
  // By type only the whole window is read: it must be clear of what a cause did.
  judgeAfterwards: (_readings) => ({ state: 'unknown', why: 'notSureYet' }),
  coveredBy: 'errors',
  badness: ({ failed, total }) => shareOf(failed, total),
  worse: 'doubled',
  clearLevel: (_facts, { clearRate }) => clearRate,
  aboutOf: ({ type }) => type,
  lookBack: ({ minResults }) => ({ typesMinResults: minResults }),
  chart: 'errors',
});

/**
 * Judges every CAPTCHA type with enough results in the window. `about` is the type that an open incident is about: it
 * goes on until that one is at or below `clearRate`.
 */
export function judgeTypes(
  { windowMs, totals }: PipelineReadings['types'],
  window: WindowTotals,
  { minResults, rate, clearRate }: TypesThresholds,
  about: string | null,
): VerdictOn<TypesFacts> {
  const factsOf = ({ type, failed, solved }: TypeTotals, others: readonly TypeTotals[] = []): TypesFacts => ({
    kind: 'types',
    type,
    failed,
    total: solved + failed,
    windowMs,
    others,
  });
  const judged = byShare(totals).filter(({ type, solved, failed }) => type !== '' && solved + failed > minResults);
  const [worst, ...others] = judged.filter((each) => shareOfType(each) > (each.type === about ? clearRate : rate));
  if (worst !== undefined) return { state: 'firing', severity: 'warning', facts: factsOf(worst, others) };
  if (about === null && window.failed === 0 && window.solved > minResults) {
    return { state: 'ok', facts: { kind: 'types', type: null, failed: 0, total: window.solved, windowMs, others: [] } };
  }
  // Other types that are solved say nothing about the one of the incident.
  const shown = about === null ? judged[0] : judged.find(({ type }) => type === about);
  return shown === undefined ? { state: 'unknown', why: 'tooFewResults' } : { state: 'ok', facts: factsOf(shown) };
}

function byShare(totals: readonly TypeTotals[]): readonly TypeTotals[] {
  return totals.toSorted((a, b) => shareOfType(b) - shareOfType(a));
}

function shareOfType({ solved, failed }: TypeTotals): number {
  return shareOf(failed, solved + failed);
}
