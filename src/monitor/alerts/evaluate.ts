import { createJudge } from '../kinds/judge.ts';
import { lookBackKey, type ReadPipeline } from '../kinds/pipelineReader.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { DecisionChange } from '../ports/alertStateStore.ts';
import type { Counters } from '../ports/counters.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { type GuildDefaults, withDefaults } from '../settings/guildSettings.ts';
import type { Clock, Millis } from '../time.ts';
import type { AlertKind, Guild, Limits, Mute } from '../types.ts';
import type { DecisionReason } from './decision.ts';
import { endedMatterMs, evaluateGuild, type KindOutcome } from './evaluateGuild.ts';

export interface EvaluatePorts {
  readonly store: Pick<Store, 'guilds' | 'mutes' | 'memories'>;
  readonly readPipeline: ReadPipeline;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly guildDefaults: GuildDefaults;
}

/**
 * One evaluation of a pipeline for every guild: read, judge, decide, commit.
 * Answers whether there is now something to deliver. Rejects where a guild could not be evaluated, after all others were.
 */
export async function evaluate(pipeline: string, ports: EvaluatePorts): Promise<boolean> {
  const { store, guildDefaults } = ports;
  const now = ports.clock.now();
  const [present, mutes] = await Promise.all([store.guilds.present(), store.mutes.activeAt(now)]);
  const guilds = present.map((stored) => withDefaults(stored, guildDefaults, now));
  const longest = guilds.reduce((most, { limits }) => Math.max(most, endedMatterMs(limits)), 0);
  const memories = await store.memories.ofPipeline(pipeline, now - longest);
  const readingsOf = await readAll(guilds, guildDefaults.limits, now, ports.readPipeline);
  const judge = createJudge(readingsOf);
  const mutesOf = Map.groupBy(mutes, ({ guildId }) => guildId);
  const tally = createTally(ports);

  const changes: DecisionChange[] = [];
  const failures: unknown[] = [];
  const outcomesOf = (guild: Guild): readonly KindOutcome[] => {
    try {
      return evaluateGuild({
        guild,
        memories: memories.get(guild.id),
        mutes: mutesOf.get(guild.id) ?? NO_MUTES,
        readings: readingsOf(guild.limits),
        judge,
      });
    } catch (err) {
      // What is wrong with one guild must not keep the others from their alerts.
      failures.push(err);
      return [];
    }
  };
  for (const guild of guilds) {
    for (const outcome of outcomesOf(guild)) {
      tally.add(guild.id, outcome);
      const { before, after, messages, kind } = outcome;
      if (after !== before || messages.length > 0)
        changes.push({ key: { guildId: guild.id, pipeline, kind }, before, after, messages });
    }
  }
  tally.report();
  if (changes.length > 0) await store.memories.commit(changes, now);
  if (failures.length > 0) throw failures[0];
  return changes.some(({ messages }) => messages.length > 0);
}

const NO_MUTES: readonly Mute[] = [];

/** Reads once for all guilds whose limits look back equally far; most guilds share the process-wide ones. */
async function readAll(guilds: readonly Guild[], defaults: Limits, now: Millis, read: ReadPipeline) {
  const all = new Map<string, PipelineReadings>();
  const keys = new Map<Limits, string>();
  for (const { limits } of [{ limits: defaults }, ...guilds]) {
    if (keys.has(limits)) continue;
    const key = lookBackKey(limits);
    keys.set(limits, key);
    if (!all.has(key)) all.set(key, await read(limits, now));
  }
  return (limits: Limits): PipelineReadings => {
    const readings = all.get(keys.get(limits) ?? '');
    if (readings === undefined) throw new Error('limits without readings');
    return readings;
  };
}

/** Counts decisions by their reason, and logs each where somebody wants to know, or where something changed. */
function createTally({ log, counters }: Pick<EvaluatePorts, 'log' | 'counters'>) {
  const counts = new Map<string, { readonly kind: AlertKind; readonly reason: DecisionReason; n: number }>();
  const everything = log.isLevelEnabled('debug');

  return {
    add(guildId: string, { kind, decision, before, after }: KindOutcome): void {
      const { reason, send } = decision;
      const key = `${kind} ${reason}`;
      const counted = counts.get(key);
      if (counted === undefined) counts.set(key, { kind, reason, n: 1 });
      else counted.n += 1;
      if (after !== before) log.info({ guildId, kind, reason, send }, 'alert decided');
      else if (everything) log.debug({ guildId, kind, reason, send }, 'alert decided');
    },
    report(): void {
      for (const { kind, reason, n } of counts.values()) counters.decided(kind, reason, n);
    },
  };
}
