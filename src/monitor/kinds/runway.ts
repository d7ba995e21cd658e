import type { Runway } from '../forecast/forecast.ts';
import type { MicroUsd } from '../measures.ts';
import { HOUR, MINUTE, type Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';

export interface RunwayFacts {
  readonly kind: 'runway';
  /** Until the balance is used up; null: not within the horizon of the forecast. */
  readonly runwayMs: Millis | null;
  readonly burnMicrosPerHour: MicroUsd;
  readonly balanceMicros: MicroUsd;
  readonly sure: 'low' | 'medium' | 'high';
}

interface RunwayThresholds {
  readonly enabled: boolean;
  readonly warningMs: Millis;
  readonly criticalMs: Millis;
  readonly clearMs: Millis;
  /** The age from which a balance is not judged. */
  readonly staleMs: Millis;
}

export const runway = defineKind({
  kind: 'runway',
  scope: 'account',
  thresholds: {
    alerts: { field: 'enabled', unit: 'switch', min: 0, max: 1, setting: 'RUNWAY_ALERTS', standard: 1 },
    warning: { field: 'warningMs', unit: 'hours', min: 0.1, max: 720, setting: 'RUNWAY_WARNING_HOURS', standard: 24 },
    critical: { field: 'criticalMs', unit: 'hours', min: 0.1, max: 720, setting: 'RUNWAY_CRITICAL_HOURS', standard: 4 },
    clear: { field: 'clearMs', unit: 'hours', min: 0.1, max: 720, setting: 'RUNWAY_CLEAR_HOURS', standard: 36 },
  },
  fixed: { staleMs: 10 * MINUTE },
  problems: {
    runwayOrder: {
      between: ['critical', 'warning'],
      isBroken: ({ criticalMs, warningMs }) => criticalMs > warningMs,
      sentence: 'The critical runway must not be longer than the one for a warning.',
    },
    runwayClear: {
      between: ['clear', 'warning'],
      isBroken: ({ clearMs, warningMs }) => clearMs < warningMs,
      sentence:
        'The runway that counts as recovered must not be shorter than the one that fires: an alert would end while it still fires.',
    },
  },
  judge(
    { at, hasBalance, balance, runway }: PipelineReadings,
    thresholds: RunwayThresholds,
    standing: Standing,
  ): VerdictOn<RunwayFacts> {
    if (!hasBalance) return { state: 'unknown', why: 'switchedOff' };
    if (balance !== null && at - balance.at > thresholds.staleMs) return { state: 'unknown', why: 'stale' };
    return judgeRunway(runway, balance?.value ?? null, thresholds, standing);
  },
  badness: ({ runwayMs }) => -(runwayMs ?? Number.MAX_SAFE_INTEGER),
  // In hours: the time that is left always gets shorter.
  worse: { halvedInStepsOf: HOUR },
  clearLevel: (_facts, { clearMs }) => clearMs,
  lookBack: () => ({}),
  chart: 'balance',
});

/** Judges when the balance will be used up at the present burn rate; over only when it lasts clearly longer again. */
export function judgeRunway(
  forecast: Runway | null,
  balanceMicros: MicroUsd | null,
  thresholds: RunwayThresholds,
  { alreadyFiring, wasCritical }: Pick<Standing, 'alreadyFiring' | 'wasCritical'>,
): VerdictOn<RunwayFacts> {
  if (!thresholds.enabled) return { state: 'unknown', why: 'switchedOff' };
  if (forecast === null || balanceMicros === null) return { state: 'unknown', why: 'tooLittleHistory' };
  const { runwayMs, burnMicrosPerHour, sure } = forecast;
  const facts = { kind: 'runway', runwayMs, burnMicrosPerHour, balanceMicros, sure } as const;
  const threshold = alreadyFiring ? thresholds.clearMs : thresholds.warningMs;
  if (runwayMs === null || runwayMs > threshold) return { state: 'ok', facts };
  // Critical as long in proportion as the whole.
  const criticalMs = wasCritical
    ? (thresholds.criticalMs / thresholds.warningMs) * thresholds.clearMs
    : thresholds.criticalMs;
  return { state: 'firing', severity: runwayMs <= criticalMs ? 'critical' : 'warning', facts };
}
