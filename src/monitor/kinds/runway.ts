import type { Verdict } from '../alerts/facts.ts';
import type { Runway } from '../forecast/forecast.ts';
import type { Limits, MicroUsd } from '../types.ts';
import type { Standing } from './standing.ts';

/** Judges when the balance will be used up at the present burn rate; over only when it lasts clearly longer again. */
export function judgeRunway(
  forecast: Runway | null,
  balanceMicros: MicroUsd | null,
  limits: Limits['runway'],
  { alreadyFiring, wasCritical }: Pick<Standing, 'alreadyFiring' | 'wasCritical'>,
): Verdict {
  if (!limits.enabled) return { state: 'unknown', why: 'switchedOff' };
  if (forecast === null || balanceMicros === null) return { state: 'unknown', why: 'tooLittleHistory' };
  const { runwayMs, burnMicrosPerHour, sure } = forecast;
  const facts = { kind: 'runway', runwayMs, burnMicrosPerHour, balanceMicros, sure } as const;
  const limit = alreadyFiring ? limits.clearMs : limits.warningMs;
  if (runwayMs === null || runwayMs > limit) return { state: 'ok', facts };
  // Critical as long in proportion as the whole.
  const criticalMs = wasCritical ? (limits.criticalMs / limits.warningMs) * limits.clearMs : limits.criticalMs;
  return { state: 'firing', severity: runwayMs <= criticalMs ? 'error' : 'warning', facts };
}
