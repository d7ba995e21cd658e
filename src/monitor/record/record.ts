import { MonitorError, notSaved } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Clock } from '../time.ts';
import type { CountedResult } from '../types.ts';
import { createBoundedNames } from './boundedNames.ts';
import type { CodeBook } from './codes.ts';
import type { KeyedResults, KeyOutcome } from './keyedResults.ts';
import { createLateness } from './lateness.ts';
import { OpenBuckets } from './openBuckets.ts';

export interface RecorderPorts {
  readonly results: Pick<Store['results'], 'add' | 'names'>;
  readonly codes: Pick<CodeBook, 'explain'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Lets requests that have already arrived join the next transaction. */
  readonly gather: () => Promise<void>;
  readonly onRecorded: () => void;
}

/** More callers than this are not left waiting for the disk: they are asked to come back. */
const MOST_WAITING = 20_000;
/**
 * Nor are more results than this, with those that are being written. Where each has a type and a code of its own, as long as
 * they may be, a result takes 1.7 kB and all of them less than 200 MB; mostly they share a few sums.
 */
const MOST_RESULTS = 100_000;

/**
 * A commit costs as much for one caller as for many, and a turn of the event loop next to nothing: as long as more callers arrive in
 * each, they are taken along.
 */
const MOST_TURNS = 10;

/** What one transaction writes. */
interface Batch {
  readonly buckets: OpenBuckets;
  readonly keyed: KeyedResults[];
  callers: number;
  results: number;
}

const emptyBatch = (): Batch => ({ buckets: new OpenBuckets(), keyed: [], callers: 0, results: 0 });

/**
 * Group commit: everything that arrives while one transaction is written goes into the next, and a caller hears
 * back only when its results are on disk. Results under a key are decided on in that transaction, so the second of two
 * that come at once waits for what becomes of the first.
 */
export function createRecorder({ results, codes, clock, log, gather, onRecorded }: RecorderPorts) {
  const lateness = createLateness({ clock, log });
  const names = createBoundedNames({ results, isDocumented: (code) => codes.explain(code) !== null, log });
  let open = emptyBatch();
  /** Results that are neither on disk nor refused yet. */
  let held = 0;
  let next: Promise<readonly KeyOutcome[]> | null = null;
  let running: Promise<unknown> = Promise.resolve();
  /** Callers that wait for the names of an hour. */
  let learners = 0;
  /** Settles when there are none. */
  let learned: Promise<unknown> = Promise.resolve();
  let isFailing = false;
  /** By pipeline, since the start. */
  const failures = new Map<string, number>();

  async function flush(after: Promise<unknown>): Promise<readonly KeyOutcome[]> {
    await after.catch(() => undefined);
    for (let turn = 0, callers = -1; turn < MOST_TURNS && callers < open.callers; turn += 1) {
      callers = open.callers;
      // A failure to wait is no reason not to write.
      await gather().catch(() => undefined);
    }
    const batch = open;
    open = emptyBatch();
    next = null;
    const outcomes = await write(batch);
    onRecorded();
    return outcomes;
  }

  function failed(cause: unknown): MonitorError {
    // There may be hundreds of them a second.
    if (!isFailing || log.isLevelEnabled('debug')) log.error({ err: cause }, 'results not saved');
    isFailing = true;
    return notSaved(cause);
  }

  async function write({ buckets, keyed, results: count }: Batch): Promise<readonly KeyOutcome[]> {
    try {
      const outcomes = await results.add(buckets, keyed, clock.now());
      isFailing = false;
      countFailures(buckets, keyed);
      return outcomes;
    } catch (cause) {
      throw failed(cause);
    } finally {
      held -= count;
    }
  }

  /** Those that were sent again count too: nobody needs more than a bound. */
  function countFailures({ sums }: OpenBuckets, keyed: readonly KeyedResults[]): void {
    const add = (pipeline: string, failed: number) => failures.set(pipeline, (failures.get(pipeline) ?? 0) + failed);
    for (const { pipeline, failed } of sums.values()) add(pipeline, failed);
    for (const { pipeline, results } of keyed)
      add(pipeline, results.filter(({ outcome }) => outcome === 'failed').length);
  }

  const isFull = (count: number) => open.callers + learners >= MOST_WAITING || held + count > MOST_RESULTS;

  /** Calls `add` with the results under the names that they are counted under: at once, where the names of their hours are known. */
  function takeIn<T>(
    pipeline: string,
    arrived: readonly CountedResult[],
    add: (bounded: readonly CountedResult[]) => Promise<T>,
  ): Promise<T> {
    if (isFull(arrived.length)) return Promise.reject(new MonitorError('overloaded', {}));
    held += arrived.length;
    const begin = () => {
      lateness.note(pipeline, arrived);
      return add(arrived.map((result) => names.bound(pipeline, result)));
    };
    const learning = names.learn(pipeline, arrived);
    return learning === null ? begin() : afterLearning(learning, arrived.length, begin);
  }

  async function afterLearning<T>(learning: Promise<unknown>, count: number, begin: () => Promise<T>): Promise<T> {
    learners += 1;
    learned = Promise.allSettled([learned, learning]);
    try {
      await learning;
    } catch (cause) {
      held -= count;
      throw failed(cause);
    } finally {
      learners -= 1;
    }
    return begin();
  }

  /** Counts a caller into the open batch. */
  function join(count: number): Promise<readonly KeyOutcome[]> {
    open.callers += 1;
    open.results += count;
    if (next === null) {
      next = flush(running);
      running = next;
    }
    return next;
  }

  return {
    /**
     * Resolves once the results are on disk.
     * @throws MonitorError `notSaved` when nothing of them was kept or nobody knows, `overloaded` when too much waits already.
     */
    record(pipeline: string, solveResults: readonly CountedResult[]): Promise<readonly KeyOutcome[]> {
      return takeIn(pipeline, solveResults, (bounded) => {
        for (const result of bounded) open.buckets.add(pipeline, result);
        return join(bounded.length);
      });
    },
    /** The same for results under a key, which are counted the first time only. */
    recordOnce(keyed: KeyedResults): Promise<KeyOutcome> {
      return takeIn(keyed.pipeline, keyed.results, async (results) => {
        const place = open.keyed.push({ ...keyed, results }) - 1;
        const outcome = (await join(results.length))[place];
        if (outcome === undefined) throw new Error('the store said nothing of a key');
        return outcome;
      });
    },
    /** By how much results are dated earlier than they arrive, where that is steady. */
    lateMs: lateness.lateMs,
    /** How many results are neither on disk nor refused yet. */
    waiting: () => held,
    /** At most so many failed results of a pipeline are on disk since the start. */
    failed: (pipeline: string): number => failures.get(pipeline) ?? 0,
    /** Resolves when everything handed in so far is on disk or was refused. */
    async drain(): Promise<void> {
      await learned;
      await running.catch(() => undefined);
    },
  };
}

export type Recorder = ReturnType<typeof createRecorder>;
