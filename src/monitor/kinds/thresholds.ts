import {
  ALERT_KINDS,
  type AlertKind,
  type KindProblemName,
  type KindThresholdName,
  kindOf,
  type ThresholdSetting,
  type ThresholdsByKind,
} from './index.ts';
import type { Threshold } from './threshold.ts';

/** A threshold with the kind that it decides. */
export interface KindThreshold extends Threshold {
  readonly kind: AlertKind;
  readonly name: KindThresholdName;
  readonly setting: ThresholdSetting;
}

/** Every threshold of every kind. Which names a kind has is known to the registry only, not to `Object.entries`. */
export const KIND_THRESHOLDS: readonly KindThreshold[] = ALERT_KINDS.flatMap((kind) =>
  Object.entries(kindOf(kind).thresholds).map(([name, threshold]) => ({
    ...threshold,
    kind,
    name: `${kind}.${name}` as KindThresholdName,
    setting: threshold.setting as ThresholdSetting,
  })),
);

export interface KindProblem {
  readonly name: KindProblemName;
  readonly between: readonly KindThresholdName[];
  readonly sentence: string;
  isBroken(thresholds: ThresholdsByKind): boolean;
}

/** Every way in which thresholds that are fine one by one do not fit together, named in the same way. */
export const KIND_PROBLEMS: readonly KindProblem[] = ALERT_KINDS.flatMap((kind) =>
  Object.entries(kindOf(kind).problems ?? {}).map(([name, problem]) => ({
    name: name as KindProblemName,
    between: problem.between.map((each) => `${kind}.${each}` as KindThresholdName),
    sentence: problem.sentence,
    isBroken: (thresholds: ThresholdsByKind) => problem.isBroken(thresholds[kind]),
  })),
);
