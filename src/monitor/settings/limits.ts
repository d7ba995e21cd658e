import { HOUR } from '../time.ts';
import { type Limits, MICROS_PER_USD } from '../types.ts';

/** A `switch` is 1 for on and 0 for off. */
export type LimitUnit = 'usd' | 'percent' | 'count' | 'factor' | 'seconds' | 'hours' | 'switch';

interface LimitSpec {
  readonly unit: LimitUnit;
  readonly min: number;
  readonly max: number;
  readonly read: (limits: Limits) => number;
  readonly write: (limits: Limits, value: number) => Limits;
}

/** How many of our own units one unit of people is. */
export const SCALE: Readonly<Record<LimitUnit, number>> = {
  usd: MICROS_PER_USD,
  percent: 0.01,
  factor: 1,
  switch: 1,
  count: 1,
  seconds: 1_000,
  hours: HOUR,
};

function spec<K extends Exclude<keyof Limits, 'cooldownMs' | 'reminderMaxMs'>>(
  kind: K,
  field: keyof Limits[K],
  unit: LimitUnit,
  min: number,
  max: number,
): LimitSpec {
  return {
    unit,
    min,
    max,
    read: (limits) => unscaled(Number(limits[kind][field]), unit),
    write: (limits, value) => ({
      ...limits,
      [kind]: { ...limits[kind], [field]: unit === 'switch' ? value === 1 : scaled(value, unit) },
    }),
  };
}

/** Whole numbers of micro-dollars and milliseconds. A percentage is divided, as settings are: 35 × 0.01 is not 0.35. */
function scaled(value: number, unit: LimitUnit): number {
  if (unit === 'percent') return value / 100;
  return unit === 'factor' ? value : Math.round(value * SCALE[unit]);
}

/** Without the digits that only come from dividing. */
function unscaled(value: number, unit: LimitUnit): number {
  return Number((value / SCALE[unit]).toPrecision(12));
}

/** Every limit that a guild may set for itself, in the units that people use. */
export const LIMITS = {
  'balance.alerts': spec('balance', 'enabled', 'switch', 0, 1),
  'balance.warning': spec('balance', 'thresholdMicros', 'usd', 0, 1_000_000),
  'balance.critical': spec('balance', 'criticalMicros', 'usd', 0, 1_000_000),
  'balance.clear': spec('balance', 'clearAbove', 'percent', 0, 100),
  'errors.window': spec('errors', 'windowMs', 'seconds', 30, 7_200),
  'errors.widest': spec('errors', 'widestMs', 'seconds', 30, 7_200),
  'errors.minResults': spec('errors', 'minResults', 'count', 0, 1_000_000),
  'errors.inRow': spec('errors', 'inRow', 'count', 0, 1_000),
  'errors.rate': spec('errors', 'rate', 'percent', 0, 100),
  'errors.clearRate': spec('errors', 'clearRate', 'percent', 0, 100),
  'errors.clearHold': spec('errors', 'clearHoldMs', 'seconds', 0, 3_600),
  'queue.depth': spec('queue', 'depth', 'count', 1, 1_000_000_000),
  'queue.hold': spec('queue', 'holdMs', 'seconds', 0, 3_600),
  'queue.criticalFactor': spec('queue', 'criticalFactor', 'factor', 1, 1_000),
  'queue.clearShare': spec('queue', 'clearShare', 'percent', 0, 100),
  'silence.quiet': spec('silence', 'quietMs', 'seconds', 1, 7_000),
  'silence.minResults': spec('silence', 'minResults', 'count', 1, 1_000_000),
  'provider.accountFailures': spec('provider', 'accountFailures', 'count', 1, 10),
  'provider.outageFailures': spec('provider', 'outageFailures', 'count', 1, 100),
  'provider.noBalance': spec('provider', 'noBalanceMs', 'seconds', 60, 86_400),
  'latency.window': spec('latency', 'windowMs', 'seconds', 30, 7_200),
  'latency.p95': spec('latency', 'p95Ms', 'seconds', 0.1, 3_600),
  'latency.clearP95': spec('latency', 'clearP95Ms', 'seconds', 0.1, 3_600),
  'latency.minSolved': spec('latency', 'minSolved', 'count', 1, 1_000_000),
  'threads.busyShare': spec('threads', 'busyShare', 'percent', 1, 100),
  'threads.hold': spec('threads', 'holdMs', 'seconds', 0, 3_600),
  'threads.refusedShare': spec('threads', 'refusedShare', 'percent', 0, 100),
  'threads.minResults': spec('threads', 'minResults', 'count', 0, 1_000_000),
  'threads.clearHold': spec('threads', 'clearHoldMs', 'seconds', 0, 3_600),
  'runway.alerts': spec('runway', 'enabled', 'switch', 0, 1),
  'runway.warning': spec('runway', 'warningMs', 'hours', 0.1, 720),
  'runway.critical': spec('runway', 'criticalMs', 'hours', 0.1, 720),
  'runway.clear': spec('runway', 'clearMs', 'hours', 0.1, 720),
  cooldown: {
    unit: 'seconds',
    min: 1,
    max: 86_400,
    read: ({ cooldownMs }) => cooldownMs / SCALE.seconds,
    write: (limits, value) => ({ ...limits, cooldownMs: scaled(value, 'seconds') }),
  },
  reminder: {
    unit: 'seconds',
    min: 1,
    max: 86_400,
    read: ({ reminderMaxMs }) => reminderMaxMs / SCALE.seconds,
    write: (limits, value) => ({ ...limits, reminderMaxMs: scaled(value, 'seconds') }),
  },
} as const satisfies Readonly<Record<string, LimitSpec>>;

export type LimitName = keyof typeof LIMITS;
/** What a guild has set, in the units of `LIMITS`; what is absent follows the process-wide default. */
export type LimitOverrides = Readonly<Partial<Record<LimitName, number>>>;

export function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(LIMITS, name);
}

/** The process-wide limits with a guild's own over them; the very same object where it has none. */
export function withOverrides(limits: Limits, overrides: LimitOverrides): Limits {
  let merged = limits;
  for (const [name, value] of Object.entries(overrides)) {
    if (isLimitName(name)) merged = LIMITS[name].write(merged, value);
  }
  return merged;
}

/** Every way in which limits that are fine one by one do not fit together. */
export const LIMIT_PROBLEMS = [
  'balanceOrder',
  'errorsClear',
  'queueClear',
  'latencyClear',
  'runwayOrder',
  'runwayClear',
] as const;
export type LimitProblem = (typeof LIMIT_PROBLEMS)[number];

/** What is wrong with limits taken together; nothing if they fit. */
export function limitProblems({ balance, errors, queue, latency, runway }: Limits): LimitProblem[] {
  const broken: Readonly<Record<LimitProblem, boolean>> = {
    balanceOrder: balance.criticalMicros > balance.thresholdMicros,
    errorsClear: errors.clearRate > errors.rate,
    queueClear: queue.clearShare > 1,
    latencyClear: latency.clearP95Ms > latency.p95Ms,
    runwayOrder: runway.criticalMs > runway.warningMs,
    runwayClear: runway.clearMs < runway.warningMs,
  };
  return LIMIT_PROBLEMS.filter((problem) => broken[problem]);
}

/** The limits that a problem is between. */
export const LIMITS_OF_PROBLEM: Readonly<Record<LimitProblem, readonly LimitName[]>> = {
  balanceOrder: ['balance.critical', 'balance.warning'],
  errorsClear: ['errors.clearRate', 'errors.rate'],
  queueClear: ['queue.clearShare'],
  latencyClear: ['latency.clearP95', 'latency.p95'],
  runwayOrder: ['runway.critical', 'runway.warning'],
  runwayClear: ['runway.clear', 'runway.warning'],
};

/** Each problem as a sentence, for settings; slash commands say it in the reader's language. */
export const LIMIT_PROBLEM_SENTENCES: Readonly<Record<LimitProblem, string>> = {
  balanceOrder: 'The critical balance must not be above the one for a warning.',
  errorsClear:
    'The error rate that counts as recovered must not be above the one that fires: an alert would end while it still fires.',
  queueClear: 'The queue must recover at or below its threshold, so its clear level is at most 100 percent.',
  latencyClear:
    'The latency that counts as recovered must not be above the one that fires: an alert would end while it still fires.',
  runwayOrder: 'The critical runway must not be longer than the one for a warning.',
  runwayClear:
    'The runway that counts as recovered must not be shorter than the one that fires: an alert would end while it still fires.',
};
