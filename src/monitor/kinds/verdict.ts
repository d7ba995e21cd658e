import type { AlertSeverity } from '../measures.ts';

/** Why there is no verdict. */
export const UNKNOWN_WHYS = [
  'noReading',
  'stale',
  'notReadable',
  'tooFewResults',
  'tooLittleHistory',
  'switchedOff',
  'notSureYet',
  'ownNetwork',
  'covered',
] as const;
export type UnknownWhy = (typeof UNKNOWN_WHYS)[number];

export const VERDICT_STATES = ['ok', 'firing', 'unknown'] as const;

/** What a rule says of its readings. `unknown` neither fires nor recovers anything. */
export type VerdictOn<Facts> =
  | { readonly state: 'ok'; readonly facts: Facts }
  | { readonly state: 'firing'; readonly severity: AlertSeverity; readonly facts: Facts }
  | { readonly state: 'unknown'; readonly why: UnknownWhy };
