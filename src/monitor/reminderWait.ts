import type { AlertMemory } from './incident.ts';
import type { Limits, Millis } from './types.ts';

/** How long the last message about an incident holds back the next one: time before the clock went on evenly does not count. */
export function reminderWaitMs(
  { cooldownMs }: Limits,
  { incident, lastSent }: AlertMemory,
  steadySince: Millis,
): Millis {
  // What begins after a jump is told at once.
  if (incident?.toldSeverity == null) return cooldownMs;
  const lastAt = Math.max(lastSent.warning ?? 0, lastSent.error ?? 0);
  return cooldownMs + Math.max(0, steadySince - lastAt);
}
