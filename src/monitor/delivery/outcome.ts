import type { Millis } from '../time.ts';
import type { Mention, PostDestination } from '../types.ts';
import { DROPPED_ON_PURPOSE, type GiveUpWhy } from './giveUpWhy.ts';
import type { PingFailure } from './pingFailure.ts';
import type { Place } from './place.ts';

/**
 * Why a message is tried again. `notWritten`: our own database failed before anything left. `paced`: our own rate limit.
 * `discordFailed`: an answer of 500 or above. `discordBusy`: a refusal that says that it passes. `refused`: a refusal with a code
 * that we do not know. `pageInBetween`: something before Discord turned it away. `nowhere`: there is no place to send it to.
 */
export const RETRY_REASONS = [
  'notWritten',
  'paced',
  'tooManyInvalidRequests',
  'rateLimited',
  'unreachable',
  'unreadableAnswer',
  'unknownFailure',
  'pageInBetween',
  'discordFailed',
  'discordBusy',
  'refused',
  'notAllowed',
  'slowMode',
  'rejected',
  'muted',
  'quietHours',
  'cooldown',
  'nowhere',
] as const;

export type RetryReason = (typeof RETRY_REASONS)[number];

/** Reasons that are no trouble: the message is suppressed, and waits for the end of that. */
export const SUPPRESSIONS = ['muted', 'quietHours', 'cooldown'] as const satisfies readonly RetryReason[];

const ON_PURPOSE: ReadonlySet<RetryReason | GiveUpWhy> = new Set([...SUPPRESSIONS, 'paced', ...DROPPED_ON_PURPOSE]);

export interface Delivered {
  readonly outcome: 'delivered';
  readonly messageId: string;
  readonly place: Place;
  /** Whom it mentions; null: nobody. Absent where that is not known. */
  readonly mentioned?: Mention | null;
  /** Why its mention notified nobody; null: it did. Absent of what mentions nobody. */
  readonly pingFailure?: PingFailure | null;
  /** A thread is to be opened from it. */
  readonly opensThread?: true;
  /** The post that it opened. */
  readonly post?: {
    /** Its thread. */
    readonly threadId: string;
    /** From now on all messages go there; null: those of its incident alone. */
    readonly destination: PostDestination | null;
  };
}

export interface Retry {
  readonly outcome: 'retry';
  /** Not before; null: when we think fit. */
  readonly afterMs: Millis | null;
  readonly why: RetryReason;
  /** When what keeps it back ends. */
  readonly until?: Millis;
  /** Of the answer, for the log. */
  readonly status?: number;
  /** No answer came, or none that tells: the receiver may have stored it all the same. */
  readonly isUncertain?: true;
  /** Only an earlier attempt may have been stored; this one surely was not. */
  readonly isNotStored?: true;
  /** Refused in a way that may pass. */
  readonly isRefusal?: true;
}

export interface GaveUp {
  readonly outcome: 'giveUp';
  readonly why: GiveUpWhy;
}

/** Why an attempt failed; null where it did not: it arrived, or was not made on purpose. */
export function failureReason(outcome: SendOutcome): RetryReason | GiveUpWhy | null {
  if (outcome.outcome === 'delivered') return null;
  const { why } = outcome;
  return ON_PURPOSE.has(why) ? null : why;
}

/** What became of one attempt to send. */
export type SendOutcome = Delivered | Retry | GaveUp;

/** An outcome that says nothing of an earlier attempt, which may have arrived. */
export function stillUncertain(outcome: SendOutcome): SendOutcome {
  if (outcome.outcome !== 'retry') return outcome;
  return { ...outcome, isUncertain: true, ...(outcome.isUncertain ? {} : { isNotStored: true }) };
}
