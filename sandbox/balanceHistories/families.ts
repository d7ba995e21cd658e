import { drawByShare } from '../pipeline/draws.ts';
import type { Random } from '../pipeline/mulberry32.ts';

/** What can be said of an account and the pipeline that spends from it. Times are hours, shares 0 to 1. */
export interface Traits {
  readonly historyHours: number;
  /** Load at the quietest hour as a share of the busiest; 1 is none. */
  readonly nightShare: number;
  readonly weekendShare: number;
  /** Standard deviation of the slow wander of the load's logarithm. */
  readonly wander: number;
  readonly burstsPerDay: number;
  /** A daily job that spends this many times the usual while it runs, and leaves little for the rest of the day. */
  readonly batchFactor: number;
  readonly outagesPerWeek: number;
  readonly monitorGapsPerWeek: number;
  /** How many times as much everything costs since one moment of the history; 1 is no change. */
  readonly changeFactor: number;
  /** The pipeline stops (0) or starts (1) this many hours before the cut. */
  readonly switched: { readonly to: 0 | 1; readonly hoursAgo: number } | null;
  readonly topUps: 'none' | 'manual' | 'automatic';
  readonly refundShare: number;
  readonly stepMicros: number;
  /** On a thread plan nothing is taken from the balance. */
  readonly threadPlan: boolean;
}

const PLAIN: Traits = {
  historyHours: 168,
  nightShare: 1,
  weekendShare: 1,
  wander: 0.1,
  burstsPerDay: 0,
  batchFactor: 1,
  outagesPerWeek: 0,
  monitorGapsPerWeek: 0,
  changeFactor: 1,
  switched: null,
  topUps: 'none',
  refundShare: 0,
  stepMicros: 1,
  threadPlan: false,
};

export const between = (random: Random, low: number, high: number) => low + (high - low) * random();
export const logBetween = (random: Random, low: number, high: number) => low * (high / low) ** random();
const chance = (random: Random, share: number) => random() < share;
const night = (random: Random) => between(random, 0.05, 0.5);
const change = (random: Random) => logBetween(random, 1.5, 4) ** (chance(random, 0.5) ? 1 : -1);

/** Traits by family. All but the first have a day and a night half of the time, as accounts do. */
const FAMILIES = {
  steady: () => ({ wander: 0 }),
  dayNight: (random) => ({ nightShare: night(random) }),
  weekend: (random) => ({ nightShare: night(random), weekendShare: between(random, 0.1, 0.5) }),
  bursts: (random) => ({ ...sometimesNight(random), burstsPerDay: between(random, 1, 5) }),
  batchJobs: (random) => ({ batchFactor: between(random, 5, 30) }),
  manualTopUps: (random) => ({ ...sometimesNight(random), topUps: 'manual' as const }),
  automaticTopUps: (random) => ({ ...sometimesNight(random), topUps: 'automatic' as const }),
  outages: (random) => ({ ...sometimesNight(random), outagesPerWeek: between(random, 2, 6) }),
  monitorGaps: (random) => ({
    ...sometimesNight(random),
    monitorGapsPerWeek: between(random, 3, 12),
    topUps: 'automatic' as const,
  }),
  planChange: (random) => ({ ...sometimesNight(random), changeFactor: change(random) }),
  justStarted: (random) => ({ switched: { to: 1 as const, hoursAgo: logBetween(random, 0.7, 6) } }),
  justStopped: (random) => ({
    ...sometimesNight(random),
    switched: { to: 0 as const, hoursAgo: logBetween(random, 0.7, 6) },
  }),
  refunds: (random) => ({ ...sometimesNight(random), refundShare: between(random, 0.03, 0.15) }),
  cents: (random) => ({ ...sometimesNight(random), stepMicros: 10_000 }),
  threadPlan: () => ({ threadPlan: true }),
  newAccount: (random) => ({ ...sometimesNight(random), historyHours: between(random, 2.5, 6) }),
  mixed: drawMixed,
} satisfies Record<string, (random: Random) => Partial<Traits>>;

export type BalanceFamily = keyof typeof FAMILIES;
export const BALANCE_FAMILIES = Object.keys(FAMILIES) as readonly BalanceFamily[];

export function drawTraits(family: BalanceFamily, random: Random): Traits {
  const historyHours = chance(random, 0.7) ? PLAIN.historyHours : between(random, 12, 168);
  return { ...PLAIN, historyHours, ...FAMILIES[family](random) };
}

function sometimesNight(random: Random): Partial<Traits> {
  return { nightShare: chance(random, 0.5) ? night(random) : 1 };
}

/** A bit of everything, each as often as it might be met. */
function drawMixed(random: Random): Partial<Traits> {
  const { topUps } = drawByShare<{ readonly share: number; readonly topUps: Traits['topUps'] }>(random, [
    { share: 0.4, topUps: 'manual' },
    { share: 0.4, topUps: 'automatic' },
    { share: 0.2, topUps: 'none' },
  ]);
  return {
    historyHours: chance(random, 0.6) ? 168 : logBetween(random, 2.5, 168),
    nightShare: chance(random, 0.7) ? night(random) : 1,
    weekendShare: chance(random, 0.4) ? between(random, 0.2, 0.8) : 1,
    wander: between(random, 0.05, 0.3),
    burstsPerDay: chance(random, 0.3) ? between(random, 0.5, 3) : 0,
    batchFactor: chance(random, 0.15) ? between(random, 3, 15) : 1,
    outagesPerWeek: chance(random, 0.4) ? between(random, 1, 4) : 0,
    monitorGapsPerWeek: chance(random, 0.4) ? between(random, 1, 6) : 0,
    changeFactor: chance(random, 0.2) ? change(random) : 1,
    topUps,
    refundShare: chance(random, 0.5) ? between(random, 0.01, 0.08) : 0,
    stepMicros: chance(random, 0.5) ? 10_000 : 1,
  };
}
