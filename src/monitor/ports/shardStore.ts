import type { Millis } from '../time.ts';

/** How many shards there are, and how often that was decided. */
export interface ShardPlan {
  readonly generation: number;
  readonly shards: number;
}

export interface ShardLease {
  readonly generation: number;
  readonly shard: number;
  readonly holder: string;
  /** It was connected. */
  readonly isReady: boolean;
}

/** What the processes with a gateway know of one another. */
export interface ShardState {
  /** Null: nobody has decided yet. */
  readonly plan: ShardPlan | null;
  /** What takes the place of the plan as soon as all of its shards are connected. */
  readonly next: ShardPlan | null;
  /** Those that live. */
  readonly gateways: readonly string[];
  /** Why they are not connected; only of those that are not. */
  readonly troubles: readonly string[];
  /** Of those that live. */
  readonly leases: readonly ShardLease[];
}

/** A shard of a plan. */
export type ShardKey = Pick<ShardLease, 'generation' | 'shard'>;

/** What tells one time of holding a shard from every other. */
export interface ShardFence extends ShardKey {
  readonly holder: string;
  /** Counts the holders from 1. */
  readonly epoch: number;
}

/** Tells a shard from all others, also from those of another plan. */
export function shardName({ generation, shard }: ShardKey): string {
  return `${generation}/${shard}`;
}

/** Which process has which shard. What answers a boolean did nothing where that is false: somebody else was quicker. */
export interface Shards {
  /** The process lives, and keeps what it holds, for so long. `trouble`: why it is not connected; null: it is. */
  beat(holder: string, trouble: string | null, now: Millis, forMs: Millis): Promise<void>;
  read(now: Millis, forMs: Millis): Promise<ShardState>;
  /** Puts a plan in the place of one that nobody serves, or of none (null). */
  decide(shards: number, inPlaceOf: ShardPlan | null): Promise<boolean>;
  /** Plans another number of shards beside the present one, in the place of what was planned before. */
  propose(shards: number, beside: ShardPlan, inPlaceOf: ShardPlan | null): Promise<boolean>;
  /** All shards of the next plan are connected: it is the plan from now on. */
  promote(next: ShardPlan): Promise<boolean>;
  /** Takes a shard that nobody who lives holds. Null: somebody does. */
  take(key: ShardKey, holder: string, now: Millis, forMs: Millis): Promise<ShardFence | null>;
  /** Notes that it is connected. */
  confirm(key: ShardKey, holder: string): Promise<boolean>;
  /** Takes a shard, connected already, from a process that lives. Null: that one does not hold it. */
  move(key: ShardKey, from: string, to: string, now: Millis, forMs: Millis): Promise<ShardFence | null>;
  release(key: ShardKey, holder: string): Promise<void>;
  /** The process ends: others may take all that it holds. */
  leave(holder: string): Promise<void>;
  /** Claims an interaction that several processes may have heard: true for the first of them. */
  claim(interactionId: string, now: Millis): Promise<boolean>;
  /** Takes the turn to identify in one of Discord's buckets; answers 0, or in how many milliseconds to ask again. */
  identify(bucket: number, now: Millis, intervalMs: Millis): Promise<Millis>;
}
