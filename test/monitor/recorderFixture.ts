import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeyedResults, KeyOutcome } from '../../src/monitor/record/keyedResults.ts';
import type { OpenBuckets } from '../../src/monitor/record/openBuckets.ts';
import { createRecorder } from '../../src/monitor/record/record.ts';
import { PIPELINE, silentLog } from './fixed.ts';
import { NOW } from './limits.ts';
import { result } from './stage.ts';

export const SAVED = 'saved';
export const one = [result(NOW)];

/** A recorder over a disk that writes when the test says so. */
export function setRecorder() {
  const writes: {
    readonly count: number;
    readonly end: (outcomes?: readonly KeyOutcome[]) => void;
    readonly fail: (err: Error) => void;
  }[] = [];
  const logged: string[] = [];
  let recorded = 0;
  const recorder = createRecorder({
    codes: { explain: () => null },
    results: {
      names: async () => ({ codes: [], types: [] }),
      add(buckets: OpenBuckets, keyed: readonly KeyedResults[] = []) {
        const { promise, resolve, reject } = Promise.withResolvers<readonly KeyOutcome[]>();
        const outcomes = keyed.map(() => 'counted' as const);
        writes.push({ count: countOf(buckets.with(keyed)), end: (given = outcomes) => resolve(given), fail: reject });
        return promise;
      },
    },
    clock: { now: () => NOW },
    log: { ...silentLog, error: (_fields, message) => void logged.push(message) },
    gather: async () => {},
    onRecorded: () => {
      recorded += 1;
    },
  });

  return {
    recorder,
    logged,
    recorded: () => recorded,
    /** How many results each transaction so far was given. */
    counts: () => writes.map(({ count }) => count),
    /** What became of one caller so far: `waiting`, `saved` or the code of its error. */
    call(results = one) {
      const outcome = { is: 'waiting' };
      (async () => recorder.record(PIPELINE, results))().then(
        () => {
          outcome.is = SAVED;
        },
        (err) => {
          outcome.is = err.code;
        },
      );
      return outcome;
    },
    /** The same for a caller with a key; what became of the key once it is decided. */
    callOnce(keyHash: string, results = one) {
      const outcome = { is: 'waiting' };
      recorder.recordOnce({ pipeline: PIPELINE, keyHash, bodyHash: 'body', at: NOW, results }).then(
        (is) => {
          outcome.is = is;
        },
        (err) => {
          outcome.is = err.code;
        },
      );
      return outcome;
    },
    async end(write: number, outcomes?: readonly KeyOutcome[]) {
      writes[write]?.end(outcomes);
      await nextTurn();
    },
    async fail(write: number, err = new Error('disk full')) {
      writes[write]?.fail(err);
      await nextTurn();
    },
  };
}

function countOf(buckets: OpenBuckets): number {
  return [...buckets.sums.values()].reduce((sum, { solved, failed }) => sum + solved + failed, 0);
}
