import { cleanCode, cleanType } from './cleanNames.ts';
import { UNKNOWN_CODE } from './thrownOutcome.ts';

/** One finished task, as it is recorded. */
export interface SolveRecord {
  readonly outcome: 'solved' | 'failed';
  /** Of a failed task, such as `ERROR_CAPTCHA_UNSOLVABLE`. */
  readonly errorCode?: string | null | undefined;
  readonly latencyMs?: number | null | undefined;
  /** US dollars. */
  readonly costUsd?: number | null | undefined;
  /** Such as `turnstile`. */
  readonly captchaType?: string | null | undefined;
  /** When the task finished: milliseconds since 1970, a date or ISO 8601. Now, if left out. */
  readonly at?: number | string | Date | null | undefined;
}

/** All that is ever sent of a task. */
export interface SentRecord {
  readonly outcome: 'solved' | 'failed';
  readonly errorCode?: string;
  readonly latencyMs?: number;
  readonly costUsd?: number;
  readonly captchaType?: string;
  readonly at?: number;
}

/** A record that waits; `isStamped`: its time is that of this machine's clock, not one that the program gave. */
export interface Waiting {
  readonly sent: SentRecord;
  readonly isStamped: boolean;
}

const DAY_MS = 86_400_000;
const MOST_USD = 1_000;

/** Takes over what may be sent, field by field; null where the outcome is none. */
export function toWaiting(given: SolveRecord, now: number): Waiting | null {
  const { outcome, errorCode, latencyMs, costUsd, captchaType, at } = given;
  if (outcome !== 'solved' && outcome !== 'failed') return null;
  const code = outcome === 'failed' && typeof errorCode === 'string' && errorCode.trim() !== '' ? errorCode : null;
  const type = typeof captchaType === 'string' ? cleanType(captchaType) : null;
  const time = timeOf(at);
  const sent: SentRecord = {
    outcome,
    ...(code !== null && { errorCode: cleanCode(code) ?? UNKNOWN_CODE }),
    ...(isWithin(latencyMs, DAY_MS) && { latencyMs: Math.round(latencyMs) }),
    ...(isWithin(costUsd, MOST_USD) && { costUsd }),
    ...(type !== null && { captchaType: type }),
    at: Math.min(time ?? now, now),
  };
  return { sent, isStamped: time === null };
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}

function timeOf(at: SolveRecord['at']): number | null {
  const time = typeof at === 'string' ? Date.parse(at) : Number(at ?? Number.NaN);
  return Number.isFinite(time) ? Math.trunc(time) : null;
}
