import type { AlertSeverity } from '../measures.ts';

export type UnknownWhy =
  | 'noReading'
  | 'stale'
  | 'notReadable'
  | 'tooFewResults'
  | 'tooLittleHistory'
  | 'switchedOff'
  | 'notSureYet'
  | 'ownNetwork'
  | 'covered';

/** What a rule says of its readings. `unknown` neither fires nor recovers anything. */
export type VerdictOn<Facts> =
  | { readonly state: 'ok'; readonly facts: Facts }
  | { readonly state: 'firing'; readonly severity: AlertSeverity; readonly facts: Facts }
  | { readonly state: 'unknown'; readonly why: UnknownWhy };
