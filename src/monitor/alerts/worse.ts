import { HOUR } from '../time.ts';
import { badness } from './badness.ts';
import type { Facts } from './facts.ts';

const TWICE = 2;

/**
 * Whether a reading is twice as bad as the one that people were notified of: twice the rate, depth or latency, half the balance
 * or runway. A silence only grows with time, which is what reminders are for; a provider gets worse by its severity.
 */
export function isTwiceAsBad(facts: Facts, notified: Facts | null): boolean {
  if (notified === null || notified.kind !== facts.kind) return false;
  switch (facts.kind) {
    case 'silence':
    case 'provider':
      return false;
    case 'balance':
    case 'runway':
      return left(facts) * TWICE <= left(notified) && left(facts) < left(notified);
    default:
      return badness(notified) > 0 && badness(facts) >= badness(notified) * TWICE;
  }
}

const MICROS_PER_CENT = 10_000;

/** What is left, in cents or hours: half of less than that is no news, and the time that is left always gets shorter. */
function left(facts: Facts): number {
  const step = facts.kind === 'balance' ? MICROS_PER_CENT : HOUR;
  return Math.max(0, Math.floor(-badness(facts) / step));
}

/** The worse of two readings of one kind. */
export function worseOf(a: Facts, b: Facts): Facts {
  return badness(b) > badness(a) ? b : a;
}
