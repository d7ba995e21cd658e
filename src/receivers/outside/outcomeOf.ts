import type { PageOutcome } from '../../monitor/ports/outsideReceiver.ts';
import type { Millis } from '../../monitor/time.ts';
import type { PostAnswer } from './post.ts';
import { retryAfterMs } from './retryAfter.ts';

/** What of the 4xx passes by itself: a request that took too long, and one that came too early. */
const PASSING: readonly number[] = [408, 425];

/**
 * What an answer means for a page.
 * @param deadlineMs how long the receiver wants to be left alone where it is in trouble and names no time; null: it does not say.
 */
export function outcomeOf(answer: PostAnswer, now: Millis, deadlineMs: Millis | null): PageOutcome {
  if ('failed' in answer) {
    if (answer.failed === 'privateAddress') return { outcome: 'giveUp', why: answer.failed };
    return { outcome: 'retry', why: answer.failed, afterMs: null };
  }
  const { status, retryAfter } = answer;
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  if (status >= 300 && status < 400) return { outcome: 'giveUp', why: 'redirected', status };
  if (status === 429) {
    return { outcome: 'retry', why: 'rateLimited', afterMs: retryAfterMs(retryAfter, now) ?? deadlineMs, status };
  }
  if (status >= 500 || PASSING.includes(status)) {
    return { outcome: 'retry', why: 'serverError', afterMs: deadlineMs, status };
  }
  return { outcome: 'giveUp', why: status === 401 || status === 403 ? 'unauthorized' : 'rejected', status };
}
