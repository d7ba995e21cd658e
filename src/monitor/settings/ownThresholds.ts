import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Thresholds } from '../types.ts';
import {
  isThresholdName,
  THRESHOLDS,
  THRESHOLDS_OF_PROBLEM,
  type ThresholdName,
  type ThresholdOverrides,
  type ThresholdProblemName,
  thresholdProblems,
  withOverrides,
} from './thresholds.ts';

/** The thresholds that hold for a guild, and those of its own that do not hold, because they do not fit. */
export interface OwnThresholds {
  readonly thresholds: Thresholds;
  readonly dropped: readonly ThresholdName[];
}

const NONE: readonly ThresholdName[] = [];

/**
 * The guild's own thresholds over the process-wide ones. A change of the settings or a new version can leave some of them out of
 * range or in conflict: only these fall back to the process-wide value, all others stay.
 */
export function fittingOverrides(defaults: Thresholds, own: ThresholdOverrides): OwnThresholds {
  const dropped = new Set(namesOf(own).filter((name) => !isInRange(name, own[name])));
  for (;;) {
    const thresholds = withOverrides(defaults, without(own, dropped));
    if (thresholds === defaults) return { thresholds, dropped: dropped.size === 0 ? NONE : [...dropped] };
    const before = dropped.size;
    for (const problem of thresholdProblems(thresholds)) {
      for (const name of THRESHOLDS_OF_PROBLEM[problem]) if (own[name] !== undefined) dropped.add(name);
    }
    if (dropped.size === before) return { thresholds, dropped: before === 0 ? NONE : [...dropped] };
  }
}

/** Why a guild may not set a threshold, or take it back (null): some threshold that holds now, or this one, would not hold. */
export function conflictOf(
  defaults: Thresholds,
  own: ThresholdOverrides,
  name: ThresholdName,
  value: number | null,
): ThresholdProblemName | null {
  const { [name]: _before, ...others } = own;
  const changed: ThresholdOverrides = value === null ? others : { ...others, [name]: value };
  const before = fittingOverrides(defaults, own).dropped;
  const lost = fittingOverrides(defaults, changed).dropped.filter((each) => each === name || !before.includes(each));
  const problems = thresholdProblems(withOverrides(defaults, changed));
  return problems.find((problem) => THRESHOLDS_OF_PROBLEM[problem].some((each) => lost.includes(each))) ?? null;
}

/** Says for each guild, once at the start, which of its own thresholds do not hold. */
export async function warnOfDropped(
  guilds: Pick<Store['guilds'], 'present'>,
  defaults: Thresholds,
  log: Log,
): Promise<void> {
  for (const { id, thresholds } of await guilds.present()) {
    const { dropped } = fittingOverrides(defaults, thresholds);
    if (dropped.length > 0)
      log.warn({ guildId: id, thresholds: dropped }, 'own thresholds do not fit and are not used');
  }
}

function namesOf(own: ThresholdOverrides): ThresholdName[] {
  return Object.keys(own).filter(isThresholdName);
}

function isInRange(name: ThresholdName, value: number | undefined): boolean {
  const { min, max, unit } = THRESHOLDS[name];
  return value !== undefined && value >= min && value <= max && (unit !== 'switch' || Number.isInteger(value));
}

function without(own: ThresholdOverrides, dropped: ReadonlySet<ThresholdName>): ThresholdOverrides {
  return dropped.size === 0
    ? own
    : Object.fromEntries(Object.entries(own).filter(([name]) => !isThresholdName(name) || !dropped.has(name)));
}
