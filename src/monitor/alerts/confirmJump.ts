import { LEAST_RISE_MICROS } from '../accounts/topUp.ts';
import type { MicroUsd } from '../types.ts';

/** `confirm`: it is kept only if the next answer says so too. */
export type JumpDecision = 'keep' | 'confirm';

/**
 * Whether to keep a balance that was read. More than half of it gone, or a dollar more, within one poll is nothing that spending and
 * refunds explain: a single odd answer would look like a used-up balance, and the next one like a top-up. So a second one must say the same.
 */
export function confirmJump(kept: MicroUsd | null, pending: MicroUsd | null, answer: MicroUsd): JumpDecision {
  if (kept === null || !isJump(kept, answer)) return 'keep';
  return pending === null || isRise(kept, pending) !== isRise(kept, answer) || isJump(pending, answer)
    ? 'confirm'
    : 'keep';
}

function isJump(from: MicroUsd, to: MicroUsd): boolean {
  return isRise(from, to) ? to - from >= LEAST_RISE_MICROS : to < from / 2;
}

function isRise(from: MicroUsd, to: MicroUsd): boolean {
  return to > from;
}
