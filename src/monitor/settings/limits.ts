import type { ThresholdName, ThresholdProblemName } from '../kinds/index.ts';
import type { LimitUnit } from '../kinds/threshold.ts';
import { KIND_PROBLEMS, KIND_THRESHOLDS, type KindThreshold } from '../kinds/thresholds.ts';
import { recordOf } from '../recordOf.ts';
import { HOUR } from '../time.ts';
import { type Limits, MICROS_PER_USD } from '../types.ts';

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

function spec({ kind, field, unit, min, max }: KindThreshold): LimitSpec {
  return {
    unit,
    min,
    max,
    read: (limits) => unscaled(Number(Reflect.get(limits[kind], field)), unit),
    write: (limits, value) => ({ ...limits, [kind]: { ...limits[kind], [field]: fieldValue(value, unit) } }),
  };
}

/** A value in the unit of people as the program holds it. */
export function fieldValue(value: number, unit: LimitUnit): number | boolean {
  return unit === 'switch' ? value === 1 : scaled(value, unit);
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

export type LimitName = ThresholdName | 'cooldown' | 'reminder';

/** Every limit that a guild may set for itself, in the units that people use. */
export const LIMITS: Readonly<Record<LimitName, LimitSpec>> = {
  ...recordOf(KIND_THRESHOLDS.map((threshold) => [threshold.name, spec(threshold)])),
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
};

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

export type LimitProblem = ThresholdProblemName;

/** What is wrong with limits taken together; nothing if they fit. */
export function limitProblems(limits: Limits): LimitProblem[] {
  return KIND_PROBLEMS.filter((problem) => problem.isBroken(limits)).map(({ name }) => name);
}

/** The limits that a problem is between. */
export const LIMITS_OF_PROBLEM = recordOf(
  KIND_PROBLEMS.map(({ name, between }): [LimitProblem, readonly LimitName[]] => [name, between]),
);

/** Each problem as a sentence, for settings; slash commands say it in the reader's language. */
export const LIMIT_PROBLEM_SENTENCES = recordOf(KIND_PROBLEMS.map(({ name, sentence }) => [name, sentence]));
