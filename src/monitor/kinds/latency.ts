import type { Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import { errors } from './errors.ts';
import type { LatencyWindow, PipelineReadings } from './pipelineReadings.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';

export interface LatencyFacts {
  readonly kind: 'latency';
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
  readonly solved: number;
  readonly thresholdMs: Millis;
  readonly windowMs: Millis;
}

interface LatencyThresholds {
  readonly windowMs: Millis;
  readonly minSolved: number;
  readonly p95Ms: Millis;
  readonly clearP95Ms: Millis;
}

export const latency = defineKind({
  kind: 'latency',
  scope: 'pipeline',
  thresholds: {
    window: errors.thresholds.window,
    p95: {
      field: 'p95Ms',
      unit: 'seconds',
      min: 0.1,
      max: 3_600,
      setting: 'LATENCY_P95_SECONDS',
      standard: 120,
      hasFractions: true,
    },
    clearP95: {
      field: 'clearP95Ms',
      unit: 'seconds',
      min: 0.1,
      max: 3_600,
      setting: 'LATENCY_CLEAR_SECONDS',
      standard: 100,
      hasFractions: true,
    },
    minSolved: {
      field: 'minSolved',
      unit: 'count',
      min: 1,
      max: 1_000_000,
      setting: 'LATENCY_MIN_SOLVED',
      standard: 20,
    },
  },
  fixed: {},
  problems: {
    latencyClear: {
      between: ['clearP95', 'p95'],
      isBroken: ({ clearP95Ms, p95Ms }) => clearP95Ms > p95Ms,
      sentence:
        'The latency that counts as recovered must not be above the one that fires: an alert would end while it still fires.',
    },
  },
  judge: ({ latency }: PipelineReadings, thresholds: LatencyThresholds, { alreadyFiring }: Standing) =>
    judgeLatency(latency, thresholds, alreadyFiring),
  badness: ({ p95Ms }) => p95Ms,
  worse: 'doubled',
  clearLevel: (_facts, { clearP95Ms }) => clearP95Ms,
  lookBack: ({ windowMs }) => ({ latencyMs: windowMs }),
  chart: 'latency',
});

/** Judges the p95 of the window; once it fires it goes on until the p95 is at or below the clear level. */
export function judgeLatency(
  window: LatencyWindow | null,
  thresholds: LatencyThresholds,
  alreadyFiring: boolean,
): VerdictOn<LatencyFacts> {
  if (window === null || window.solved < thresholds.minSolved) return { state: 'unknown', why: 'tooFewResults' };
  const { p50Ms, p95Ms, solved } = window;
  const facts = {
    kind: 'latency',
    p50Ms,
    p95Ms,
    solved,
    thresholdMs: thresholds.p95Ms,
    windowMs: thresholds.windowMs,
  } as const;
  const threshold = alreadyFiring ? thresholds.clearP95Ms : thresholds.p95Ms;
  return p95Ms > threshold ? { state: 'firing', severity: 'warning', facts } : { state: 'ok', facts };
}
