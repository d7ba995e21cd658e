import type { ShardKey, ShardPlan, ShardState } from '../../monitor/ports/shardStore.ts';
import { assignShards } from './assignShards.ts';

/** What all processes know of one another, once a number of shards is decided. */
export interface Fleet extends Omit<ShardState, 'troubles'> {
  readonly plan: ShardPlan;
}

/** A connection of this process. */
export interface Connected extends ShardKey {
  readonly isReady: boolean;
  /** This process holds the lease, as far as it knows; otherwise it takes it over once it is ready. */
  readonly isHeld: boolean;
}

export type ShardAction =
  /** Nobody holds it: take it, and connect. */
  | (ShardKey & { readonly act: 'take' })
  /** Connect, be it to take over from another process that is connected until then. */
  | (ShardKey & { readonly act: 'connect'; readonly isHeld: boolean })
  /** Note that it is connected. */
  | (ShardKey & { readonly act: 'confirm' })
  | (ShardKey & { readonly act: 'move'; readonly from: string })
  /** Not connected yet, and another one's from now on. */
  | (ShardKey & { readonly act: 'release' })
  | (ShardKey & { readonly act: 'disconnect' })
  | { readonly act: 'promote'; readonly next: ShardPlan };

/** What a process has to do so that each shard has a process, and none is without a connection on the way from one to another. */
export function decideShards(fleet: Fleet, me: string, connected: readonly Connected[]): readonly ShardAction[] {
  const { plan, next, leases } = fleet;
  const plans = next === null ? [plan] : [plan, next];
  const actions = plans.flatMap((each) => actionsOf(fleet, each, me, connected));
  const over = connected.filter(({ generation, shard }) =>
    plans.every((each) => each.generation !== generation || shard >= each.shards),
  );
  const isNextReady =
    next !== null &&
    leases.filter(({ generation, isReady }) => isReady && generation === next.generation).length >= next.shards;
  return [
    ...actions,
    ...over.map(({ generation, shard }) => ({ act: 'disconnect', generation, shard }) as const),
    ...(isNextReady ? [{ act: 'promote', next } as const] : []),
  ];
}

function actionsOf(
  { next, gateways, leases }: Fleet,
  plan: ShardPlan,
  me: string,
  connected: readonly Connected[],
): readonly ShardAction[] {
  const held = new Map(leases.filter((one) => one.generation === plan.generation).map((one) => [one.shard, one]));
  const wanted = assignShards(gateways, plan.shards, held);
  // What is about to end is moved nowhere.
  const mayMove = next === null || next.generation === plan.generation;

  return Array.from({ length: plan.shards }, (_, shard) => shard).flatMap((shard): readonly ShardAction[] => {
    const key = { generation: plan.generation, shard };
    const lease = held.get(shard);
    const own = connected.find((one) => one.generation === plan.generation && one.shard === shard);
    const isMine = wanted.get(shard) === me;
    if (lease === undefined) {
      if (isMine) return [{ act: 'take', ...key }];
      return own === undefined ? [] : [{ act: 'disconnect', ...key }];
    }
    if (lease.holder === me) {
      if (own === undefined) return [{ act: 'connect', isHeld: true, ...key }];
      if (!(isMine || lease.isReady || own.isReady)) return mayMove ? [{ act: 'release', ...key }] : [];
      return own.isReady && !lease.isReady ? [{ act: 'confirm', ...key }] : [];
    }
    const takesOver = isMine && mayMove && lease.isReady;
    if (own === undefined) return takesOver ? [{ act: 'connect', isHeld: false, ...key }] : [];
    // What it held was taken while it was not heard: its connection may be dead too.
    if (own.isHeld || !takesOver) return [{ act: 'disconnect', ...key }];
    return own.isReady ? [{ act: 'move', from: lease.holder, ...key }] : [];
  });
}
