import type { Reading } from '../measures.ts';
import type { Millis } from '../time.ts';

/** Since when every reading is like that, in readings that are oldest first; null if the newest is not. */
export function lastingSince(readings: readonly Reading[], isSo: (value: number) => boolean): Millis | null {
  const lastOther = readings.findLastIndex(({ value }) => !isSo(value));
  return readings[lastOther + 1]?.at ?? null;
}
