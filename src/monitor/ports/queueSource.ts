import type { Millis } from '../time.ts';

/** Why a queue cannot be read now. `noCount`: it was reached, and does not know its depth itself. */
export const UNREADABLE_WHYS = [
  'unreachable',
  'timeout',
  'certificate',
  'unauthorized',
  'forbidden',
  'notFound',
  'wrongType',
  'noCount',
  'redirect',
  'unexpectedAnswer',
  'serverError',
  'missingPackage',
] as const;

export type UnreadableWhy = (typeof UNREADABLE_WHYS)[number];

/** What a queue says of itself now. Null: not known, which is never the same as 0. */
export interface QueueReading {
  /** Tasks that wait for a worker. */
  readonly depth: number | null;
  /** Workers that are there, busy or not. */
  readonly workers: number | null;
  /** Tasks that are being worked on. */
  readonly busy: number | null;
  /** When the task that has waited longest was put in. */
  readonly oldestAt: Millis | null;
}

export type QueueAnswer =
  | { readonly ok: true; readonly reading: QueueReading }
  | { readonly ok: false; readonly why: UnreadableWhy };

/** A queue that the monitor reads itself. It changes nothing there. */
export interface QueueSource {
  /** Never rejects. Ends at the latest when the signal says so. */
  read(signal: AbortSignal): Promise<QueueAnswer>;
}
