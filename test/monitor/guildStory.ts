import { NOT_POLLED } from '../../src/monitor/accounts/providerHealth.ts';
import { evaluateGuild, type KindOutcome } from '../../src/monitor/alerts/evaluateGuild.ts';
import type { AlertMemory } from '../../src/monitor/alerts/incident.ts';
import type { Message } from '../../src/monitor/alerts/message.ts';
import { NO_TRAIL } from '../../src/monitor/kinds/errorsTrail.ts';
import { createJudge } from '../../src/monitor/kinds/judge.ts';
import type { PipelineReadings } from '../../src/monitor/kinds/pipelineReadings.ts';
import type { Millis } from '../../src/monitor/time.ts';
import type { AlertKind, Guild, Mute, Reading, WindowTotals } from '../../src/monitor/types.ts';
import { ANA } from './fixed.ts';
import { inWords } from './inWords.ts';
import { HOUR, LIMITS, MINUTE, NOW, SECOND } from './limits.ts';

export const GUILD: Guild = {
  id: 'g1',
  name: 'Workers',
  destination: { type: 'channel', channelId: 'c1' },
  unusable: null,
  refuges: [],
  mention: null,
  mentionFrom: 'error',
  pingFailure: null,
  locale: 'en-US',
  timeZone: 'UTC',
  summaryMinute: 540,
  limits: LIMITS,
  joinedAt: NOW - HOUR,
  topUpsToldUntil: NOW - HOUR,
};

type At = (at: Millis) => Partial<PipelineReadings>;

const balance = (value: number, at: Millis): Reading => ({ metric: 'balance', at, value });

const healthy = (at: Millis): PipelineReadings => ({
  at,
  balance: balance(142_000_000, at),
  usedUpAt: null,
  usedUpSince: null,
  aftermath: { solved: 100, failed: 0, byCode: [] },
  topCode: null,
  topUp: null,
  runway: null,
  window: { solved: 100, failed: 0, byCode: [] },
  types: { windowMs: LIMITS.errors.windowMs, totals: [] },
  trail: NO_TRAIL,
  latency: { solved: 50, p50Ms: 20 * SECOND, p95Ms: 30 * SECOND },
  queue: { depths: [{ metric: 'queueDepth', at, value: 0 }], activeWorkers: 4 },
  workers: [{ metric: 'activeWorkers', at, value: 4 }],
  arrivals: { newestAt: at, quietMs: 0, inHourBefore: 0 },
  threads: { busyShares: [], busy: null, total: null },
  provider: { ...NOT_POLLED, polledAt: at },
  steadySince: 0,
  lateMs: null,
});

const failure = { class: 'account', code: 'ERROR_WRONG_USER_KEY', meaning: 'x', advice: 'y' } as const;

const FAILING: WindowTotals = { solved: 50, failed: 50, byCode: [{ code: 'ERROR_X', count: 50 }] };

/** What can be wrong, by itself. */
export const WRONG = {
  errors: () => ({ window: FAILING, aftermath: FAILING }),
  /** The window still holds failures, but of the last minutes there are none. */
  oldErrors: () => ({ window: FAILING }),
  queue: (at) => ({
    queue: { depths: [{ metric: 'queueDepth', at: at - 5 * MINUTE, value: 340 }], activeWorkers: 4 },
  }),
  silence: (at) => ({ arrivals: { newestAt: at - HOUR, quietMs: HOUR, inHourBefore: 100 } }),
  latency: () => ({ latency: { solved: 50, p50Ms: 90 * SECOND, p95Ms: 300 * SECOND } }),
  runway: () => ({
    runway: { burnMicrosPerHour: 1, runwayMs: 2 * HOUR, earliestMs: null, latestMs: null, sure: 'high' },
  }),
  accountRefused: (at) => ({ provider: { ...NOT_POLLED, polledAt: at, failure, failuresInRow: 2, since: at } }),
  outage: (at) => ({
    provider: {
      ...NOT_POLLED,
      polledAt: at,
      failure: { ...failure, class: 'outage', code: 'TIMEOUT' },
      failuresInRow: 3,
      since: at,
    },
  }),
  /** Tasks are refused: the same reading that began it a while ago holds. */
  usedUp: (at) => ({ balance: balance(0, at), usedUpAt: at, usedUpSince: at }),
  almostUsedUp: (at) => ({ balance: balance(1_000_000, at) }),
  full: (at) => ({
    threads: {
      busyShares: [{ metric: 'threadsBusy', at: at - 6 * MINUTE, value: 1_000_000 }],
      busy: 20,
      total: 20,
    },
  }),
} as const satisfies Record<string, At>;

type Wrong = keyof typeof WRONG;
export const CONSEQUENT: readonly Wrong[] = ['errors', 'queue', 'silence', 'latency', 'runway'];

/** One guild over time: each evaluation remembers what it decided, as the store would. */
export function tellStory(of: Partial<Guild> = {}) {
  const guild = { ...GUILD, ...of };
  const memories = new Map<AlertKind, AlertMemory>();
  let now = NOW;
  let mutes: readonly Mute[] = [];

  function outcomes(...wrong: (Wrong | At)[]): readonly KindOutcome[] {
    const parts = wrong.map((what) => (typeof what === 'string' ? WRONG[what] : what)(now));
    const readings = Object.assign(healthy(now), ...parts);
    const found = evaluateGuild({ guild, memories, mutes, readings, judge: createJudge(() => readings) });
    for (const { kind, after } of found) memories.set(kind, after);
    return found;
  }

  return {
    guild,
    memories,
    outcomes,
    now: () => now,
    wait(ms: Millis) {
      now += ms;
    },
    mute(scope: Mute['scope'], forMs: Millis) {
      mutes = [{ id: 1, guildId: guild.id, scope, until: now + forMs, createdAt: now, by: ANA, reason: null }];
    },
    acknowledge(kind: AlertKind) {
      const memory = memories.get(kind);
      if (memory?.incident == null) throw new Error(`nothing to acknowledge: ${kind}`);
      const { severity } = memory.incident;
      memories.set(kind, { ...memory, incident: { ...memory.incident, acknowledged: { by: ANA, at: now, severity } } });
    },
    messages: (...wrong: (Wrong | At)[]): readonly Message[] => outcomes(...wrong).flatMap(({ messages }) => messages),
    /** What people are told while this is wrong. */
    told: (...wrong: (Wrong | At)[]): string[] =>
      outcomes(...wrong)
        .flatMap(({ messages }) => messages)
        .map(inWords),
    reasons: (...wrong: (Wrong | At)[]): Record<string, string> =>
      Object.fromEntries(outcomes(...wrong).map(({ kind, decision }) => [kind, decision.reason])),
  };
}
