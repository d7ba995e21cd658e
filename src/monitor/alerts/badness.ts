import { kindOf } from '../kinds/index.ts';
import type { Facts } from './facts.ts';

/** How bad a reading is; only readings of one kind may be compared. */
export function badness(facts: Facts): number {
  return kindOf(facts.kind).badness(facts);
}
