import type { LeaseStore } from '../monitor/ports/leaseStore.ts';
import { type Clock, type Millis, SECOND } from '../monitor/time.ts';

export interface LeaseOptions {
  readonly leases: LeaseStore;
  /** What it is for: no two processes hold a lease of one name. */
  readonly name: string;
  /** Tells this process from others. */
  readonly holder: string;
  readonly clock: Clock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

/** Another process takes over from one that died within this time. */
export const LEASE_MS: Millis = 10_000;
/** Renewed in time for one more try before it ends. */
export const RENEW_AFTER_MS: Millis = LEASE_MS / 3;
/** A process without the lease asks for it at most this often. */
const ASK_AGAIN_MS: Millis = SECOND;

/** Work that one process does for all others. */
export function createLease({ leases, name, holder, clock, elapsed }: LeaseOptions) {
  let takenAt: Millis | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;

  return {
    /** Whether this process does the work now; takes it on where nobody else does. */
    async isHeld(): Promise<boolean> {
      const now = elapsed();
      if (takenAt !== null && now - takenAt < RENEW_AFTER_MS) return true;
      if (takenAt === null && now - askedAt < ASK_AGAIN_MS) return false;
      takenAt = null;
      askedAt = now;
      const epoch = await leases.take(name, holder, clock.now(), LEASE_MS);
      if (epoch !== null) takenAt = now;
      return epoch !== null;
    },
    /** Where the database does not answer, the lease ends by itself. */
    async release(): Promise<void> {
      if (takenAt !== null) await leases.release(name, holder).catch(() => undefined);
      takenAt = null;
    },
  };
}

export type Lease = ReturnType<typeof createLease>;
