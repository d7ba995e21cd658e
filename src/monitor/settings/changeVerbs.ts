import { seenPipelines } from '../accounts/seenAccounts.ts';
import { muteOf } from '../alerts/mutes.ts';
import { MonitorError } from '../errors.ts';
import { kindOf } from '../kinds/index.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import { findGuild } from '../reports/reports.ts';
import { seenOf } from '../reports/seen.ts';
import { SOMEONE } from '../someone.ts';
import { parseUntil } from '../text/duration.ts';
import type { Millis } from '../time.ts';
import type { Actor, Mute, MutedWhat, MuteScope } from '../types.ts';
import { createChangeLog, ofPipeline } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';
import { createSettingVerbs, type SettingVerbs } from './settingVerbs.ts';

/** What people change. Everything is on disk when it resolves, together with a line that says who did it. */
export interface ChangeVerbs extends SettingVerbs {
  /**
   * Says nothing about a kind until the time that `length` names. Answers the mute that holds then: an earlier one may last longer.
   * @throws MonitorError `badDuration` or `durationTooLong`.
   */
  mute(guildId: string, what: MutedWhat, length: string, by: Actor, reason: string | null): Promise<Mute>;
  /** Mutes the kind of an incident for so long, and names on its first message who did. @throws MonitorError `incidentEnded`. */
  muteIncident(guildId: string, incidentId: number, ms: Millis, by: Actor): Promise<Mute>;
  /** Ends the mutes of a scope early; `all` ends every one; of one pipeline only its own. @throws MonitorError `nothingMuted`, `kindNotMuted` or `onlyAllMuted`. */
  unmute(guildId: string, what: MutedWhat, by: Actor): Promise<number>;
  /** Says who is on an incident: no repeats until it gets worse or recovers. @throws MonitorError `alreadyAcknowledged` or `incidentEnded`. */
  acknowledge(guildId: string, incidentId: number, by: Actor): Promise<void>;
}

export function createChangeVerbs(ports: ChangePorts): ChangeVerbs {
  const { store, clock, guildDefaults, onChange, onDeliveries } = ports;
  const accounts = ports.accounts.map(({ account }) => account);
  const several = accounts.flatMap(({ pipelines }) => pipelines).length > 1;

  const { changeOf, told } = createChangeLog(ports);

  async function openIncident(guildId: string, id: number): Promise<PastIncident> {
    const incident = await store.incidents.get(guildId, id);
    const seen = incident === null ? [] : seenOf(incident, seenPipelines(guildId, guildDefaults, accounts), accounts);
    if (incident === null || seen.length === 0) throw new MonitorError('unknownIncident', {});
    if (incident.endedAt !== null) throw new MonitorError('incidentEnded', {});
    return incident;
  }

  async function addMute(guildId: string, what: MutedWhat, until: Millis, by: Actor, reason: string | null) {
    const createdAt = clock.now();
    const { scope, pipeline } = what;
    const change = changeOf('mute', subjectOf(what), by, null, new Date(until).toISOString());
    const mute = await store.mutes.add({ guildId, ...what, until, createdAt, by, reason }, change);
    told(guildId, [change]);
    return muteOf(await store.mutes.activeAt(createdAt), guildId, scope, createdAt, pipeline) ?? mute;
  }

  return {
    ...createSettingVerbs(ports),

    async mute(guildId, what, length, by, reason) {
      const now = clock.now();
      const { timeZone } = await findGuild(guildId, now, ports);
      return addMute(guildId, what, parseUntil(length, now, timeZone), by, reason);
    },

    async muteIncident(guildId, incidentId, ms, by) {
      const { kind, pipeline } = await openIncident(guildId, incidentId);
      const what = { scope: kind, pipeline: several && kindOf(kind).scope === 'pipeline' ? pipeline : null };
      const mute = await addMute(guildId, what, clock.now() + ms, by, null);
      await store.incidents.mutedBy(guildId, incidentId, mute, clock.now());
      onDeliveries();
      return mute;
    },

    async unmute(guildId, what, by) {
      const { scope, pipeline } = what;
      const now = clock.now();
      const active = (await store.mutes.activeAt(now)).filter((mute) => mute.guildId === guildId);
      const meant = active.filter(
        (mute) => (scope === 'all' || mute.scope === scope) && (pipeline === null || mute.pipeline === pipeline),
      );
      const before = meant.map(({ until }) => new Date(until).toISOString()).join(', ');
      const change = changeOf('unmute', subjectOf(what), by, before, null);
      const ended = await store.mutes.end(guildId, what, by, now, change);
      if (ended === 0) throw whyNothingMuted(active, scope);
      told(guildId, [change]);
      await store.deliveries.releaseMuted(guildId, now);
      onChange();
      onDeliveries();
      return ended;
    },

    async acknowledge(guildId, incidentId, by) {
      const { kind } = await openIncident(guildId, incidentId);
      const change = changeOf('acknowledge', kind, by, null, by.name);
      const outcome = await store.incidents.acknowledge(guildId, incidentId, by, clock.now(), change);
      if (outcome === 'ended') throw new MonitorError('incidentEnded', {});
      if (outcome === 'taken') {
        const { acknowledged } = await openIncident(guildId, incidentId);
        throw new MonitorError('alreadyAcknowledged', { by: (acknowledged?.by ?? SOMEONE).userId });
      }
      told(guildId, [change]);
      onDeliveries();
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
