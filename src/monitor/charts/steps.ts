import { bucketMsAt } from '../record/openBuckets.ts';
import type { Millis } from '../time.ts';
import { HOUR, MINUTE, SECOND } from '../time.ts';
import type { Point } from './chart.ts';
import type { Bounds } from './chartPorts.ts';

const STEPS: readonly Millis[] = [
  ...[5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((n) => n * HOUR),
];
const MOST_STEPS = 60;

/** Every time zone is a multiple of it away from UTC, and results are kept in no longer sums (docs/decisions/0001). */
export const QUARTER_HOUR: Millis = 15 * MINUTE;

/** Less is never shown, so that an axis has marks. */
const LEAST_SPAN = 5 * MINUTE;

/** Where an axis begins: with the first of all that is kept, where there is less of it than the span is long. */
export function axisStart({ from, to }: Bounds, first: Millis | null): Millis {
  return first === null ? from : Math.max(from, Math.min(first, to - LEAST_SPAN));
}

/** A round step that cuts a span into at most 60, and is no shorter than the sums that are kept of results of its age. */
export function stepFor(spanMs: Millis, ageMs: Millis): Millis {
  const least = bucketMsAt(ageMs);
  return STEPS.find((step) => step >= least && spanMs / step <= MOST_STEPS) ?? Math.ceil(spanMs / MOST_STEPS);
}

/** The moment at which the step begins that `at` lies in. */
export function stepStart(at: Millis, stepMs: Millis): Millis {
  return Math.floor(at / stepMs) * stepMs;
}

/** At most about `most` points of a line: of each step the lowest and the highest, so that no peak is lost; the first and the last stay. */
export function downsample(points: readonly Point[], most: number): readonly Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length <= most || first === undefined || last === undefined) return points;
  const stepMs = Math.max(1, (last.at - first.at) / (most / 2));
  const steps = Map.groupBy(points, ({ at }) => Math.floor((at - first.at) / stepMs));
  const kept = new Set<Point>([first, last]);
  for (const step of steps.values()) {
    kept.add(step.reduce((low, point) => (point.value < low.value ? point : low)));
    kept.add(step.reduce((high, point) => (point.value > high.value ? point : high)));
  }
  return points.filter((point) => kept.has(point));
}
