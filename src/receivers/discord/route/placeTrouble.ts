import type { Delivery } from '../../../monitor/delivery/delivery.ts';
import { PLACE_TROUBLES, type PlaceTrouble } from '../../../monitor/delivery/giveUpWhy.ts';
import type { SendOutcome } from '../../../monitor/delivery/outcome.ts';

/** A permission that is being changed is there again in a moment. */
export const MOST_MISSING_PERMISSIONS = 1;
const PERMISSION_AGAIN_MS = 3_000;
/** About a minute of refusals with a code that we do not know. */
const MOST_REFUSALS = 6;

/** Why a place cannot be used, where that is what an outcome says. */
export function placeTrouble(outcome: SendOutcome): PlaceTrouble | null {
  if (outcome.outcome !== 'giveUp') return null;
  return PLACE_TROUBLES.find((trouble) => trouble === outcome.why) ?? null;
}

/** What passes is tried again, but not for ever where only this place may be meant. */
export function troubleOf(outcome: SendOutcome, { refusals }: Delivery): PlaceTrouble | null {
  const isLast = outcome.outcome === 'retry' && outcome.isRefusal === true && refusals + 1 >= MOST_REFUSALS;
  return isLast ? 'notAccepted' : placeTrouble(outcome);
}

export function againForPermission({ uncertain }: Delivery): SendOutcome {
  const before = uncertain === null ? {} : ({ isUncertain: true, isNotStored: true } as const);
  return { outcome: 'retry', afterMs: PERMISSION_AGAIN_MS, why: 'notAllowed', isRefusal: true, ...before };
}
