import { MICROS_PER_USD, type MicroUsd, type Reading } from '../measures.ts';
import type { Millis } from '../time.ts';

/** A rise of the balance that only a payment explains. */
export interface TopUp {
  readonly at: Millis;
  readonly fromMicros: MicroUsd;
  readonly toMicros: MicroUsd;
  /** How long the new balance lasts; null where the forecast cannot tell. */
  readonly runwayMs: Millis | null;
}

/** Refunds for unsolved tasks are cents; a top-up starts at one dollar. */
export const LEAST_RISE_MICROS: MicroUsd = MICROS_PER_USD;

/** The last rise of the balance that only a top-up explains, in readings that are oldest first; null without one. */
export function lastTopUp(readings: readonly Reading[]): Omit<TopUp, 'runwayMs'> | null {
  for (let i = readings.length - 1; i > 0; i -= 1) {
    const [before, after] = readings.slice(i - 1, i + 1);
    if (before !== undefined && after !== undefined && after.value - before.value >= LEAST_RISE_MICROS) {
      return { at: after.at, fromMicros: before.value, toMicros: after.value };
    }
  }
  return null;
}
