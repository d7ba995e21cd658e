import type { LeaseStore } from '../monitor/ports/leaseStore.ts';
import { type Clock, MINUTE, type Millis, SECOND } from '../monitor/time.ts';

export interface LeaseBalanceOptions {
  readonly store: Pick<LeaseStore, 'beat' | 'others' | 'leave'>;
  readonly holder: string;
  readonly clock: Clock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  /** For so long a process counts that says nothing more. */
  readonly aliveMs: Millis;
}

/** Who has its part leaves what is free to others for so long. Longer than they need to ask for it. */
export const LEFT_TO_OTHERS_MS: Millis = 5 * SECOND;
/** What nobody else took is not given away again for so long. */
export const LEFTOVER_KEPT_MS: Millis = MINUTE;
/** It changes with each process that comes or goes. */
const KNOWN_FOR_MS: Millis = SECOND;
/** With much to give away it takes some steps: what changes hands is not done for up to a second. */
const STEPS = 8;

/** Of several processes none does more than its part of the work, rounded up. */
export function fairPart(wanted: number, processes: number): number {
  return Math.ceil(wanted / processes);
}

/** How many of the leases that a process holds it gives away now. */
export function toGiveAway(held: number, fair: number): number {
  return Math.max(0, Math.ceil((held - fair) / STEPS));
}

/** How much of the work that one process does for all is this one's part. */
export function createLeaseBalance({ store, holder, clock, elapsed, aliveMs }: LeaseBalanceOptions) {
  const wanted = new Set<string>();
  let known = { count: 0, readAt: Number.NEGATIVE_INFINITY };

  async function others(): Promise<number> {
    const readAt = elapsed();
    if (readAt - known.readAt >= KNOWN_FOR_MS)
      known = { count: await store.others(holder, clock.now(), aliveMs), readAt };
    return known.count;
  }

  return {
    /** How many processes do such work beside this one. */
    others,
    /** The process would do that work. */
    want: (name: string) => void wanted.add(name),
    /** Not any longer. Where it does nothing more at all, others need not leave it anything. */
    async forgo(name: string): Promise<void> {
      if (wanted.delete(name) && wanted.size === 0) await store.leave(holder).catch(() => undefined);
    },
    /** Tells others that this process is there, where it is one of those that do such work. */
    async beat(now: Millis): Promise<void> {
      if (wanted.size > 0) await store.beat(holder, now, aliveMs);
    },
    fair: async (): Promise<number> => fairPart(wanted.size, (await others()) + 1),
  };
}
