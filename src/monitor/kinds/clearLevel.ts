import type { Facts } from '../alerts/facts.ts';
import type { Thresholds } from '../types.ts';
import { kindOf } from './index.ts';

/** Where a kind recovers, in the unit of its facts; null where it is no number. */
export function clearLevel(facts: Facts, thresholds: Thresholds): number | null {
  return kindOf(facts.kind).clearLevel(facts, thresholds[facts.kind]);
}
