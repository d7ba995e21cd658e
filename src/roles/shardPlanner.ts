import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayFacts, GatewayInfo } from '../discord/gatewayInfo.ts';
import { firstShardCount, moreShards, otherShardCount } from '../discord/sharding/shardCount.ts';
import type { Logger } from '../log.ts';
import type { ShardPlan, ShardState, Shards } from '../monitor/ports/shardStore.ts';
import { HOUR, MINUTE, type Millis, SECOND } from '../monitor/time.ts';

export interface ShardPlannerOptions {
  readonly shards: Pick<Shards, 'decide' | 'propose'>;
  /** How many the settings say; null: as many as Discord recommends. */
  readonly setting: number | null;
  readonly info: GatewayInfo;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly log: Logger;
}

/** Discord recommends more shards as the bot comes into more servers. */
const ASK_AGAIN_MS: Millis = HOUR;
/** Each number that Discord refuses costs logins: the second is tried so much later, each further one after twice the time. */
const REFUSED_AGAIN_MS: Millis = 5 * SECOND;
const LONGEST_MS: Millis = 5 * MINUTE;

/** Shards that are held must be renewed meanwhile. */
const ANSWER_WITHIN_MS: Millis = 2 * SECOND;

/** What Discord says, or what it said before where it does not answer soon. */
function orKnown(answer: Promise<GatewayFacts>, known: GatewayFacts): Promise<GatewayFacts> {
  return Promise.race([answer.catch(() => known), sleep(ANSWER_WITHIN_MS, known, { ref: false })]);
}

/** Decides how many shards there are to be. */
export function createShardPlanner({ shards, setting, info, elapsed, log }: ShardPlannerOptions) {
  let facts: GatewayFacts | null = null;
  let askedAt = 0;
  /** What is wanted was compared with what there is. */
  let isCompared = false;
  /** The last generation that Discord refused as too few. */
  let refusedLast = 0;
  /** Numbers that were refused one after the other, and when the next may be tried. */
  let [refusals, tryFrom] = [0, 0];

  async function proposed(other: number, newest: ShardPlan, plan: ShardPlan, next: ShardPlan | null): Promise<boolean> {
    if (!(await shards.propose(other, plan, next))) return false;
    log.info({ shards: other, before: newest.shards }, 'connecting another number of shards');
    return true;
  }

  return {
    maxConcurrency: () => facts?.maxConcurrency ?? 1,

    /**
     * What Discord said last: asked the first time, then every hour, and as soon as it refused shards of a newer generation.
     * @throws where it has never answered, and does not now.
     */
    async facts(refused: number): Promise<GatewayFacts> {
      const isRefusedNow = refused > refusedLast;
      if (facts !== null && !isRefusedNow && elapsed() - askedAt < ASK_AGAIN_MS) return facts;
      const known = facts;
      facts = await (known === null ? info.read() : orKnown(info.read(), known));
      askedAt = elapsed();
      refusedLast = Math.max(refused, refusedLast);
      // Only what Discord recommends may be another number by now.
      if (known !== null && setting === null) isCompared = false;
      return facts;
    },

    /**
     * Decides, where something speaks for another number; answers whether it did.
     * @param refused the newest generation of which Discord refused a shard because there are too few; 0: none.
     */
    async decide(
      { plan, next, leases }: ShardState,
      { shards: recommended }: GatewayFacts,
      refused: number,
    ): Promise<boolean> {
      if (plan === null || (leases.length === 0 && next === null)) {
        isCompared = true;
        const first = firstShardCount(setting, recommended);
        return first !== plan?.shards && (await shards.decide(first, plan));
      }
      const newest = next ?? plan;
      if (refused === 0) refusals = 0;
      if (refused === newest.generation) {
        if (refusals > 0 && elapsed() < tryFrom) return false;
        tryFrom = elapsed() + Math.min(REFUSED_AGAIN_MS * 2 ** Math.min(refusals, 10), LONGEST_MS);
        refusals += 1;
        const more = moreShards(newest.shards, recommended);
        if (setting !== null) log.warn({ setting, shards: more }, 'DISCORD_SHARDS is too small for so many servers');
        return proposed(more, newest, plan, next);
      }
      if (isCompared || next !== null) return false;
      isCompared = true;
      const other = otherShardCount(setting, recommended, plan.shards);
      return other !== null && (await proposed(other, plan, plan, null));
    },
  };
}
