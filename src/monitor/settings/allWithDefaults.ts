import type { StoredGuild } from '../ports/guildStore.ts';
import type { Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import { type GivenPipeline, type GuildDefaults, hasBot } from './guildDefaults.ts';
import { withDefaults } from './guildSettings.ts';

/** All that a guild's settings are made of beside its own choices. */
type Basis = readonly unknown[];

interface Made {
  readonly basis: Basis;
  readonly pipelines: readonly GivenPipeline[] | null;
  readonly guild: Guild;
}

/** Of the guilds that the store answers again as the same objects. */
const made = new WeakMap<StoredGuild, Made>();
let lastBasis: Basis = [];

/**
 * The choices of many guilds over the process-wide defaults. All are asked for every second: of those that did not change, and that no
 * time changes, it is the same object as before.
 */
export function allWithDefaults(
  stored: readonly StoredGuild[],
  defaults: GuildDefaults,
  now: Millis,
): readonly Guild[] {
  const basis = basisOf(defaults);
  return stored.map((one) => {
    const pipelines = defaults.pipelinesOf?.(one.id) ?? null;
    const before = made.get(one);
    if (before !== undefined && before.basis === basis && before.pipelines === pipelines) return before.guild;
    const guild = withDefaults(one, defaults, now);
    if (!changesWithTime(one)) made.set(one, { basis, pipelines, guild });
    return guild;
  });
}

function basisOf(defaults: GuildDefaults): Basis {
  const { timeZone, summaryMinute, thresholds, quietHours, escalation, noise, threads, receivers, webhook } = defaults;
  const own = [timeZone, summaryMinute, thresholds, quietHours, escalation, noise, threads, receivers, webhook];
  const basis = [defaults, hasBot(defaults), ...own];
  if (lastBasis.length === 0 || basis.some((one, n) => one !== lastBasis[n])) lastBasis = basis;
  return lastBasis;
}

/** Who is on call, and whether a place is to be tried again. */
function changesWithTime({ onCall, unusable, routes }: StoredGuild): boolean {
  return onCall !== null || unusable !== null || Object.values(routes).some((route) => route.unusable !== null);
}
