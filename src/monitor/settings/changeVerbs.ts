import type { Account } from '../accounts/account.ts';
import { muteOf } from '../alerts/mutes.ts';
import { MonitorError } from '../errors.ts';
import { kindOf } from '../kinds/index.ts';
import type { GuildChoices } from '../ports/guildStore.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import type { Log } from '../ports/log.ts';
import { findGuild, type ReportPorts } from '../reports/reports.ts';
import { SOMEONE } from '../someone.ts';
import { parseUntil } from '../text/duration.ts';
import { timeZoneCalled, whyNoTimeZone } from '../text/timeZones.ts';
import type { Clock, Millis } from '../time.ts';
import type { Actor, Limits, Mute, MutedWhat, MuteScope } from '../types.ts';
import type { AuditAction, Change } from './audit.ts';
import type { GuildDefaults } from './guildSettings.ts';
import { isLimitName, LIMITS, LIMITS_OF_PROBLEM, type LimitName, type LimitOverrides } from './limits.ts';
import { conflictOf, fittingOverrides } from './ownLimits.ts';
import { routedTo } from './routes.ts';
import { settingChanges } from './settingChanges.ts';

export interface ChangePorts extends Pick<ReportPorts, 'store' | 'guildDefaults'> {
  readonly accounts: readonly { readonly account: Account }[];
  readonly clock: Clock;
  readonly log: Log;
  /** Called when something changed that an evaluation should look at now. */
  readonly onChange: () => void;
  /** Called when something may be delivered now. */
  readonly onDeliveries: () => void;
}

/** What people change. Everything is on disk when it resolves, together with a line that says who did it. */
export interface ChangeVerbs {
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
  /**
   * Chooses where a guild's messages go, whom they mention and when its day is summed up; for one pipeline only where and whom.
   * @throws MonitorError `badTimeZone`.
   */
  setUp(guildId: string, choices: GuildChoices, by: Actor, pipeline?: string | null): Promise<void>;
  /** Sets a limit for one guild, or for one of its pipelines, in the units of `LIMITS`; null takes it back. @throws MonitorError `unknownLimit`, `limitOutOfRange` or `limitsConflict`. */
  setLimit(guildId: string, name: string, value: number | null, by: Actor, pipeline?: string | null): Promise<void>;
}

export function createChangeVerbs(ports: ChangePorts): ChangeVerbs {
  const { store, clock, log, guildDefaults, onChange, onDeliveries } = ports;
  const several = ports.accounts.flatMap(({ account }) => account.pipelines).length > 1;

  const changeOf = (action: AuditAction, subject: string, by: Actor, before: string | null, after: string | null) =>
    ({ at: clock.now(), by, action, subject, before, after }) satisfies Change;
  /** The same line goes to the log once it is on disk. */
  const told = (guildId: string, changes: readonly Change[]) => {
    for (const change of changes) log.info({ guildId, ...change }, 'changed');
  };

  async function openIncident(guildId: string, id: number): Promise<PastIncident> {
    const incident = await store.incidents.get(guildId, id);
    if (incident === null) throw new MonitorError('unknownIncident', {});
    if (incident.endedAt !== null) throw new MonitorError('incidentEnded', {});
    return incident;
  }

  /** What holds for a pipeline where the guild has chosen nothing for it alone. */
  async function limitsUnder(guildId: string, pipeline: string): Promise<Limits> {
    const base = guildDefaults.pipelinesOf?.(guildId).find(({ name }) => name === pipeline)?.limits;
    const own = (await store.guilds.get(guildId))?.limits ?? {};
    return fittingOverrides(base ?? guildDefaults.limits, own).limits;
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

    async setUp(guildId, given, by, pipeline = null) {
      const choices = { ...given, ...namedZone(given) };
      const all = await findGuild(guildId, clock.now(), ports);
      const guild = pipeline === null ? all : routedTo(all, pipeline);
      const changes = settingChanges(guild, choices).map(([subject, before, after]) =>
        changeOf('setup', ofPipeline(subject, pipeline), by, before, after),
      );
      await store.guilds.choose(guildId, choices, changes, pipeline);
      told(guildId, changes);
      onChange();
      // What had nowhere to go may have a place now.
      if (choices.channelId !== undefined) onDeliveries();
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
      told(guildId, changes);
      onChange();
    },
  };
}

/** As the log of changes names it. */
function subjectOf({ scope, pipeline }: MutedWhat): string {
  return ofPipeline(scope, pipeline);
}

function ofPipeline(what: string, pipeline: string | null): string {
  return pipeline === null ? what : `${what} ${pipeline}`;
}

function whyNothingMuted(active: readonly Mute[], scope: MuteScope): MonitorError {
  if (active.length === 0) return new MonitorError('nothingMuted', {});
  if (active.some((mute) => mute.scope === 'all')) return new MonitorError('onlyAllMuted', {});
  return new MonitorError('kindNotMuted', { scope });
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
