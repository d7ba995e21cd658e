import { kindOf } from '../kinds/index.ts';
import { badness } from './badness.ts';
import type { Facts } from './facts.ts';

const TWICE = 2;

/** Whether a reading is twice as bad as the one that people were notified of: twice the rate, depth or latency, half the balance or runway. */
export function isTwiceAsBad(facts: Facts, notified: Facts | null): boolean {
  if (notified === null || notified.kind !== facts.kind) return false;
  const { worse } = kindOf(facts.kind);
  if (worse === 'never') return false;
  if (worse === 'doubled') return badness(notified) > 0 && badness(facts) >= badness(notified) * TWICE;
  const left = leftOf(facts, worse.halvedInStepsOf);
  const before = leftOf(notified, worse.halvedInStepsOf);
  return left * TWICE <= before && left < before;
}

/** What is left, in whole steps: half of less than one is no news. */
function leftOf(facts: Facts, step: number): number {
  return Math.max(0, Math.floor(-badness(facts) / step));
}

/** The worse of two readings of one kind. */
export function worseOf(a: Facts, b: Facts): Facts {
  return badness(b) > badness(a) ? b : a;
}
