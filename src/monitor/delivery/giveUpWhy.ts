/**
 * `superseded`: a newer message replaced it. `tooOld`: too old to be useful. `threadGone`: the thread of
 * the incident was deleted. `answerLost`: it probably arrived.
 * `notAccepted`: the place refuses everything, and the code is none that we know.
 */
export type GiveUpWhy =
  | 'destinationGone'
  | 'notAllowed'
  | 'threadGone'
  | 'threadClosed'
  | 'threadsFull'
  | 'tagRequired'
  | 'autoMod'
  | 'slowMode'
  | 'channelKind'
  | 'notAccepted'
  | 'answerLost'
  | 'rejected'
  | 'noDestination'
  | 'muted'
  | 'quietHours'
  | 'nothingToEdit'
  | 'superseded'
  | 'tooOld';

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

/** Reasons that are not failures: nothing was left to send, or nobody had to be notified. */
export const DROPPED_ON_PURPOSE = [
  'muted',
  'quietHours',
  'nothingToEdit',
  'superseded',
  'tooOld',
] as const satisfies readonly GiveUpWhy[];
