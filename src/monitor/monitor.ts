import { parseUntil } from './duration.ts';
import { MonitorError } from './errors.ts';
import { withDefaults } from './guildSettings.ts';
import { isLimitName, LIMITS, type LimitName, type LimitOverrides, limitProblems, withOverrides } from './limits.ts';
import type { Summary } from './message.ts';
import type { Clock, PastIncident } from './ports.ts';
import type { Recorder } from './record.ts';
import {
  type BalanceReport,
  findGuild,
  type ReportPorts,
  reportBalance,
  reportStatus,
  type StatusReport,
} from './reports.ts';
import { periodBounds, type SummaryPeriod, summarize } from './summary.ts';
import type { Actor, Guild, Limits, Mention, Mute, MuteScope, Reading, SolveResult } from './types.ts';

export interface MonitorPorts extends ReportPorts {
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** Called when something changed that an evaluation should look at now. */
  readonly onChange: () => void;
  /** Called when something may be delivered now. */
  readonly onDeliveries: () => void;
}

export interface QueueReport {
  readonly depth: number;
  readonly activeWorkers: number | null;
}

/** The verbs that every front door calls: slash commands, HTTP, timers. */
export interface Monitor {
  /** Resolves once the results are on disk. Rejects with MonitorError `notSaved` or `overloaded`; nothing was kept then. */
  record(pipeline: string, results: readonly SolveResult[]): Promise<void>;
  recordQueue(pipeline: string, report: QueueReport): Promise<void>;
  balance(guildId: string): Promise<BalanceReport>;
  status(guildId: string): Promise<StatusReport>;
  summary(guildId: string, period: SummaryPeriod): Promise<Summary>;
  incidents(guildId: string, limit: number): Promise<readonly PastIncident[]>;
  /** Says nothing about a kind until the time that `length` names. On disk when it resolves. @throws MonitorError `badDuration`. */
  mute(guildId: string, scope: MuteScope, length: string, by: Actor, reason: string | null): Promise<Mute>;
  /** Ends the mutes of a scope early; `all` ends every one. @throws MonitorError `nothingMuted`. */
  unmute(guildId: string, scope: MuteScope, by: Actor): Promise<number>;
  /** Says who is on an incident: no repeats until it gets worse or recovers. @throws MonitorError `alreadyAcknowledged` or `incidentEnded`. */
  acknowledge(guildId: string, incidentId: number, by: Actor): Promise<void>;
  /** Chooses where a guild's messages go and whom a critical one mentions. */
  setUp(guildId: string, channelId: string, mention: Mention | null): Promise<void>;
  /** Sets a limit for one guild, in the units of `LIMITS`; null takes it back. @throws MonitorError `badLimit` in words. */
  setLimit(guildId: string, name: string, value: number | null): Promise<void>;
  guildSeen(guild: { id: string; name: string; webhookId?: string }): Promise<void>;
  guildLeft(guildId: string): Promise<void>;
  guilds(): Promise<readonly Guild[]>;
}

export function createMonitor(ports: MonitorPorts): Monitor {
  const { store, clock, recorder, pipeline, onChange, onDeliveries, guildDefaults } = ports;
  const guild = (guildId: string) => findGuild(guildId, clock.now(), ports);

  return {
    record: (to, results) => recorder.record(to, results),

    async recordQueue(to, { depth, activeWorkers }) {
      const at = clock.now();
      const readings: Reading[] = [{ metric: 'queueDepth', at, value: depth }];
      if (activeWorkers !== null) readings.push({ metric: 'activeWorkers', at, value: activeWorkers });
      await store.readings.add(to, readings);
      onChange();
    },

    balance: async (guildId) => reportBalance(await guild(guildId), clock.now(), ports),
    status: async (guildId) => reportStatus(await guild(guildId), clock.now(), ports),
    incidents: (guildId, limit) => store.incidents.recent(guildId, limit),

    async summary(guildId, period) {
      const { timeZone } = await guild(guildId);
      return summarize(store, pipeline, periodBounds(period, clock.now(), timeZone), timeZone);
    },

    async mute(guildId, scope, length, by, reason) {
      const now = clock.now();
      const until = parseUntil(length, now, (await guild(guildId)).timeZone);
      return store.mutes.add({ guildId, scope, until, createdAt: now, by, reason });
    },

    async unmute(guildId, scope, by) {
      const now = clock.now();
      const ended = await store.mutes.end(guildId, scope, by, now);
      if (ended === 0) throw new MonitorError('nothingMuted', await whyNothingMuted(guildId, scope));
      await store.deliveries.releaseMuted(guildId, now);
      onChange();
      onDeliveries();
      return ended;
    },

    async acknowledge(guildId, incidentId, by) {
      const outcome = await store.incidents.acknowledge(guildId, incidentId, by, clock.now());
      if (outcome === 'taken')
        throw new MonitorError('alreadyAcknowledged', 'Somebody is on it already: the first message says who.');
      if (outcome === 'ended') throw new MonitorError('incidentEnded', 'This is over already.');
      onDeliveries();
    },

    async setUp(guildId, channelId, mention) {
      await store.guilds.setChannel(guildId, channelId, mention);
      onChange();
    },

    async setLimit(guildId, name, value) {
      if (!isLimitName(name))
        throw new MonitorError('badLimit', `\`${name}\` is not a limit. There are: ${Object.keys(LIMITS).join(', ')}.`);
      const stored = await store.guilds.get(guildId);
      const problem = limitProblem(name, value, stored?.limits ?? {}, guildDefaults.limits);
      if (problem !== null) throw new MonitorError('badLimit', problem);
      await store.guilds.setLimit(guildId, name, value);
      onChange();
    },

    async guildSeen(seen) {
      await store.guilds.see(seen, clock.now());
      onChange();
    },

    guildLeft: (guildId) => store.guilds.leave(guildId, clock.now()),

    async guilds() {
      const now = clock.now();
      return (await store.guilds.present()).map((stored) => withDefaults(stored, guildDefaults, now));
    },
  };

  async function whyNothingMuted(guildId: string, scope: MuteScope): Promise<string> {
    const active = (await store.mutes.activeAt(clock.now())).filter((mute) => mute.guildId === guildId);
    if (active.length === 0) return 'Nothing is muted.';
    if (active.some((mute) => mute.scope === 'all'))
      return 'Everything is muted at once: `/unmute` without a kind ends that.';
    return `No mute of \`${scope}\` is active. \`/status\` shows the active ones.`;
  }
}

/** What is wrong with a limit by itself or with the others, as a sentence; null if it fits. */
function limitProblem(
  name: LimitName,
  value: number | null,
  overrides: LimitOverrides,
  defaults: Limits,
): string | null {
  const { min, max, unit } = LIMITS[name];
  if (value !== null && !(value >= min && value <= max)) return `\`${name}\` must be from ${min} to ${max} ${unit}.`;
  const { [name]: _before, ...others } = overrides;
  return limitProblems(withOverrides(defaults, value === null ? others : { ...others, [name]: value }))[0] ?? null;
}
