import { createJudge } from '../kinds/judge.ts';
import { lookBackKey, type ReadPipeline } from '../kinds/pipelineReader.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { DecisionChange } from '../ports/alertStateStore.ts';
import type { Counters } from '../ports/counters.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import { type GuildDefaults, withDefaults } from '../settings/guildSettings.ts';
import type { Clock, Millis } from '../time.ts';
import type { Guild, Limits, Mute } from '../types.ts';
import { endedMatterMs, evaluateGuild, type KindOutcome } from './evaluateGuild.ts';
import { createTally } from './tally.ts';

export interface EvaluatePorts {
  readonly store: Pick<Store, 'guilds' | 'mutes' | 'memories'>;
  readonly readPipeline: ReadPipeline;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly guildDefaults: GuildDefaults;
}

/** What was decided for one guild. */
interface GuildOutcome {
  readonly guildId: string;
  readonly outcomes: readonly KindOutcome[];
}

/** Somebody else has changed a guild each time: the next evaluation comes soon enough. */
const MOST_ROUNDS = 5;

/**
 * One evaluation of a pipeline for every guild: read, judge, decide, commit; once more for guilds that somebody else has
 * changed meanwhile. Answers whether there is now something to deliver. Rejects where a guild could not be evaluated,
 * after all others were.
 */
export async function evaluate(pipeline: string, ports: EvaluatePorts): Promise<boolean> {
  const { store, guildDefaults, log } = ports;
  const now = ports.clock.now();
  const guilds = (await store.guilds.present()).map((stored) => withDefaults(stored, guildDefaults, now));
  const readingsOf = await readAll(guilds, guildDefaults.limits, now, ports.readPipeline);
  const decide = createDecide(pipeline, readingsOf, now, ports);
  const tally = createTally(ports);
  const failures: unknown[] = [];
  let hasMessages = false;

  let undecided: readonly Guild[] = guilds;
  for (let round = 0; undecided.length > 0 && round < MOST_ROUNDS; round += 1) {
    const decided = await decide(undecided, failures);
    const changes = decided.flatMap((one) => changesOf(pipeline, one));
    const stale = changes.length === 0 ? NO_GUILDS : await store.memories.commit(changes, now);
    const written = decided.filter(({ guildId }) => !stale.has(guildId));
    for (const { guildId, outcomes } of written) for (const outcome of outcomes) tally.add(guildId, outcome);
    hasMessages ||= written.some(({ outcomes }) => outcomes.some(({ messages }) => messages.length > 0));
    undecided = undecided.filter(({ id }) => stale.has(id));
    if (stale.size > 0) log.debug({ pipeline, guilds: stale.size }, 'changed meanwhile, decided again');
  }
  tally.report();
  if (failures.length > 0) throw failures[0];
  return hasMessages;
}

const NO_GUILDS: ReadonlySet<string> = new Set();
const NO_MUTES: readonly Mute[] = [];

/** Decides for some guilds by what is kept of them now. */
function createDecide(
  pipeline: string,
  readingsOf: (limits: Limits) => PipelineReadings,
  now: Millis,
  { store }: EvaluatePorts,
) {
  const judge = createJudge(readingsOf);

  return async (guilds: readonly Guild[], failures: unknown[]): Promise<readonly GuildOutcome[]> => {
    const longest = guilds.reduce((most, { limits }) => Math.max(most, endedMatterMs(limits)), 0);
    const [mutes, memories] = await Promise.all([
      store.mutes.activeAt(now),
      store.memories.ofPipeline(pipeline, now - longest),
    ]);
    const mutesOf = Map.groupBy(mutes, ({ guildId }) => guildId);
    return guilds.flatMap((guild) => {
      try {
        const outcomes = evaluateGuild({
          guild,
          memories: memories.get(guild.id),
          mutes: mutesOf.get(guild.id) ?? NO_MUTES,
          readings: readingsOf(guild.limits),
          judge,
        });
        return [{ guildId: guild.id, outcomes }];
      } catch (err) {
        // What is wrong with one guild must not keep the others from their alerts.
        failures.push(err);
        return [];
      }
    });
  };
}

function changesOf(pipeline: string, { guildId, outcomes }: GuildOutcome): readonly DecisionChange[] {
  return outcomes
    .filter(({ before, after, messages }) => after !== before || messages.length > 0)
    .map(({ kind, before, after, messages }) => ({ key: { guildId, pipeline, kind }, before, after, messages }));
}

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
