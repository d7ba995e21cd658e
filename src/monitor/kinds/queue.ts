import { RECENT_MS } from '../queueSources/sourceState.ts';
import type { Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import { type Drain, estimateDrain, type QueueReadings } from './drain.ts';
import { hasLasted } from './lasting.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';

export interface QueueFacts {
  readonly kind: 'queue';
  readonly depth: number;
  readonly thresholdDepth: number;
  readonly activeWorkers: number | null;
  readonly drain: Drain;
}

interface QueueThresholds {
  readonly depth: number;
  readonly holdMs: Millis;
  readonly criticalFactor: number;
  readonly clearShare: number;
  readonly staleMs: Millis;
}

export const queue = defineKind({
  kind: 'queue',
  scope: 'pipeline',
  thresholds: {
    depth: { field: 'depth', unit: 'count', min: 1, max: 1_000_000_000, setting: 'QUEUE_DEPTH', standard: 100 },
    hold: { field: 'holdMs', unit: 'seconds', min: 0, max: 3_600, setting: 'QUEUE_HOLD_SECONDS', standard: 120 },
    criticalFactor: {
      field: 'criticalFactor',
      unit: 'factor',
      min: 1,
      max: 1_000,
      setting: 'QUEUE_CRITICAL_FACTOR',
      standard: 5,
    },
    clearShare: {
      field: 'clearShare',
      unit: 'percent',
      min: 0,
      max: 100,
      setting: 'QUEUE_CLEAR_PERCENT',
      standard: 80,
    },
  },
  fixed: { staleMs: RECENT_MS },
  problems: {
    queueClear: {
      between: ['clearShare'],
      isBroken: ({ clearShare }) => clearShare > 1,
      sentence: 'The queue must recover at or below its threshold, so its clear level is at most 100 percent.',
    },
  },
  judge: ({ at, queue, steadySince }: PipelineReadings, thresholds: QueueThresholds, standing: Standing) =>
    judgeQueue(queue, thresholds, standing, at, steadySince),
  badness: ({ depth }) => depth,
  worse: 'doubled',
  clearLevel: (_facts, { depth, clearShare }) => Math.floor(depth * clearShare),
  lookBack: ({ holdMs, staleMs }) => ({ queueMs: Math.max(holdMs, staleMs) }),
  chart: 'queue',
});

/**
 * Judges the queue depth. Opens only when the depth has been above the threshold for the whole hold time; the last
 * value holds until the next one arrives, because many pipelines push only changes.
 */
export function judgeQueue(
  readings: QueueReadings,
  thresholds: QueueThresholds,
  { alreadyFiring, wasCritical }: Pick<Standing, 'alreadyFiring' | 'wasCritical'>,
  now: Millis,
  steadySince: Millis = 0,
): VerdictOn<QueueFacts> {
  const newest = readings.depths.at(-1);
  const isPartial = (readings.sources?.unreadable.length ?? 0) > 0;
  if (isPartial && readings.sources?.depth === null) return { state: 'unknown', why: 'notReadable' };
  if (newest === undefined) return { state: 'unknown', why: 'noReading' };
  if (now - newest.at > thresholds.staleMs) return { state: 'unknown', why: 'stale' };

  const facts: QueueFacts = {
    kind: 'queue',
    depth: newest.value,
    thresholdDepth: thresholds.depth,
    activeWorkers: readings.activeWorkers,
    drain: estimateDrain(readings, now),
  };
  const critical = thresholds.depth * thresholds.criticalFactor * (wasCritical ? thresholds.clearShare : 1);
  const severity = newest.value > critical ? 'critical' : 'warning';
  if (alreadyFiring) {
    return newest.value > thresholds.depth * thresholds.clearShare
      ? { state: 'firing', severity, facts }
      : okIfWhole(facts, isPartial);
  }
  const lasting = { forMs: thresholds.holdMs, now, steadySince };
  return hasLasted(readings.depths, (value) => value > thresholds.depth, lasting)
    ? { state: 'firing', severity, facts }
    : okIfWhole(facts, isPartial);
}

/** Without a source that cannot be read the depth is at least so much: enough to fire, not to be well. */
function okIfWhole(facts: QueueFacts, isPartial: boolean): VerdictOn<QueueFacts> {
  return isPartial ? { state: 'unknown', why: 'notReadable' } : { state: 'ok', facts };
}
