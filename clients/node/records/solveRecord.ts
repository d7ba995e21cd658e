import { cleanCode, cleanType, codeOf, MOST_CHARACTERS } from './cleanNames.ts';
import { isNotReady } from './documentedCodes.ts';

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

/** A record that waits. Of one shape, and as it came, so that a call costs little; it is cleaned when it is sent. */
export interface Waiting {
  readonly outcome: 'solved' | 'failed';
  readonly errorCode: string | undefined;
  readonly latencyMs: number | undefined;
  readonly costUsd: number | undefined;
  readonly captchaType: string | undefined;
  /** Undefined: as of its arrival. */
  readonly at: number | undefined;
  /** Whether its time is that of this machine's clock, not one that the program gave. */
  readonly isStamped: boolean;
}

/** All that is ever sent of a task. */
export type SentRecord = Omit<Waiting, 'isStamped'>;

const DAY_MS = 86_400_000;
const MOST_USD = 1_000;

/** A task that was only polled has neither solved nor failed. */
export function hasNotEnded({ outcome, errorCode }: SolveRecord): boolean {
  return outcome === 'failed' && typeof errorCode === 'string' && isNotReady(cleanCode(errorCode) ?? '');
}

/** Takes over what may be sent, field by field; null where the outcome is none. */
export function toWaiting(given: SolveRecord, now: number): Waiting | null {
  const { outcome, errorCode, latencyMs, costUsd, captchaType, at } = given;
  if (outcome !== 'solved' && outcome !== 'failed') return null;
  const time = at == null ? null : timeOf(at);
  return {
    outcome,
    errorCode: outcome === 'failed' ? shortText(errorCode, codeOf) : undefined,
    latencyMs: isWithin(latencyMs, DAY_MS) ? Math.round(latencyMs) : undefined,
    costUsd: isWithin(costUsd, MOST_USD) ? costUsd : undefined,
    captchaType: shortText(captchaType, cleanType),
    at: time === null ? now : Math.min(time, now),
    isStamped: time === null,
  };
}

/** What is sent of a record: its names are cleaned, so that nothing else can be in them. */
export function toSent({ outcome, errorCode, latencyMs, costUsd, captchaType, at }: Waiting): SentRecord {
  return {
    outcome,
    errorCode: errorCode === undefined ? undefined : (codeOf(errorCode) ?? undefined),
    latencyMs,
    costUsd,
    captchaType: captchaType === undefined ? undefined : (cleanType(captchaType) ?? undefined),
    at,
  };
}

/** A long text is cleaned at once: nobody knows how much memory it takes. */
function shortText(text: unknown, clean: (text: string) => string | null): string | undefined {
  if (typeof text !== 'string') return undefined;
  return text.length <= MOST_CHARACTERS ? text : (clean(text) ?? undefined);
}

function isWithin(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}

function timeOf(at: number | string | Date): number | null {
  const time = typeof at === 'string' ? Date.parse(at) : Number(at);
  return Number.isFinite(time) ? Math.trunc(time) : null;
}
