import { setTimeout as sleep } from 'node:timers/promises';
import { type Millis, SECOND } from '../monitor/time.ts';

/** Discord may deliver an interaction twice, and to two connections while one replaces another. This many ids are remembered. */
const REMEMBERED = 1_000;
/** Discord waits 3 seconds for the acknowledgement. */
const CLAIM_WITHIN_MS: Millis = SECOND;

/**
 * Answers whether an interaction is for this process to answer: the first time that it is seen here, unless another process has claimed it.
 * Without an answer of the database it is answered: two answers, of which Discord takes one, are better than none.
 */
export function createSeenInteractions(claim: (id: string) => Promise<boolean>): (id: string) => Promise<boolean> {
  const seen = new Set<string>();
  return async (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return Promise.race([claim(id).catch(() => true), sleep(CLAIM_WITHIN_MS, true, { ref: false })]);
  };
}
