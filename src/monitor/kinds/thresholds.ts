import {
  ALERT_KINDS,
  type AlertKind,
  kindOf,
  type LimitsByKind,
  type ThresholdName,
  type ThresholdProblemName,
  type ThresholdSetting,
} from './index.ts';
import type { Threshold } from './threshold.ts';

/** A threshold with the kind that it decides. */
export interface KindThreshold extends Threshold {
  readonly kind: AlertKind;
  readonly name: ThresholdName;
  readonly setting: ThresholdSetting;
}

/** Every threshold of every kind. Which names a kind has is known to the registry only, not to `Object.entries`. */
export const KIND_THRESHOLDS: readonly KindThreshold[] = ALERT_KINDS.flatMap((kind) =>
  Object.entries(kindOf(kind).thresholds).map(([name, threshold]) => ({
    ...threshold,
    kind,
    name: `${kind}.${name}` as ThresholdName,
    setting: threshold.setting as ThresholdSetting,
  })),
);

export interface KindProblem {
  readonly name: ThresholdProblemName;
  readonly between: readonly ThresholdName[];
  readonly sentence: string;
  isBroken(limits: LimitsByKind): boolean;
}

/** Every way in which thresholds that are fine one by one do not fit together, named in the same way. */
export const KIND_PROBLEMS: readonly KindProblem[] = ALERT_KINDS.flatMap((kind) =>
  Object.entries(kindOf(kind).problems ?? {}).map(([name, problem]) => ({
    name: name as ThresholdProblemName,
    between: problem.between.map((each) => `${kind}.${each}` as ThresholdName),
    sentence: problem.sentence,
    isBroken: (limits: LimitsByKind) => problem.isBroken(limits[kind]),
  })),
);
