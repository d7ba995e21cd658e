import type { Facts } from '../alerts/facts.ts';
import type { Limits } from '../types.ts';
import { kindOf } from './index.ts';

/** Where a kind recovers, in the unit of its facts; null where it is no number. */
export function clearLevel(facts: Facts, limits: Limits): number | null {
  return kindOf(facts.kind).clearLevel(facts, limits[facts.kind]);
}
