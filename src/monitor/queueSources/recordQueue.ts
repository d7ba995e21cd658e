import type { QueueAnswer } from '../ports/queueSource.ts';
import type { Store } from '../ports/store.ts';
import type { Clock } from '../time.ts';
import { isRecent, OWN_SOURCE, RECENT_MS } from './sourceState.ts';
import type { UnreadableSource } from './sourceSums.ts';

/** The queue as a worker reports it. */
export interface QueuePost {
  readonly depth: number;
  readonly activeWorkers: number | null;
  /** Which of several reports this is one of: their numbers are added up. Empty where there is one. */
  readonly source?: string;
}

export interface QueueRecord {
  /** `tooMany`: it is of a new source, and there are enough already. Nothing was kept. */
  recordQueue(pipeline: string, post: QueuePost): Promise<'kept' | 'tooMany'>;
  /** What the monitor read, or why it could not. `into`: with the lease under which it reads. */
  recordOwnQueue(pipeline: string, answer: QueueAnswer, into?: Pick<Store, 'queueSources'>): Promise<void>;
  /** Why the monitor cannot read the queue of a pipeline now; null where it can, or has not tried lately. */
  ownQueueTrouble(pipeline: string): Promise<UnreadableSource | null>;
}

export interface QueueRecordPorts {
  readonly store: Pick<Store, 'queueSources'>;
  readonly clock: Clock;
  readonly onChange: () => void;
}

export function createQueueRecord({ store: { queueSources }, clock, onChange }: QueueRecordPorts): QueueRecord {
  return {
    async recordQueue(to, { depth, activeWorkers, source = '' }) {
      const nothingElse = { busy: null, oldestAt: null, unreadable: null };
      const outcome = await queueSources.report(to, { source, at: clock.now(), depth, activeWorkers, ...nothingElse });
      if (outcome === 'kept') onChange();
      return outcome;
    },

    async recordOwnQueue(to, answer, into = { queueSources }) {
      const reading = answer.ok ? answer.reading : { depth: null, workers: null, busy: null, oldestAt: null };
      const { depth, workers: activeWorkers, busy, oldestAt } = reading;
      const unknown = depth === null ? 'noCount' : null;
      const unreadable = answer.ok ? unknown : answer.why;
      await into.queueSources.report(to, {
        source: OWN_SOURCE,
        at: clock.now(),
        depth,
        activeWorkers,
        busy,
        oldestAt,
        unreadable,
      });
      onChange();
    },

    async ownQueueTrouble(pipeline) {
      const now = clock.now();
      const states = await queueSources.since(pipeline, now - RECENT_MS);
      const own = states.find(({ source, at }) => source === OWN_SOURCE && isRecent(at, now));
      if (own === undefined || own.unreadable === null || own.unreadableSince === null) return null;
      return { source: OWN_SOURCE, why: own.unreadable, since: own.unreadableSince };
    },
  };
}
