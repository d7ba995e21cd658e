import type { Reading } from '../measures.ts';
import type { Store } from '../ports/store.ts';
import { isRecent, OWN_SOURCE, RECENT_MS } from '../queueSources/sourceState.ts';
import { sumSources, upToDate } from '../queueSources/sourceSums.ts';
import type { Millis } from '../time.ts';
import type { QueueReadings } from './drain.ts';

export interface QueueReaderPorts {
  readonly store: Pick<Store, 'readings' | 'queueSources'>;
  readonly pipeline: string;
}

/** What a source that has dropped out said before tells when that was. */
const STATES_MS: Millis = 2 * RECENT_MS;

/** Reads the depth and the workers of all sources together. */
export function createQueueReader({ store: { readings, queueSources }, pipeline }: QueueReaderPorts) {
  /** Since when there is none matters only where there is none. */
  async function workersAt(from: Millis, at: Millis): Promise<readonly Reading[]> {
    const newest = await readings.newest(pipeline, 'activeWorkers', at);
    if (newest === null) return [];
    return newest.value > 0 ? [newest] : readings.since(pipeline, 'activeWorkers', from, at);
  }

  return async function read(from: Millis, at: Millis) {
    const [depths, kept, states] = await Promise.all([
      readings.since(pipeline, 'queueDepth', from, at),
      workersAt(from, at),
      queueSources.since(pipeline, at - STATES_MS),
    ]);
    const sources = sumSources(states, at);
    const asksItself = states.some(({ source, at: seenAt }) => source === OWN_SOURCE && isRecent(seenAt, at));
    const areUnknown = (sources.unreadable.length > 0 || asksItself) && sources.activeWorkers === null;
    const workers = areUnknown ? [] : upToDate(kept, sources.activeWorkers, states, at);
    const queue: Omit<QueueReadings, 'perMinute'> = {
      depths: upToDate(depths, sources.depth, states, at),
      activeWorkers: workers.at(-1)?.value ?? null,
      ...(states.length === 0 ? {} : { sources }),
    };
    return { queue, workers };
  };
}
