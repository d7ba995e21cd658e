/** The unit that people use. A `switch` is 1 for on and 0 for off. */
export type ThresholdUnit = 'usd' | 'percent' | 'count' | 'factor' | 'seconds' | 'hours' | 'switch';

/** A number of a kind that people may set, in the unit that they use: for all guilds, and each guild for itself. */
export interface Threshold<Field extends string = string> {
  /** What the program calls it. */
  readonly field: Field;
  readonly unit: ThresholdUnit;
  readonly min: number;
  readonly max: number;
  /** The setting that has it for all guilds, and what holds where that is not set. */
  readonly setting: string;
  readonly standard: number;
  /** Seconds that need not be whole. */
  readonly hasFractions?: true;
}

/** A way in which thresholds that are fine one by one do not fit together. */
export interface ThresholdProblem<Thresholds, Name> {
  readonly between: readonly Name[];
  isBroken(thresholds: Thresholds): boolean;
  /** For settings; slash commands say it in the reader's language. */
  readonly sentence: string;
}
