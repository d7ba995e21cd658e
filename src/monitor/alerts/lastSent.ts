import type { Millis } from '../time.ts';

/** When the last message of each severity went out: the cooldown outlives the incident. */
export interface LastSent {
  readonly warning: Millis | null;
  readonly critical: Millis | null;
}
