import type { ResultStep } from '../ports/resultStore.ts';
import { OTHER } from '../record/codes.ts';
import type { Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import type { ErrorsChart } from './chart.ts';
import type { Bounds, ChartPorts } from './chartPorts.ts';
import { axisStart, stepFor, stepStart } from './steps.ts';

const CODES_DRAWN = 5;
/** Codes that differ only in how they are spelt are drawn as one, so more are read than are drawn. */
const CODES_READ = 50;

/** The error rate and the failures by code over a span. */
export async function errorsChart(
  { thresholds, timeZone }: Guild,
  now: Millis,
  span: Bounds,
  { store, pipeline }: ChartPorts,
): Promise<ErrorsChart> {
  const { to } = span;
  const from = axisStart(span, await store.results.oldestAt(pipeline));
  const stepMs = stepFor(to - from, now - from);
  const begin = stepStart(from, stepMs);
  const steps = await store.results.steps(pipeline, begin, to + 1, stepMs, CODES_READ);
  const codes = mostFrequent(steps);
  return {
    type: 'errors',
    from: begin,
    to,
    timeZone,
    stepMs,
    codes,
    threshold: thresholds.errors.rate,
    slots: steps.map(({ at, solved, failed, byCode }) => ({
      at,
      solved,
      failed,
      byCode: codes.map((code) => byCode.find((each) => each.code === code)?.count ?? 0),
    })),
  };
}

function mostFrequent(steps: readonly ResultStep[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { byCode } of steps) {
    for (const { code, count } of byCode) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  // It is drawn with the others.
  counts.delete(OTHER);
  return [...counts]
    .sort(([codeA, a], [codeB, b]) => b - a || (codeA < codeB ? -1 : 1))
    .slice(0, CODES_DRAWN)
    .map(([code]) => code);
}
