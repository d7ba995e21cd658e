import { onceASecond } from '../http/onceASecond.ts';
import type { Shards } from '../monitor/ports/shardStore.ts';
import { type Connections, missingIn, type RolesView } from '../monitor/reports/rolesView.ts';
import type { Role } from '../monitor/roles.ts';
import type { Millis } from '../monitor/time.ts';
import type { Core } from './core.ts';
import { SHARD_LEASE_MS } from './shardFleet.ts';

interface OthersOptions {
  readonly core: Pick<Core, 'isShared' | 'store' | 'clock' | 'elapsed'>;
  /** Tells this process from others. */
  readonly holder: string;
  readonly roles: readonly Role[];
  readonly hasBot: boolean;
}

/** What the database says of this process and of those beside it. */
export function createOthers({ core, holder, roles, hasBot }: OthersOptions) {
  const { isShared, store, clock, elapsed } = core;

  /** A probe, its notes and the gauges ask within moments. */
  const look = onceASecond(async (): Promise<RolesView> => {
    const now = clock.now();
    const [running, leases, connections] = await Promise.all([
      // What is left in a file is of processes that are gone.
      isShared ? store.processes.running(now) : [],
      store.leases.held(now),
      isShared && hasBot ? connectionsOf(store.shards, now) : null,
    ]);
    const own = { holder, roles };
    // Right after the start this one is not written yet.
    const others = running.filter((one) => one.holder !== holder);
    return {
      own,
      processes: [own, ...others.map((one) => ({ holder: one.holder, roles: one.roles }))],
      leases,
      connections,
    };
  }, elapsed);

  return {
    isShared,
    look,
    /** A sentence where a role is missing; null where none is. A database that does not answer has a check of its own. */
    async missing(): Promise<string | null> {
      const view = await look().catch(() => null);
      const missing = view === null ? [] : missingIn(view);
      return missing.length === 0 ? null : missing.join('; ');
    },
  };
}

async function connectionsOf(shards: Pick<Shards, 'read'>, now: Millis): Promise<Connections> {
  const { plan, leases, troubles } = await shards.read(now, SHARD_LEASE_MS);
  const ofPlan = leases.filter(({ generation, isReady }) => isReady && generation === plan?.generation);
  return { shards: plan?.shards ?? 0, connected: ofPlan.length, trouble: troubles[0] ?? null };
}

export type Others = ReturnType<typeof createOthers>;
