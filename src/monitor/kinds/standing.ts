import type { Millis } from '../time.ts';

/** What a rule has to know of the incident that its kind is in: each level is left later than it is entered. */
export interface Standing {
  readonly alreadyFiring: boolean;
  readonly wasCritical: boolean;
  /** What was before this moment is known already: people were notified of it, or of its cause. */
  readonly from: Millis;
  /** What of several things the incident is about; null without one, or where its kind has only one. */
  readonly about: string | null;
}

/** No incident, and none before. */
export const AT_REST: Standing = { alreadyFiring: false, wasCritical: false, from: 0, about: null };
