import type { ExplainedCode } from '../record/codes.ts';
import type { Millis } from '../time.ts';
import type { AlertSeverity, CodeCount, MicroUsd } from '../types.ts';

export interface BalanceFacts {
  readonly kind: 'balance';
  readonly balanceMicros: MicroUsd;
  readonly thresholdMicros: MicroUsd;
  /** The threshold of a critical balance, where that was crossed. */
  readonly criticalMicros?: MicroUsd;
}

export interface ErrorsFacts {
  readonly kind: 'errors';
  readonly failed: number;
  readonly total: number;
  readonly windowMs: Millis;
  readonly byCode: readonly CodeCount[];
  /** So many results in a row, all with one outcome, where that decided instead of the share. */
  readonly inRow?: number;
  /** The most frequent code, where it is known. */
  readonly topCode?: ExplainedCode;
}

export interface QueueFacts {
  readonly kind: 'queue';
  readonly depth: number;
  readonly thresholdDepth: number;
  readonly activeWorkers: number | null;
  readonly drain: Drain;
}

/** How long the queue takes to empty: measured from its own slope or from what is finished, or guessed from the workers. */
export type Drain =
  | { readonly basis: 'measured' | 'crude'; readonly ms: Millis }
  | { readonly basis: 'noWorker' }
  | { readonly basis: 'growing'; readonly perMinute: number };

export interface SilenceFacts {
  readonly kind: 'silence';
  readonly quietMs: Millis;
  readonly newestAt: Millis;
  readonly inHourBefore: number;
}

/** Our own code of a call that something other than CaptchaAI answered, because the address of CaptchaAI is set wrong. */
export const WRONG_ADDRESS = 'WRONG_ADDRESS';

/** Why a call to CaptchaAI brought no answer, by who has to act. */
export type ProviderFailureClass = 'account' | 'capacity' | 'outage' | 'caller' | 'unknown';

export interface ProviderFailure {
  readonly class: ProviderFailureClass;
  /** CaptchaAI's own code, or ours for what never reached it (`TIMEOUT`, `HTTP_502`, `UNREACHABLE`, `UNREADABLE`). */
  readonly code: string;
  readonly meaning: string;
  readonly advice: string;
}

export interface ProviderFacts {
  readonly kind: 'provider';
  /** Null once a call succeeded again. */
  readonly failure: ProviderFailure | null;
  readonly since: Millis | null;
  /** How long there was no usable balance, where that is what fires. */
  readonly noBalanceMs?: Millis;
}

export interface LatencyFacts {
  readonly kind: 'latency';
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
  readonly solved: number;
  readonly thresholdMs: Millis;
  readonly windowMs: Millis;
}

export interface ThreadsFacts {
  readonly kind: 'threads';
  /** Null where the account does not tell. */
  readonly busy: number | null;
  readonly total: number | null;
  /** Results that were refused because every thread was busy, of all results in the window. */
  readonly refused: number;
  readonly results: number;
}

export interface RunwayFacts {
  readonly kind: 'runway';
  /** Until the balance is used up; null: not within the horizon of the forecast. */
  readonly runwayMs: Millis | null;
  readonly burnMicrosPerHour: MicroUsd;
  readonly balanceMicros: MicroUsd;
  readonly sure: 'low' | 'medium' | 'high';
}

export type Facts =
  | BalanceFacts
  | ErrorsFacts
  | QueueFacts
  | SilenceFacts
  | ProviderFacts
  | LatencyFacts
  | ThreadsFacts
  | RunwayFacts;

export type UnknownWhy =
  | 'noReading'
  | 'stale'
  | 'tooFewResults'
  | 'tooLittleHistory'
  | 'switchedOff'
  | 'notSureYet'
  | 'ownNetwork';

/** What a rule says of its readings. `unknown` neither fires nor recovers anything. */
export type Verdict =
  | { readonly state: 'ok'; readonly facts: Facts }
  | { readonly state: 'firing'; readonly severity: AlertSeverity; readonly facts: Facts }
  | { readonly state: 'unknown'; readonly why: UnknownWhy };
