import type { Verdict } from '../facts.ts';
import type { Runway } from '../forecast.ts';
import type { Limits, MicroUsd } from '../types.ts';

/** Judges when the balance will be used up at the present burn rate; over only when it lasts clearly longer again. */
export function judgeRunway(
  forecast: Runway | null,
  balanceMicros: MicroUsd | null,
  limits: Limits['runway'],
  alreadyFiring: boolean,
): Verdict {
  if (!limits.enabled) return { state: 'unknown', why: 'switchedOff' };
  if (forecast === null || balanceMicros === null) return { state: 'unknown', why: 'tooLittleHistory' };
  const { runwayMs, burnMicrosPerHour, sure } = forecast;
  const facts = { kind: 'runway', runwayMs, burnMicrosPerHour, balanceMicros, sure } as const;
  const limit = alreadyFiring ? limits.clearMs : limits.warningMs;
  if (runwayMs === null || runwayMs > limit) return { state: 'ok', facts };
  return { state: 'firing', severity: runwayMs <= limits.criticalMs ? 'error' : 'warning', facts };
}
