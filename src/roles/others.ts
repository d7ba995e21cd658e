import { onceASecond } from '../http/onceASecond.ts';
import type { LeaseStore } from '../monitor/ports/leaseStore.ts';
import { missingIn, type RolesView } from '../monitor/reports/rolesView.ts';
import type { Role } from '../monitor/roles.ts';
import type { Clock, Millis } from '../monitor/time.ts';
import type { Processes } from '../store/processes.ts';

interface OthersOptions {
  /** Whether other processes can use the database. */
  readonly isShared: boolean;
  readonly store: { readonly processes: Pick<Processes, 'running'>; readonly leases: Pick<LeaseStore, 'held'> };
  /** Tells this process from others. */
  readonly holder: string;
  readonly roles: readonly Role[];
  readonly clock: Clock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

/** What the database says of this process and of those beside it. */
export function createOthers({ isShared, store, holder, roles, clock, elapsed }: OthersOptions) {
  /** A probe, its notes and the gauges ask within moments. */
  const look = onceASecond(async (): Promise<RolesView> => {
    const now = clock.now();
    const [running, leases] = await Promise.all([
      // What is left in a file is of processes that are gone.
      isShared ? store.processes.running(now) : [],
      store.leases.held(now),
    ]);
    const own = { holder, roles };
    // Right after the start this one is not written yet.
    const others = running.filter((one) => one.holder !== holder);
    return { own, processes: [own, ...others.map((one) => ({ holder: one.holder, roles: one.roles }))], leases };
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

export type Others = ReturnType<typeof createOthers>;
