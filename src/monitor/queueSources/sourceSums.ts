import type { Reading } from '../measures.ts';
import type { UnreadableWhy } from '../ports/queueSource.ts';
import { sumOfKnown } from '../sums.ts';
import type { Millis } from '../time.ts';
import { isRecent, RECENT_MS, type SourceState } from './sourceState.ts';

export interface UnreadableSource {
  readonly source: string;
  readonly why: UnreadableWhy;
  readonly since: Millis;
}

/** All sources of a pipeline together. Null: no source says. */
export interface SourceSums {
  readonly depth: number | null;
  readonly activeWorkers: number | null;
  readonly busy: number | null;
  readonly oldestAt: Millis | null;
  /** Those that cannot be read now: the sums are without them, so at least that much. */
  readonly unreadable: readonly UnreadableSource[];
}

/** Adds up what is recent. What a source reported too long ago drops out; one that cannot be read is not 0 but unknown. */
export function sumSources(states: readonly SourceState[], now: Millis): SourceSums {
  const recent = states.filter(({ depthAt }) => isRecent(depthAt, now));
  return {
    depth: sumOfKnown(recent.map(({ depth }) => depth)),
    activeWorkers: sumOfKnown(
      states.filter(({ workersAt }) => isRecent(workersAt, now)).map((state) => state.activeWorkers),
    ),
    busy: sumOfKnown(recent.map(({ busy }) => busy)),
    oldestAt: recent.reduce<Millis | null>((oldest, { oldestAt }) => earlier(oldest, oldestAt), null),
    unreadable: states
      .filter(({ at }) => isRecent(at, now))
      .flatMap(({ source, unreadable: why, unreadableSince: since }) =>
        why === null || since === null ? [] : [{ source, why, since }],
      ),
  };
}

function earlier(one: Millis | null, other: Millis | null): Millis | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** Sums were kept when a source reported. One that has dropped out since changed its sum without a report. */
export function upToDate(
  readings: readonly Reading[],
  sum: number | null,
  states: readonly SourceState[],
  now: Millis,
): readonly Reading[] {
  const newest = readings.at(-1);
  if (newest === undefined || sum === null || sum === newest.value) return readings;
  const at = Math.max(newest.at, ...states.flatMap((state) => dropOuts(state)).filter((moment) => moment <= now));
  return [...readings, { ...newest, at, value: sum }];
}

function dropOuts({ depthAt, workersAt, unreadableSince }: SourceState): readonly Millis[] {
  const ends = [depthAt, workersAt].filter((at) => at !== null).map((at) => at + RECENT_MS);
  return unreadableSince === null ? ends : [...ends, unreadableSince];
}
