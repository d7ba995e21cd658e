import type { Reading } from '../measures.ts';
import type { Millis } from '../time.ts';
import { MINUTE } from '../time.ts';

/** As long as this says what is going on; where readings are rare, a little longer. */
const LOOK_BACK_MS: Millis = 5 * MINUTE;
const LONGEST_LOOK_BACK_MS: Millis = 10 * MINUTE;
/** Two points are no slope. */
const LEAST_POINTS = 3;
/** Of more readings than one in this time the last one counts, so that many of them cost no more. */
const STEP_MS: Millis = 10_000;
const LEAST_HALF_LIFE_MS: Millis = 45_000;

interface Point {
  readonly at: Millis;
  readonly value: number;
}

/**
 * How fast a value changes a minute now: the median of the slopes between every two readings (Theil 1950, Sen 1968), which a
 * few odd readings do not move, weighted by how new both are, so that a turn is seen soon. Null where too little was read.
 */
export function slopePerMinute(readings: readonly Reading[], now: Millis): number | null {
  const points = recentPoints(readings, now);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (points.length < LEAST_POINTS || last.at - first.at < MINUTE) return null;
  const halfLifeMs = Math.max(LEAST_HALF_LIFE_MS, 1.5 * usualGap(points));
  const weightOf = ({ at }: Point) => 2 ** ((at - last.at) / halfLifeMs);
  const slopes = points.flatMap((to, index) =>
    points.slice(0, index).map((from) => ({
      value: ((to.value - from.value) / (to.at - from.at)) * MINUTE,
      weight: weightOf(from) * weightOf(to),
    })),
  );
  return weightedMedian(slopes);
}

function recentPoints(readings: readonly Reading[], now: Millis): readonly Point[] {
  const within = (ms: Millis) => readings.filter(({ at }) => at <= now && now - at <= ms);
  const lately = within(LOOK_BACK_MS);
  const chosen = lately.length < LEAST_POINTS ? within(LONGEST_LOOK_BACK_MS).slice(-LEAST_POINTS) : lately;
  const points = [...new Map(chosen.map(({ at, value }) => [Math.floor(at / STEP_MS), { at, value }])).values()];
  return [...points, ...held(points, now)];
}

/** A value holds until the next one: where none came for longer than usual, it was the same at each time that one would have come. */
function held(points: readonly Point[], now: Millis): readonly Point[] {
  const last = points.at(-1);
  const gap = Math.max(STEP_MS, usualGap(points));
  if (last === undefined || now - last.at <= Math.max(MINUTE, 2 * gap)) return [];
  const missed = Math.floor((now - last.at) / gap);
  return Array.from({ length: missed }, (_, i) => ({ at: last.at + (i + 1) * gap, value: last.value }));
}

/** The median of the times between readings. */
function usualGap(points: readonly Point[]): Millis {
  const gaps = points.slice(1).map(({ at }, index) => ({ value: at - (points[index]?.at ?? at), weight: 1 }));
  return weightedMedian(gaps);
}

function weightedMedian(weighted: readonly { readonly value: number; readonly weight: number }[]): number {
  const sorted = weighted.toSorted((a, b) => a.value - b.value);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { value, weight } of sorted) {
    sum += weight;
    if (sum >= half) return value;
  }
  return 0;
}
