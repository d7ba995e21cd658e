import { type Decision, decide } from './decide.ts';
import { type GuildDefaults, withDefaults } from './guildSettings.ts';
import { clearHoldMs, judge, type PipelineReadings, readPipeline } from './judge.ts';
import { muteOf } from './mutes.ts';
import type { Clock, Counters, DecisionChange, Log, Store } from './ports.ts';
import {
  ALERT_KINDS,
  type AlertKind,
  type AlertMemory,
  type Facts,
  type Limits,
  type Message,
  type Mute,
  type Verdict,
} from './types.ts';

export interface EvaluatePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly limits: Limits;
  readonly guildDefaults: GuildDefaults;
}

const NOTHING_REMEMBERED: AlertMemory = { incident: null, lastSent: { warning: null, error: null } };

/** The key under which `memories.ofPipeline` answers. */
export function memoryKey(guildId: string, kind: AlertKind): string {
  return `${guildId}/${kind}`;
}

/**
 * One evaluation of a pipeline for every guild that can be told: read, judge, decide, commit.
 * Answers whether there is now something to deliver.
 */
export async function evaluate(pipeline: string, ports: EvaluatePorts): Promise<boolean> {
  const { store, limits } = ports;
  const now = ports.clock.now();
  const [readings, guilds, mutes, memories] = await Promise.all([
    readPipeline(store, pipeline, limits, now),
    store.guilds.present(),
    store.mutes.activeAt(now),
    store.memories.ofPipeline(pipeline),
  ]);

  const changes: DecisionChange[] = [];
  for (const stored of guilds) {
    const guild = withDefaults(stored, ports.guildDefaults);
    if (guild.destination === null) continue;
    for (const kind of ALERT_KINDS) {
      const before = memories.get(memoryKey(guild.id, kind)) ?? NOTHING_REMEMBERED;
      const change = evaluateKind({ guildId: guild.id, pipeline, kind }, before, readings, mutes, ports);
      if (change !== null) changes.push(change);
    }
  }
  if (changes.length > 0) await store.memories.commit(changes, now);
  return changes.some((change) => change.message !== null);
}

function evaluateKind(
  key: DecisionChange['key'],
  before: AlertMemory,
  readings: PipelineReadings,
  mutes: readonly Mute[],
  { limits, log, counters }: EvaluatePorts,
): DecisionChange | null {
  const verdict = judge(key.kind, readings, limits, before.incident !== null);
  const decision = decide(verdict, before, {
    muted: muteOf(mutes, key.guildId, key.kind, readings.at) !== null,
    cooldownMs: limits.cooldownMs,
    clearHoldMs: clearHoldMs(key.kind, limits),
    now: readings.at,
  });
  counters.decided(key.kind, decision.reason);
  const level = decision.memory === before ? 'debug' : 'info';
  log[level]({ ...key, reason: decision.reason, send: decision.send }, 'alert decided');
  if (decision.memory === before) return null;
  return { key, before, after: decision.memory, message: messageOf(decision, verdict, readings.at) };
}

function messageOf(decision: Decision, verdict: Verdict, at: number): Message | null {
  const facts: Facts | null = verdict.state === 'unknown' ? null : verdict.facts;
  if (facts === null || decision.send === null) return null;
  if (decision.send === 'recovery') return { type: 'recovery', before: decision.before, after: facts, at };
  const severity = decision.memory.incident?.severity ?? 'error';
  return { type: 'alert', severity, facts, heldBack: decision.heldBack, at };
}
