import { countedFromNow, type OnCallRota } from '../alerts/onCall.ts';
import { releaseHeld } from '../delivery/releaseHeld.ts';
import { MonitorError } from '../errors.ts';
import type { GuildChoices } from '../ports/guildStore.ts';
import { findGuild } from '../reports/reports.ts';
import { timeZoneCalled, whyNoTimeZone } from '../text/timeZones.ts';
import type { Actor, Thresholds } from '../types.ts';
import type { Change } from './audit.ts';
import { createChangeLog, ofPipeline } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';
import type { GuildDefaults } from './guildDefaults.ts';
import { zoneOf } from './guildSettings.ts';
import { conflictOf, fittingOverrides } from './ownThresholds.ts';
import { routedTo } from './routes.ts';
import { settingChanges } from './settingChanges.ts';
import {
  isThresholdName,
  THRESHOLDS,
  THRESHOLDS_OF_PROBLEM,
  type ThresholdName,
  type ThresholdOverrides,
} from './thresholds.ts';

/** What a guild chooses for itself, as a whole or for one of its pipelines. */
export interface SettingActions {
  /**
   * Chooses where a guild's messages go, whom they mention and when its day is summed up; for one pipeline only where and whom.
   * @throws MonitorError `badTimeZone`.
   */
  setUp(guildId: string, choices: GuildChoices, by: Actor, pipeline?: string | null): Promise<void>;
  /** Sets a threshold for one guild, or for one of its pipelines, in the units of `THRESHOLDS`; null takes it back. @throws MonitorError `unknownThreshold`, `thresholdOutOfRange` or `thresholdsConflict`. */
  setThreshold(guildId: string, name: string, value: number | null, by: Actor, pipeline?: string | null): Promise<void>;
}

export function createSettingActions(ports: Omit<ChangePorts, 'accounts'>): SettingActions {
  const { store, clock, guildDefaults, onChange, onDeliveries } = ports;
  const { changeOf, logged } = createChangeLog(ports);

  /** What holds for a pipeline where the guild has chosen nothing for it alone. */
  async function thresholdsUnder(guildId: string, pipeline: string): Promise<Thresholds> {
    const base = guildDefaults.pipelinesOf?.(guildId).find(({ name }) => name === pipeline)?.thresholds;
    const own = (await store.guilds.get(guildId))?.thresholds ?? {};
    return fittingOverrides(base ?? guildDefaults.thresholds, own).thresholds;
  }

  return {
    async setUp(guildId, picked, by, pipeline = null) {
      const choices = { ...picked, ...namedZone(picked) };
      const now = clock.now();
      const all = await findGuild(guildId, now, ports);
      const guild = pipeline === null ? all : routedTo(all, pipeline);
      const changes = settingChanges(guild, choices, all).map(([subject, before, after]) =>
        changeOf('setup', ofPipeline(subject, pipeline), by, before, after),
      );
      // Handovers are at other moments now, and nobody's turn may end by that.
      const rotaFrom = (rota: OnCallRota, own: string | null) =>
        own === choices.timeZone ? rota : countedFromNow(rota, zoneOf(own, guildDefaults), now);
      await store.guilds.choose(guildId, choices, changes, pipeline, rotaFrom);
      logged(guildId, changes);
      // Quiet hours begin and end at other moments now.
      if (choices.timeZone !== undefined) await releaseHeld(store, guildId, now);
      onChange();
      // What had nowhere to go may have a place now.
      if (choices.channelId !== undefined || choices.timeZone !== undefined) onDeliveries();
    },

    async setThreshold(guildId, name, value, by, pipeline = null) {
      if (!isThresholdName(name)) throw new MonitorError('unknownThreshold', { name });
      const action = name === 'cooldown' ? 'cooldown' : 'threshold';
      const changes: Change[] = [];
      const thresholds = pipeline === null ? guildDefaults.thresholds : await thresholdsUnder(guildId, pipeline);
      const changeFrom = (own: ThresholdOverrides) => {
        checkThreshold(name, value, own, { thresholds });
        if ((own[name] ?? null) === value) return null;
        const standard = `default ${THRESHOLDS[name].read(thresholds)}`;
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
      await store.guilds.setThreshold(guildId, name, value, changeFrom, pipeline);
      logged(guildId, changes);
      onChange();
    },
  };
}

/** @throws MonitorError where the threshold is wrong by itself or together with the others. */
function checkThreshold(
  name: ThresholdName,
  value: number | null,
  overrides: ThresholdOverrides,
  { thresholds: defaults }: Pick<GuildDefaults, 'thresholds'>,
): void {
  const { min, max } = THRESHOLDS[name];
  const { thresholds } = fittingOverrides(defaults, overrides);
  const now = THRESHOLDS[name].read(thresholds);
  if (value !== null && !(value >= min && value <= max)) {
    throw new MonitorError('thresholdOutOfRange', { name, now, min, max });
  }
  const problem = conflictOf(defaults, overrides, name, value);
  if (problem === null) return;
  const other = THRESHOLDS_OF_PROBLEM[problem].find((each) => each !== name) ?? null;
  const held = other === null ? null : { name: other, now: THRESHOLDS[other].read(thresholds) };
  throw new MonitorError('thresholdsConflict', { problem, name, now, other: held });
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
