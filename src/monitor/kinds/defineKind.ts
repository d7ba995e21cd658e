import type { AlertSeverity, WindowTotals } from '../measures.ts';
import type { Millis } from '../time.ts';
import type { LookBack } from './lookBack.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import type { Standing } from './standing.ts';
import type { Threshold, ThresholdProblem } from './threshold.ts';
import type { VerdictOn } from './verdict.ts';

/** What a known cause brings about: those kinds are inhibited while people know of it. */
interface Inhibition<Kind extends string> {
  readonly kinds: readonly Kind[];
  /** The least severity at which it brings anything about. */
  readonly from: AlertSeverity;
  /** Whether it brings a kind about as things are; absent: always. */
  affects?(kind: string, window: WindowTotals): boolean;
  /** Until when it lasted by the readings, where they tell more than its incident does. */
  activeUntil?(readings: CauseReadings): Millis | null;
  /** From when on a solved task speaks against it; null, or absent: none does. */
  contradictedFrom?(readings: CauseReadings, openedAt: Millis): Millis | null;
}

export type CauseReadings = Pick<PipelineReadings, 'at' | 'usedUpAt' | 'usedUpSince' | 'inhibitionTotals'>;

/** Everything that the core has to know of a kind of alert. */
export interface KindDefinition<
  Facts extends { readonly kind: string },
  Thresholds,
  Named extends Readonly<Record<string, Threshold>>,
  Problem extends string,
  Level extends number | null,
  Inhibited extends string,
  Covering extends string,
> {
  readonly kind: Facts['kind'];
  /** Whether it is about one stream of results, or about the account that several of them may share. */
  readonly scope: 'pipeline' | 'account';
  readonly thresholds: Named;
  /** The numbers that decide too, and that nobody may set. */
  readonly fixed: Omit<Thresholds, Named[keyof Named]['field']>;
  readonly problems?: Readonly<Record<Problem, ThresholdProblem<Thresholds, keyof Named & string>>>;
  judge(readings: PipelineReadings, thresholds: Thresholds, standing: Standing): VerdictOn<Facts>;
  /** Judges only what came after a cause, where the window still holds what that did. Absent: the window is not what decides. */
  judgeAfterwards?(readings: PipelineReadings, thresholds: Thresholds): VerdictOn<Facts>;
  /** A kind that says more: while that fires, this one does not begin, and people are notified of nothing more about it. */
  readonly coveredBy?: Covering;
  /** How bad a reading is; only readings of one kind may be compared. */
  badness(facts: Facts): number;
  /** What of it waits for no cooldown: twice the badness, or half of what is left in steps of this size. */
  readonly worse: 'never' | 'doubled' | { readonly halvedInStepsOf: number };
  /** Where it recovers, in the unit of its facts: micro-dollars, a share, tasks, milliseconds. Null where it is no number. */
  clearLevel(facts: Facts, thresholds: Thresholds): Level;
  /** What of several things it is about, where each is judged for itself. */
  aboutOf?(facts: Facts, thresholds: Thresholds): string | null;
  /** How long its verdict must stay `ok` before its incident ends; absent: it ends at the first. */
  clearHoldMs?(thresholds: Thresholds): Millis;
  readonly inhibits?: Inhibition<Inhibited>;
  lookBack(thresholds: Thresholds): Partial<LookBack>;
  /** The chart that shows best what it is about. */
  readonly chart: 'balance' | 'errors' | 'latency' | 'queue';
}

/** One kind of alert. Its facts and thresholds are those of its `judge`. */
export function defineKind<
  Facts extends { readonly kind: string },
  Thresholds,
  const Named extends Readonly<Record<string, Threshold<keyof Thresholds & string>>>,
  Level extends number | null,
  Problem extends string = never,
  const Inhibited extends string = never,
  const Covering extends string = never,
>(
  definition: KindDefinition<Facts, Thresholds, Named, Problem, Level, Inhibited, Covering>,
): KindDefinition<Facts, Thresholds, Named, Problem, Level, Inhibited, Covering> {
  return definition;
}
