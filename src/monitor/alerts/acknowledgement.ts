import { HOUR, MINUTE, type Millis } from '../time.ts';
import type { Acknowledgement, Incident } from './incident.ts';

/** After so long, a person who is on something critical is asked whether they still are. */
export const ASK_AFTER_MS: Millis = 2 * HOUR;
/** Without an answer for so long the acknowledgement ends. */
export const ANSWER_WITHIN_MS: Millis = 30 * MINUTE;

/** Where the question did not arrive for so long, nobody waits for its answer. */
export const UNASKED_AFTER_MS: Millis = 2 * HOUR;

/** `holds`: nothing is to be done. `ask`: whether they are still on it. `expired`: they were asked, and did not answer. */
export type AcknowledgementStep = 'holds' | 'ask' | 'expired';

/**
 * What becomes of an acknowledgement as time goes by. Only one of a critical incident goes stale. An answer is waited for
 * from when the clock last went on steadily, and so is a question that did not arrive: nobody can be asked, or answer, while the process does
 * not run.
 */
export function acknowledgementStep(
  { severity, acknowledged }: Pick<Incident, 'severity' | 'acknowledged'>,
  { steadySince, now }: { readonly steadySince: Millis; readonly now: Millis },
): AcknowledgementStep {
  if (acknowledged === null || severity !== 'critical') return 'holds';
  const { askedAt = null, questionAt = null } = acknowledged;
  if (askedAt === null) return now - lastWordOf(acknowledged) < ASK_AFTER_MS ? 'holds' : 'ask';
  const waitedMs = now - Math.max(questionAt ?? askedAt, Math.min(steadySince, now));
  // A question that cannot be sent must not keep people from being notified for ever.
  return waitedMs < (questionAt === null ? UNASKED_AFTER_MS : ANSWER_WITHIN_MS) ? 'holds' : 'expired';
}

/** When they last said that they are on it. */
export function lastWordOf({ at, confirmedAt = null }: Acknowledgement): Millis {
  return Math.max(at, confirmedAt ?? at);
}

/** By when an answer is to be given. */
export function answerBy(askedAt: Millis): Millis {
  return askedAt + ANSWER_WITHIN_MS;
}
