import type { Receiver } from '../ports/receiver.ts';
import type { Guild } from '../types.ts';
import type { Delivery } from './delivery.ts';
import type { SendOutcome } from './outcome.ts';
import { isSamePlace } from './place.ts';
import { againForPermission, MOST_MISSING_PERMISSIONS, troubleOf } from './placeTrouble.ts';

const NOTHING_TO_EDIT: SendOutcome = { outcome: 'giveUp', why: 'nothingToEdit' };

/**
 * Changes a message where it stands: what was sent elsewhere is edited there. It is a courtesy, so that a message that somebody deleted,
 * or a place that is gone, is no trouble of the guild's.
 */
export async function sendEdit(delivery: Delivery, guild: Guild, receiver: Receiver): Promise<SendOutcome> {
  const { target, refusals } = delivery;
  if (target === null || isLost(target.place, guild)) return NOTHING_TO_EDIT;
  const outcome = await receiver.edit(delivery, target, guild);
  if (outcome.outcome === 'giveUp' && outcome.why !== 'notAllowed') return NOTHING_TO_EDIT;
  if (troubleOf(outcome, delivery) === null) return outcome;
  return refusals < MOST_MISSING_PERMISSIONS ? againForPermission(delivery) : NOTHING_TO_EDIT;
}

/** Whether the message can no longer be changed where it is. */
function isLost(place: NonNullable<Delivery['target']>['place'], { destination, unusable }: Guild): boolean {
  return unusable === 'destinationGone' && destination !== null && isSamePlace(place, destination);
}
