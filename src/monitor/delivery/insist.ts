import type { Millis } from '../time.ts';

const PAUSES_MS: readonly Millis[] = [100, 500, 1_000, 2_000, 4_000];

/**
 * Tries for some seconds, as long as a database may be locked or away for a moment: what a receiver has and what is not noted
 * now would have to be looked for later.
 */
export async function insist(work: () => Promise<void>, sleep: (ms: Millis) => Promise<void>): Promise<void> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await work();
    } catch {
      await sleep(pauseMs);
    }
  }
  return work();
}
