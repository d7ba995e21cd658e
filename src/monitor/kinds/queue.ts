import type { QueueFacts, Verdict } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { Limits, Reading } from '../types.ts';
import { estimateDrain, type QueueReadings } from './drain.ts';
import type { Standing } from './standing.ts';

/**
 * Judges the queue depth. Opens only when the depth has been above the threshold for the whole hold time; the last
 * value holds until the next one arrives, because many pipelines push only changes.
 */
export function judgeQueue(
  readings: QueueReadings,
  limits: Limits['queue'],
  { alreadyFiring, wasCritical }: Pick<Standing, 'alreadyFiring' | 'wasCritical'>,
  now: Millis,
  steadySince: Millis = 0,
): Verdict {
  const newest = readings.depths.at(-1);
  if (newest === undefined) return { state: 'unknown', why: 'noReading' };
  if (now - newest.at > limits.staleMs) return { state: 'unknown', why: 'stale' };

  const facts: QueueFacts = {
    kind: 'queue',
    depth: newest.value,
    thresholdDepth: limits.depth,
    activeWorkers: readings.activeWorkers,
    drain: estimateDrain(readings, now),
  };
  const critical = limits.depth * limits.criticalFactor * (wasCritical ? limits.clearShare : 1);
  const severity = newest.value > critical ? 'error' : 'warning';
  if (alreadyFiring) {
    return newest.value > limits.depth * limits.clearShare
      ? { state: 'firing', severity, facts }
      : { state: 'ok', facts };
  }
  const since = aboveSince(readings.depths, limits.depth);
  // A jump of the clock or a suspend is no time in which it stayed so.
  return since !== null && now - Math.max(since, steadySince) >= limits.holdMs
    ? { state: 'firing', severity, facts }
    : { state: 'ok', facts };
}

/** Since when every reading has been above the threshold; null if the newest is not. */
function aboveSince(depths: readonly Reading[], threshold: number): Millis | null {
  const lastBelow = depths.findLastIndex((reading) => reading.value <= threshold);
  return depths[lastBelow + 1]?.at ?? null;
}
