import type { Reading } from '../measures.ts';
import type { SourceSums } from '../queueSources/sourceSums.ts';
import type { Millis } from '../time.ts';
import { MINUTE, SECOND } from '../time.ts';
import { slopePerMinute } from './slope.ts';

/** How long the queue takes to empty: measured from its own slope or from what is finished, or guessed from the workers. */
export type Drain =
  | { readonly basis: 'measured' | 'crude'; readonly ms: Millis }
  | { readonly basis: 'noWorker' }
  | { readonly basis: 'growing'; readonly perMinute: number };

/** Depth and workers as last pushed, newest last, reaching back at least one hold time where there is that much. */
export interface QueueReadings {
  readonly depths: readonly Reading[];
  readonly activeWorkers: number | null;
  /** Tasks finished a minute lately; null or absent where none were. */
  readonly perMinute?: number | null;
  /** What the sources of the depth say now; absent where none has reported. */
  readonly sources?: SourceSums;
}

/**
 * The slope of the depth is arrivals minus completions, so a falling queue tells its own drain time. Without one the tasks that
 * were finished lately do, and without those the crude rule of one task a worker and minute.
 */
export function estimateDrain({ depths, activeWorkers, perMinute = null }: QueueReadings, now: Millis): Drain {
  const depth = depths.at(-1)?.value ?? 0;
  if (depth <= 0) return { basis: 'measured', ms: 0 };
  const slope = slopePerMinute(depths, now) ?? 0;
  if (slope <= -1) return measured(depth, -slope);
  if (activeWorkers === 0) return { basis: 'noWorker' };
  if (slope >= 1) return { basis: 'growing', perMinute: Math.round(slope) };
  if (perMinute !== null && perMinute > 0) return measured(depth, perMinute);
  return { basis: 'crude', ms: Math.max(1, Math.floor(depth / Math.max(activeWorkers ?? 1, 1))) * MINUTE };
}

function measured(depth: number, perMinute: number): Drain {
  // Whatever waits takes some time.
  return { basis: 'measured', ms: Math.max(SECOND, Math.round((depth / perMinute) * MINUTE)) };
}
