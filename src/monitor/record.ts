import { MonitorError } from './errors.ts';
import { OpenBuckets } from './openBuckets.ts';
import type { Log, Store } from './ports.ts';
import type { SolveResult } from './types.ts';

export interface RecorderPorts {
  readonly results: Pick<Store['results'], 'add'>;
  readonly log: Log;
  /** Lets requests that have already arrived join the next transaction. */
  readonly gather: () => Promise<void>;
  readonly onRecorded: () => void;
}

/** More callers than this are not left waiting for the disk: they are asked to come back. */
const MOST_WAITING = 20_000;

/**
 * Group commit: everything that arrives while one transaction is written goes into the next, and a caller hears
 * back only when its results are on disk.
 */
export function createRecorder({ results, log, gather, onRecorded }: RecorderPorts) {
  let open = new OpenBuckets();
  let waiting = 0;
  let next: Promise<void> | null = null;
  let running: Promise<void> = Promise.resolve();

  async function flush(after: Promise<void>): Promise<void> {
    await after.catch(() => undefined);
    // A failure to wait is no reason not to write.
    await gather().catch(() => undefined);
    const buckets = open;
    open = new OpenBuckets();
    next = null;
    waiting = 0;
    try {
      await results.add(buckets);
    } catch (cause) {
      log.error({ err: cause }, 'results not saved');
      throw new MonitorError('notSaved', {}, { cause });
    }
    onRecorded();
  }

  return {
    /**
     * Resolves once the results are on disk.
     * @throws MonitorError `notSaved` when nothing of them was kept, `overloaded` when too many callers wait already.
     */
    record(pipeline: string, solveResults: readonly SolveResult[]): Promise<void> {
      if (waiting >= MOST_WAITING) {
        return Promise.reject(new MonitorError('overloaded', {}));
      }
      waiting += 1;
      for (const result of solveResults) open.add(pipeline, result);
      if (next === null) {
        next = flush(running);
        running = next;
      }
      return next;
    },
    /** Resolves when everything handed in so far is on disk or was refused. */
    async drain(): Promise<void> {
      await running.catch(() => undefined);
    },
  };
}

export type Recorder = ReturnType<typeof createRecorder>;
