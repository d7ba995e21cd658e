import type { SendOutcome } from '../alerts/message.ts';
import type { GiveUpWhy } from './giveUpWhy.ts';

/** Why nothing can be sent to a place, whatever the message says. */
export const PLACE_TROUBLES = [
  'destinationGone',
  'notAllowed',
  'threadClosed',
  'threadsFull',
  'tagRequired',
  'autoMod',
  'slowMode',
  'channelKind',
  'notAccepted',
] as const satisfies readonly GiveUpWhy[];

export type PlaceTrouble = (typeof PLACE_TROUBLES)[number];

/** Why a place cannot be used, where that is what an outcome says. */
export function placeTrouble(outcome: SendOutcome): PlaceTrouble | null {
  if (outcome.outcome !== 'giveUp') return null;
  return PLACE_TROUBLES.find((trouble) => trouble === outcome.why) ?? null;
}
