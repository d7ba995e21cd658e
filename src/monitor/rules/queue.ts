import type { Drain, QueueFacts, Verdict } from '../facts.ts';
import type { Limits, Millis, Reading } from '../types.ts';

const MINUTE: Millis = 60_000;

/** Depth and workers as last pushed, newest last, reaching back at least one hold time where there is that much. */
export interface QueueReadings {
  readonly depths: readonly Reading[];
  readonly activeWorkers: number | null;
}

/**
 * Judges the queue depth. Opens only when the depth has been above the threshold for the whole hold time; the last
 * value holds until the next one arrives, because many pipelines push only changes.
 */
export function judgeQueue(
  readings: QueueReadings,
  limits: Limits['queue'],
  alreadyFiring: boolean,
  now: Millis,
): Verdict {
  const newest = readings.depths.at(-1);
  if (newest === undefined) return { state: 'unknown', why: 'noReading' };
  if (now - newest.at > limits.staleMs) return { state: 'unknown', why: 'stale' };

  const facts: QueueFacts = {
    kind: 'queue',
    depth: newest.value,
    thresholdDepth: limits.depth,
    activeWorkers: readings.activeWorkers,
    drain: estimateDrain(readings),
  };
  const severity = newest.value > limits.depth * limits.criticalFactor ? 'error' : 'warning';
  if (alreadyFiring) {
    return newest.value > limits.depth * limits.clearShare
      ? { state: 'firing', severity, facts }
      : { state: 'ok', facts };
  }
  const since = aboveSince(readings.depths, limits.depth);
  return since !== null && now - since >= limits.holdMs ? { state: 'firing', severity, facts } : { state: 'ok', facts };
}

/** Since when every reading has been above the threshold; null if the newest is not. */
function aboveSince(depths: readonly Reading[], threshold: number): Millis | null {
  const lastBelow = depths.findLastIndex((reading) => reading.value <= threshold);
  return depths[lastBelow + 1]?.at ?? null;
}

/**
 * The slope of the depth is arrivals minus completions, so a falling queue tells its own drain time. Where it neither
 * falls nor grows, or too little was measured, the crude rule of one task a worker and minute must do.
 */
function estimateDrain({ depths, activeWorkers }: QueueReadings): Drain {
  const newest = depths.at(-1);
  const first = newest && depths.find((reading) => newest.at - reading.at <= 5 * MINUTE);
  if (newest === undefined || first === undefined) return { basis: 'crude', ms: 0 };

  const spanMs = newest.at - first.at;
  const perMinute = spanMs >= MINUTE ? ((newest.value - first.value) / spanMs) * MINUTE : 0;
  if (perMinute <= -1) return { basis: 'measured', ms: Math.round((newest.value / -perMinute) * MINUTE) };
  if (perMinute >= 1) return { basis: 'growing', perMinute: Math.round(perMinute) };
  return { basis: 'crude', ms: Math.floor(newest.value / Math.max(activeWorkers ?? 1, 1)) * MINUTE };
}
