import type { KindProblemName, KindThresholdName } from '../kinds/index.ts';
import type { ThresholdUnit } from '../kinds/threshold.ts';
import { KIND_PROBLEMS, KIND_THRESHOLDS, type KindThreshold } from '../kinds/thresholds.ts';
import { recordOf } from '../recordOf.ts';
import { HOUR } from '../time.ts';
import { MICROS_PER_USD, type Thresholds } from '../types.ts';

interface ThresholdSpec {
  readonly unit: ThresholdUnit;
  readonly min: number;
  readonly max: number;
  readonly read: (thresholds: Thresholds) => number;
  readonly write: (thresholds: Thresholds, value: number) => Thresholds;
}

/** How many of our own units one unit of people is. */
export const SCALE: Readonly<Record<ThresholdUnit, number>> = {
  usd: MICROS_PER_USD,
  percent: 0.01,
  factor: 1,
  switch: 1,
  count: 1,
  seconds: 1_000,
  hours: HOUR,
};

function spec({ kind, field, unit, min, max }: KindThreshold): ThresholdSpec {
  return {
    unit,
    min,
    max,
    read: (thresholds) => unscaled(Number(Reflect.get(thresholds[kind], field)), unit),
    write: (thresholds, value) => ({
      ...thresholds,
      [kind]: { ...thresholds[kind], [field]: fieldValue(value, unit) },
    }),
  };
}

/** A value in the unit of people as the program holds it. */
export function fieldValue(value: number, unit: ThresholdUnit): number | boolean {
  return unit === 'switch' ? value === 1 : scaled(value, unit);
}

/** Whole numbers of micro-dollars and milliseconds. A percentage is divided, as settings are: 35 × 0.01 is not 0.35. */
function scaled(value: number, unit: ThresholdUnit): number {
  if (unit === 'percent') return value / 100;
  return unit === 'factor' ? value : Math.round(value * SCALE[unit]);
}

/** Without the digits that only come from dividing. */
function unscaled(value: number, unit: ThresholdUnit): number {
  return Number((value / SCALE[unit]).toPrecision(12));
}

export type ThresholdName = KindThresholdName | 'cooldown' | 'reminder';

/** Every threshold that a guild may set for itself, in the units that people use. */
export const THRESHOLDS: Readonly<Record<ThresholdName, ThresholdSpec>> = {
  ...recordOf(KIND_THRESHOLDS.map((threshold) => [threshold.name, spec(threshold)])),
  cooldown: {
    unit: 'seconds',
    min: 1,
    max: 86_400,
    read: ({ cooldownMs }) => cooldownMs / SCALE.seconds,
    write: (thresholds, value) => ({ ...thresholds, cooldownMs: scaled(value, 'seconds') }),
  },
  reminder: {
    unit: 'seconds',
    min: 1,
    max: 86_400,
    read: ({ reminderMaxMs }) => reminderMaxMs / SCALE.seconds,
    write: (thresholds, value) => ({ ...thresholds, reminderMaxMs: scaled(value, 'seconds') }),
  },
};

/** What a guild has set, in the units of `THRESHOLDS`; what is absent follows the process-wide default. */
export type ThresholdOverrides = Readonly<Partial<Record<ThresholdName, number>>>;

export function isThresholdName(name: string): name is ThresholdName {
  return Object.hasOwn(THRESHOLDS, name);
}

/** The process-wide thresholds with a guild's own over them; the very same object where it has none. */
export function withOverrides(thresholds: Thresholds, overrides: ThresholdOverrides): Thresholds {
  let merged = thresholds;
  for (const [name, value] of Object.entries(overrides)) {
    if (isThresholdName(name)) merged = THRESHOLDS[name].write(merged, value);
  }
  return merged;
}

export type ThresholdProblemName = KindProblemName;

/** What is wrong with thresholds taken together; nothing if they fit. */
export function thresholdProblems(thresholds: Thresholds): ThresholdProblemName[] {
  return KIND_PROBLEMS.filter((problem) => problem.isBroken(thresholds)).map(({ name }) => name);
}

/** The thresholds that a problem is between. */
export const THRESHOLDS_OF_PROBLEM = recordOf(
  KIND_PROBLEMS.map(({ name, between }): [ThresholdProblemName, readonly ThresholdName[]] => [name, between]),
);

/** Each problem as a sentence, for settings; slash commands say it in the reader's language. */
export const THRESHOLD_PROBLEM_SENTENCES = recordOf(KIND_PROBLEMS.map(({ name, sentence }) => [name, sentence]));
