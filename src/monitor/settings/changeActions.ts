import { releaseHeld } from '../delivery/releaseHeld.ts';
import { MonitorError } from '../errors.ts';
import { findGuild } from '../reports/reports.ts';
import { parseUntil } from '../text/duration.ts';
import type { Actor, Mute, MutedWhat, MuteScope } from '../types.ts';
import { createAddMute } from './addMute.ts';
import { createChangeLog, ofPipeline } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';
import { createIncidentActions, type IncidentActions } from './incidentActions.ts';
import { createMessageActions, type MessageActions } from './messageActions.ts';
import { createSettingActions, type SettingActions } from './settingActions.ts';

/** What people change. Everything is on disk when it resolves, together with a line that says who did it. */
export interface ChangeActions extends SettingActions, IncidentActions, MessageActions {
  /**
   * Says nothing about a kind until the time that `length` names. Answers the mute that holds then: an earlier one may last longer.
   * @throws MonitorError `badDuration` or `durationTooLong`.
   */
  mute(guildId: string, muted: MutedWhat, length: string, by: Actor, reason: string | null): Promise<Mute>;
  /** Ends the mutes of a scope early; `all` ends every one; of one pipeline only its own. @throws MonitorError `nothingMuted`, `kindNotMuted` or `onlyAllMuted`. */
  unmute(guildId: string, muted: MutedWhat, by: Actor): Promise<number>;
}

export function createChangeActions(ports: ChangePorts): ChangeActions {
  const { store, clock, onChange, onDeliveries } = ports;
  const { changeOf, logged } = createChangeLog(ports);
  const addMute = createAddMute(ports);

  return {
    ...createSettingActions(ports),
    ...createIncidentActions(ports),
    ...createMessageActions(ports),

    async mute(guildId, muted, length, by, reason) {
      const now = clock.now();
      const { timeZone } = await findGuild(guildId, now, ports);
      const until = parseUntil(length, now, timeZone);
      const mute = await addMute(guildId, muted, { createdAt: now, until, by, reason });
      onDeliveries();
      return mute;
    },

    async unmute(guildId, muted, by) {
      const { scope, pipeline } = muted;
      const now = clock.now();
      const active = (await store.mutes.activeAt(now)).filter((mute) => mute.guildId === guildId);
      const meant = active.filter(
        (mute) => (scope === 'all' || mute.scope === scope) && (pipeline === null || mute.pipeline === pipeline),
      );
      const before = meant.map(({ until }) => new Date(until).toISOString()).join(', ');
      const change = changeOf('unmute', subjectOf(muted), by, before, null);
      const ended = await store.mutes.end(guildId, muted, by, now, change);
      if (ended === 0) throw whyNothingMuted(active, scope);
      logged(guildId, [change]);
      await releaseHeld(store, guildId, now);
      onChange();
      onDeliveries();
      return ended;
    },
  };
}

/** As the log of changes names it. */
function subjectOf({ scope, pipeline }: MutedWhat): string {
  return ofPipeline(scope, pipeline);
}

function whyNothingMuted(active: readonly Mute[], scope: MuteScope): MonitorError {
  if (active.length === 0) return new MonitorError('nothingMuted', {});
  if (active.some((mute) => mute.scope === 'all')) return new MonitorError('onlyAllMuted', {});
  return new MonitorError('kindNotMuted', { scope });
}
