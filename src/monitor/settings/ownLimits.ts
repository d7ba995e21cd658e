import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Limits } from '../types.ts';
import {
  isLimitName,
  LIMITS,
  LIMITS_OF_PROBLEM,
  type LimitName,
  type LimitOverrides,
  type LimitProblem,
  limitProblems,
  withOverrides,
} from './limits.ts';

/** The limits that hold for a guild, and those of its own that do not hold, because they do not fit. */
export interface OwnLimits {
  readonly limits: Limits;
  readonly dropped: readonly LimitName[];
}

const NONE: readonly LimitName[] = [];

/**
 * The guild's own limits over the process-wide ones. A change of the settings or a new version can leave some of them out of
 * range or in conflict: only these fall back to the process-wide value, all others stay.
 */
export function fittingOverrides(defaults: Limits, own: LimitOverrides): OwnLimits {
  const dropped = new Set(namesOf(own).filter((name) => !isInRange(name, own[name])));
  for (;;) {
    const limits = withOverrides(defaults, without(own, dropped));
    if (limits === defaults) return { limits, dropped: dropped.size === 0 ? NONE : [...dropped] };
    const before = dropped.size;
    for (const problem of limitProblems(limits)) {
      for (const name of LIMITS_OF_PROBLEM[problem]) if (own[name] !== undefined) dropped.add(name);
    }
    if (dropped.size === before) return { limits, dropped: before === 0 ? NONE : [...dropped] };
  }
}

/** Why a guild may not set a limit, or take it back (null): some limit that holds now, or this one, would not hold. */
export function conflictOf(
  defaults: Limits,
  own: LimitOverrides,
  name: LimitName,
  value: number | null,
): LimitProblem | null {
  const { [name]: _before, ...others } = own;
  const changed: LimitOverrides = value === null ? others : { ...others, [name]: value };
  const before = fittingOverrides(defaults, own).dropped;
  const lost = fittingOverrides(defaults, changed).dropped.filter((each) => each === name || !before.includes(each));
  const problems = limitProblems(withOverrides(defaults, changed));
  return problems.find((problem) => LIMITS_OF_PROBLEM[problem].some((each) => lost.includes(each))) ?? null;
}

/** Says for each guild, once at the start, which of its own limits do not hold. */
export async function warnOfDropped(
  guilds: Pick<Store['guilds'], 'present'>,
  defaults: Limits,
  log: Log,
): Promise<void> {
  for (const { id, limits } of await guilds.present()) {
    const { dropped } = fittingOverrides(defaults, limits);
    if (dropped.length > 0)
      log.warn({ guildId: id, thresholds: dropped }, 'own thresholds do not fit and are not used');
  }
}

function namesOf(own: LimitOverrides): LimitName[] {
  return Object.keys(own).filter(isLimitName);
}

function isInRange(name: LimitName, value: number | undefined): boolean {
  const { min, max, unit } = LIMITS[name];
  return value !== undefined && value >= min && value <= max && (unit !== 'switch' || Number.isInteger(value));
}

function without(own: LimitOverrides, dropped: ReadonlySet<LimitName>): LimitOverrides {
  return dropped.size === 0
    ? own
    : Object.fromEntries(Object.entries(own).filter(([name]) => !isLimitName(name) || !dropped.has(name)));
}
