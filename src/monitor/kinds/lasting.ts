import type { Reading } from '../measures.ts';
import type { Millis } from '../time.ts';

/** When a condition counts as lasting. */
export interface Lasting {
  readonly forMs: Millis;
  readonly now: Millis;
  /** A jump of the clock or a suspend before this moment is no time in which anything stayed as it was. */
  readonly steadySince: Millis;
}

/** Whether every reading has been like that for long enough, in readings that are oldest first; not if the newest is not. */
export function hasLasted(
  readings: readonly Reading[],
  isSo: (value: number) => boolean,
  { forMs, now, steadySince }: Lasting,
): boolean {
  const lastOther = readings.findLastIndex(({ value }) => !isSo(value));
  const since = readings[lastOther + 1]?.at;
  return since !== undefined && now - Math.max(since, steadySince) >= forMs;
}
