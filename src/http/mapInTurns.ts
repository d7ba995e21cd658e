import { setImmediate as nextTurn } from 'node:timers/promises';
import { chunks } from '../monitor/chunks.ts';

/** About two milliseconds of work. */
const A_TURN = 500;

/** The same as `map`, and others get a turn in between: thousands of results in one request are not to hold up the posts of single ones. */
export async function mapInTurns<T, R>(items: readonly T[], map: (item: T, index: number) => R): Promise<readonly R[]> {
  if (items.length <= A_TURN) return items.map(map);
  const mapped: R[] = [];
  for (const batch of chunks(items, A_TURN)) {
    if (mapped.length > 0) await nextTurn();
    for (const item of batch) mapped.push(map(item, mapped.length));
  }
  return mapped;
}
