import type { Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import type { Arrivals, PipelineReadings } from './pipelineReadings.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';

export interface SilenceFacts {
  readonly kind: 'silence';
  readonly quietMs: Millis;
  readonly newestAt: Millis;
  readonly inHourBefore: number;
}

interface SilenceThresholds {
  readonly quietMs: Millis;
  readonly minResults: number;
}

export const silence = defineKind({
  kind: 'silence',
  scope: 'pipeline',
  thresholds: {
    quiet: { field: 'quietMs', unit: 'seconds', min: 1, max: 7_000, setting: 'SILENCE_QUIET_SECONDS', standard: 600 },
    minResults: {
      field: 'minResults',
      unit: 'count',
      min: 1,
      max: 1_000_000,
      setting: 'SILENCE_MIN_RESULTS',
      standard: 20,
    },
  },
  fixed: {},
  judge: ({ arrivals }: PipelineReadings, thresholds: SilenceThresholds, { alreadyFiring }: Standing) =>
    judgeSilence(arrivals, thresholds, alreadyFiring),
  badness: ({ quietMs }) => quietMs,
  // It only grows with time, which is what reminders are for.
  worse: 'never',
  // A result ends it.
  clearLevel: () => null,
  lookBack: () => ({}),
  chart: 'queue',
});

/**
 * Judges how long no result has come. Only a pipeline that was at work can go quiet: without enough results in the hour
 * before, a pause is nothing. Over when a result arrives.
 */
export function judgeSilence(
  { newestAt, quietMs, inHourBefore }: Arrivals,
  thresholds: SilenceThresholds,
  alreadyFiring: boolean,
): VerdictOn<SilenceFacts> {
  if (newestAt === null) return { state: 'unknown', why: 'noReading' };
  const facts = { kind: 'silence', quietMs, newestAt, inHourBefore } as const;
  if (quietMs < thresholds.quietMs) return { state: 'ok', facts };
  if (!alreadyFiring && inHourBefore < thresholds.minResults) return { state: 'unknown', why: 'tooFewResults' };
  return { state: 'firing', severity: 'warning', facts };
}
