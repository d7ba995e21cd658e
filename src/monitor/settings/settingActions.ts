import { MonitorError } from '../errors.ts';
import type { GuildChoices } from '../ports/guildStore.ts';
import { findGuild } from '../reports/reports.ts';
import { timeZoneCalled, whyNoTimeZone } from '../text/timeZones.ts';
import type { Actor, Limits } from '../types.ts';
import type { Change } from './audit.ts';
import { createChangeLog, ofPipeline } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';
import type { GuildDefaults } from './guildDefaults.ts';
import { isLimitName, LIMITS, LIMITS_OF_PROBLEM, type LimitName, type LimitOverrides } from './limits.ts';
import { conflictOf, fittingOverrides } from './ownLimits.ts';
import { routedTo } from './routes.ts';
import { settingChanges } from './settingChanges.ts';

/** What a guild chooses for itself, as a whole or for one of its pipelines. */
export interface SettingActions {
  /**
   * Chooses where a guild's messages go, whom they mention and when its day is summed up; for one pipeline only where and whom.
   * @throws MonitorError `badTimeZone`.
   */
  setUp(guildId: string, choices: GuildChoices, by: Actor, pipeline?: string | null): Promise<void>;
  /** Sets a limit for one guild, or for one of its pipelines, in the units of `LIMITS`; null takes it back. @throws MonitorError `unknownLimit`, `limitOutOfRange` or `limitsConflict`. */
  setLimit(guildId: string, name: string, value: number | null, by: Actor, pipeline?: string | null): Promise<void>;
}

export function createSettingActions(ports: Omit<ChangePorts, 'accounts'>): SettingActions {
  const { store, clock, guildDefaults, onChange, onDeliveries } = ports;
  const { changeOf, logged } = createChangeLog(ports);

  /** What holds for a pipeline where the guild has chosen nothing for it alone. */
  async function limitsUnder(guildId: string, pipeline: string): Promise<Limits> {
    const base = guildDefaults.pipelinesOf?.(guildId).find(({ name }) => name === pipeline)?.limits;
    const own = (await store.guilds.get(guildId))?.limits ?? {};
    return fittingOverrides(base ?? guildDefaults.limits, own).limits;
  }

  return {
    async setUp(guildId, given, by, pipeline = null) {
      const choices = { ...given, ...namedZone(given) };
      const all = await findGuild(guildId, clock.now(), ports);
      const guild = pipeline === null ? all : routedTo(all, pipeline);
      const changes = settingChanges(guild, choices, all).map(([subject, before, after]) =>
        changeOf('setup', ofPipeline(subject, pipeline), by, before, after),
      );
      await store.guilds.choose(guildId, choices, changes, pipeline);
      logged(guildId, changes);
      // Quiet hours begin and end at other moments now.
      if (choices.timeZone !== undefined) await store.deliveries.releaseMuted(guildId, clock.now());
      onChange();
      // What had nowhere to go may have a place now.
      if (choices.channelId !== undefined || choices.timeZone !== undefined) onDeliveries();
    },

    async setLimit(guildId, name, value, by, pipeline = null) {
      if (!isLimitName(name)) throw new MonitorError('unknownLimit', { name });
      const action = name === 'cooldown' ? 'cooldown' : 'threshold';
      const changes: Change[] = [];
      const limits = pipeline === null ? guildDefaults.limits : await limitsUnder(guildId, pipeline);
      const changeFrom = (own: LimitOverrides) => {
        checkLimit(name, value, own, { limits });
        if ((own[name] ?? null) === value) return null;
        const standard = `default ${LIMITS[name].read(limits)}`;
        const change = changeOf(
          action,
          ofPipeline(name, pipeline),
          by,
          textOf(own[name]) ?? standard,
          textOf(value) ?? standard,
        );
        changes.push(change);
        return change;
      };
      await store.guilds.setLimit(guildId, name, value, changeFrom, pipeline);
      logged(guildId, changes);
      onChange();
    },
  };
}

/** @throws MonitorError where the limit is wrong by itself or together with the others. */
function checkLimit(
  name: LimitName,
  value: number | null,
  overrides: LimitOverrides,
  { limits: defaults }: Pick<GuildDefaults, 'limits'>,
): void {
  const { min, max } = LIMITS[name];
  const { limits } = fittingOverrides(defaults, overrides);
  const now = LIMITS[name].read(limits);
  if (value !== null && !(value >= min && value <= max)) {
    throw new MonitorError('limitOutOfRange', { name, now, min, max });
  }
  const problem = conflictOf(defaults, overrides, name, value);
  if (problem === null) return;
  const other = LIMITS_OF_PROBLEM[problem].find((each) => each !== name) ?? null;
  const held = other === null ? null : { name: other, now: LIMITS[other].read(limits) };
  throw new MonitorError('limitsConflict', { problem, name, now, other: held });
}

/** The time zone as it is written, however it was typed. @throws MonitorError where there is none of that name. */
function namedZone({ timeZone }: GuildChoices): Pick<GuildChoices, 'timeZone'> {
  if (timeZone === undefined) return {};
  const named = timeZoneCalled(timeZone);
  if (named === null) throw new MonitorError('badTimeZone', { text: timeZone, ...whyNoTimeZone(timeZone) });
  return { timeZone: named };
}

function textOf(value: number | null | undefined): string | null {
  return value == null ? null : String(value);
}
