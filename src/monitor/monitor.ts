import { parseUntil } from './duration.ts';
import { MonitorError } from './errors.ts';
import { withDefaults } from './guildSettings.ts';
import type { Clock } from './ports.ts';
import type { Recorder } from './record.ts';
import { type BalanceReport, type ReportPorts, reportBalance, reportStatus, type StatusReport } from './reports.ts';
import { periodBounds, type SummaryPeriod, summarize } from './summary.ts';
import type { Actor, Guild, Mention, Mute, MuteScope, Reading, SolveResult, Summary } from './types.ts';

export interface MonitorPorts extends ReportPorts {
  readonly clock: Clock;
  readonly recorder: Recorder;
  /** The one pipeline there always is. */
  readonly pipeline: string;
  /** Called when something changed that an evaluation should look at now. */
  readonly onChange: () => void;
}

export interface QueueReport {
  readonly depth: number;
  readonly activeWorkers: number | null;
}

/** The verbs that every front door calls: slash commands, HTTP, timers. */
export interface Monitor {
  /** Resolves once the results are on disk. @throws MonitorError `notSaved` or `overloaded`; nothing was kept then. */
  record(pipeline: string, results: readonly SolveResult[]): Promise<void>;
  recordQueue(pipeline: string, report: QueueReport): Promise<void>;
  balance(): Promise<BalanceReport>;
  status(guildId: string): Promise<StatusReport>;
  summary(guildId: string, period: SummaryPeriod): Promise<Summary>;
  /** Says nothing about a kind until the time that `length` names. On disk when it resolves. @throws MonitorError `badDuration`. */
  mute(guildId: string, scope: MuteScope, length: string, by: Actor, reason: string | null): Promise<Mute>;
  /** Ends the mutes of a scope early; `all` ends every one. @throws MonitorError `nothingMuted`. */
  unmute(guildId: string, scope: MuteScope, by: Actor): Promise<number>;
  /** Chooses where a guild's messages go and whom a critical one mentions. */
  setUp(guildId: string, channelId: string, mention: Mention | null): Promise<void>;
  guildSeen(guild: { id: string; name: string; webhookId?: string }): Promise<void>;
  guildLeft(guildId: string): Promise<void>;
  guilds(): Promise<readonly Guild[]>;
}

export function createMonitor(ports: MonitorPorts): Monitor {
  const { store, clock, recorder, pipeline, onChange, guildDefaults } = ports;

  async function guilds(): Promise<readonly Guild[]> {
    return (await store.guilds.present()).map((stored) => withDefaults(stored, guildDefaults));
  }

  async function timeZoneOf(guildId: string): Promise<string> {
    return (await guilds()).find(({ id }) => id === guildId)?.timeZone ?? guildDefaults.timeZone;
  }

  return {
    record: (to, results) => recorder.record(to, results),

    async recordQueue(to, { depth, activeWorkers }) {
      const at = clock.now();
      const readings: Reading[] = [{ metric: 'queueDepth', at, value: depth }];
      if (activeWorkers !== null) readings.push({ metric: 'activeWorkers', at, value: activeWorkers });
      await store.readings.add(to, readings);
      onChange();
    },

    balance: () => reportBalance(pipeline, clock.now(), ports),
    status: (guildId) => reportStatus(guildId, pipeline, clock.now(), ports),

    async summary(guildId, period) {
      const timeZone = await timeZoneOf(guildId);
      return summarize(store, pipeline, periodBounds(period, clock.now(), timeZone), timeZone);
    },

    async mute(guildId, scope, length, by, reason) {
      const now = clock.now();
      const until = parseUntil(length, now, await timeZoneOf(guildId));
      return store.mutes.add({ guildId, scope, until, createdAt: now, by, reason });
    },

    async unmute(guildId, scope, by) {
      const ended = await store.mutes.end(guildId, scope, by, clock.now());
      if (ended === 0) {
        const what = scope === 'all' ? 'Nothing is muted.' : `No mute of \`${scope}\` is active.`;
        throw new MonitorError('nothingMuted', `${what} \`/status\` shows the active ones.`);
      }
      onChange();
      return ended;
    },

    async setUp(guildId, channelId, mention) {
      await store.guilds.setChannel(guildId, channelId, mention);
      onChange();
    },

    async guildSeen(guild) {
      await store.guilds.see(guild, clock.now());
      onChange();
    },

    guildLeft: (guildId) => store.guilds.leave(guildId, clock.now()),
    guilds,
  };
}
