import type { GiveUpWhy } from '../monitor/delivery/giveUpWhy.ts';
import { PLACE_TROUBLES } from '../monitor/delivery/placeTrouble.ts';

const KNOWN: readonly GiveUpWhy[] = [
  ...PLACE_TROUBLES,
  'answerLost',
  'noDestination',
  'muted',
  'nothingToEdit',
  'rejected',
  'overtaken',
  'tooOld',
];

/** Why a message was given up, as it was written by this or another version. */
export function toWhy(text: string | null): GiveUpWhy {
  return KNOWN.find((why) => why === text) ?? 'rejected';
}
