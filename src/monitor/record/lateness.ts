import type { Log } from '../ports/log.ts';
import type { Clock, Millis } from '../time.ts';
import { HOUR, MINUTE } from '../time.ts';
import type { SolveResult } from '../types.ts';

/** A worker that gathers results for a moment is not late. */
const LATE_MS: Millis = 2 * MINUTE;
/** Looked at of the last minutes, and so many of them must have had results: a worker that catches up once is not slow. */
const LOOK_BACK_MINUTES = 10;
const MINUTES_WITH_RESULTS = 5;
/** One worker of five is enough to hide its errors. */
const LATE_SHARE = 0.2;
const LEAST_LATE = 10;
/** Enough of each minute for a median. */
const MOST_KEPT = 500;

interface MinuteOfResults {
  results: number;
  late: number;
  readonly lateByMs: Millis[];
}

/** Notices where results are steadily dated earlier than they arrive, as those of a worker with a slow clock are. */
export function createLateness({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
  const byPipeline = new Map<string, Map<number, MinuteOfResults>>();
  let saidAt: Millis | null = null;

  /** By how much, where it is steady; null where it is not. */
  function lateMs(pipeline: string): Millis | null {
    const present = Math.floor(clock.now() / MINUTE);
    // The present minute is not over: a single result in time would hide all that are late.
    const minutes = [...(byPipeline.get(pipeline) ?? [])]
      .filter(([minute]) => minute < present && minute >= present - LOOK_BACK_MINUTES)
      .toSorted(([a], [b]) => b - a)
      .slice(0, MINUTES_WITH_RESULTS)
      .map(([, each]) => each);
    const late = minutes.reduce((sum, each) => sum + each.late, 0);
    const isSteady =
      minutes.length === MINUTES_WITH_RESULTS && minutes.every((each) => each.late >= each.results * LATE_SHARE);
    return isSteady && late >= LEAST_LATE ? medianOf(minutes.flatMap(({ lateByMs }) => lateByMs)) : null;
  }

  function minuteOf(pipeline: string, now: Millis): MinuteOfResults {
    const minutes = byPipeline.get(pipeline) ?? new Map<number, MinuteOfResults>();
    byPipeline.set(pipeline, minutes);
    const present = Math.floor(now / MINUTE);
    const known = minutes.get(present);
    if (known !== undefined) return known;
    // Those of a clock that was ahead go too.
    for (const minute of minutes.keys())
      if (minute > present || minute < present - LOOK_BACK_MINUTES) minutes.delete(minute);
    const fresh = { results: 0, late: 0, lateByMs: [] };
    minutes.set(present, fresh);
    return fresh;
  }

  function sayOnceAnHour(pipeline: string, now: Millis): void {
    const late = lateMs(pipeline);
    if (late === null || (saidAt !== null && Math.abs(now - saidAt) < HOUR)) return;
    saidAt = now;
    log.warn({ pipeline, lateMs: late }, 'results arrive late: check the clocks of the workers');
  }

  return {
    lateMs,
    note(pipeline: string, results: readonly Pick<SolveResult, 'at'>[]): void {
      const now = clock.now();
      const minute = minuteOf(pipeline, now);
      if (minute.results === 0) sayOnceAnHour(pipeline, now);
      minute.results += results.length;
      for (const { at } of results) {
        if (now - at <= LATE_MS) continue;
        minute.late += 1;
        if (minute.lateByMs.length < MOST_KEPT) minute.lateByMs.push(now - at);
      }
    },
  };
}

function medianOf(values: readonly Millis[]): Millis | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
