import type { Logger } from '../log.ts';
import { LeaseLostError } from '../monitor/errors.ts';
import type { Fence } from '../monitor/ports/leaseStore.ts';
import { type Clock, type Millis, SECOND } from '../monitor/time.ts';
import type { OpenStore, StoreUnderLease } from '../store/open.ts';
import { createLeaseBalance, LEFT_TO_OTHERS_MS, LEFTOVER_KEPT_MS, toGiveAway } from './leaseBalance.ts';
import { createLoop } from './loop.ts';
import { createSignal, type Signal } from './signals.ts';

export interface LeasesOptions {
  readonly store: Pick<OpenStore, 'leases' | 'fenced'>;
  /** Tells this process from others. */
  readonly holder: string;
  readonly clock: Clock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly log: Logger;
}

/** Work that one process does for all others. */
export interface Lease {
  /**
   * Does the work where this process holds the lease or can take it, and answers how long to rest. What the work writes to the store that it
   * is handed is kept only while no other process has taken the lease.
   */
  run(work: (store: StoreUnderLease) => Promise<Millis>): Promise<Millis>;
  /** Whether this process still holds it, as far as it knows: looked at before something that cannot be taken back. */
  isHeld(): boolean;
  /** Raised when another process has it: from then on this one asks for it again. */
  readonly lost: Signal;
  /** Lets others take it at once. Where the database does not answer, it ends by itself. */
  release(): Promise<void>;
}

/** With the time to ask for it, another process takes over within ten seconds from one that died or stands still. */
export const LEASE_MS: Millis = 7 * SECOND;
/** In time for two more tries before they end. */
export const RENEW_EVERY_MS: Millis = 2 * SECOND;
/** A process without a lease asks for it at most this often. */
export const ASK_AGAIN_MS: Millis = SECOND;

interface Hold {
  readonly fence: Fence;
  readonly store: StoreUnderLease;
  /** When it was asked whether it still is so. */
  provenAt: Millis;
  isWorking: boolean;
  /** It is not given away before. */
  readonly keptUntil: Millis;
}

/**
 * All leases of this process; those that it holds are renewed together, however long the work takes. Where there are several processes it
 * holds no more than its part, and gives away what is more.
 */
export function createLeases({ store, holder, clock, elapsed, log }: LeasesOptions) {
  const holds = new Map<string, Hold>();
  const lostSignals = new Map<string, Signal>();
  const balance = createLeaseBalance({ store: store.leases, holder, clock, elapsed, aliveMs: LEASE_MS });
  /** Asked for, and not answered yet. */
  let taking = 0;

  const isProven = ({ provenAt }: Hold) => elapsed() - provenAt < LEASE_MS;

  function lose(fence: Fence, message = 'lease lost: another process has taken over this work'): void {
    if (holds.get(fence.name)?.fence !== fence) return;
    holds.delete(fence.name);
    log.info({ work: fence.name }, message);
    lostSignals.get(fence.name)?.raise();
  }

  async function take(name: string): Promise<Hold | null> {
    const provenAt = elapsed();
    // What it had it may keep; of what is free it takes its part, and the rest where nobody else does.
    const hasRoom = holds.has(name) || holds.size + taking < (await balance.fair());
    taking += 1;
    const freeForMs = hasRoom ? 0 : LEFT_TO_OTHERS_MS;
    const epoch = await store.leases.take(name, holder, clock.now(), LEASE_MS, freeForMs).finally(() => {
      taking -= 1;
    });
    const known = holds.get(name);
    if (known !== undefined && known.fence.epoch === epoch) {
      known.provenAt = provenAt;
      return known;
    }
    if (known !== undefined) lose(known.fence);
    if (epoch === null) return null;
    const fence = { name, holder, epoch };
    const hold = {
      fence,
      store: store.fenced(fence),
      provenAt,
      isWorking: false,
      keptUntil: provenAt + (hasRoom ? 0 : LEFTOVER_KEPT_MS),
    };
    holds.set(name, hold);
    return hold;
  }

  /** One statement for all of them. */
  async function renew(): Promise<Millis> {
    const asked = [...holds.values()];
    const provenAt = elapsed();
    const now = clock.now();
    await balance.beat(now);
    const lost = await store.leases.renew(
      asked.map(({ fence }) => fence),
      now,
      LEASE_MS,
    );
    for (const fence of lost) lose(fence);
    for (const hold of asked) hold.provenAt = provenAt;
    await giveAway();
    return RENEW_EVERY_MS;
  }

  /** What is more than this process's part, between two runs of the work. */
  async function giveAway(): Promise<void> {
    const idle = [...holds.values()].filter(({ isWorking, keptUntil }) => !isWorking && keptUntil <= elapsed());
    for (const { fence } of idle.slice(0, toGiveAway(holds.size, await balance.fair()))) {
      if (holds.get(fence.name)?.isWorking !== false) continue;
      lose(fence, 'lease released: another process has less work');
      await store.leases.release(fence.name, holder, clock.now());
    }
  }

  const loop = createLoop({
    run: renew,
    retryMs: SECOND,
    onError: (err) => log.error({ err }, 'leases not renewed'),
  });

  return {
    /** No two processes hold a lease of one name. */
    lease(name: string): Lease {
      const lost = lostSignals.get(name) ?? createSignal();
      lostSignals.set(name, lost);
      let askedAt = Number.NEGATIVE_INFINITY;

      /** Until it may be asked for again: who is woken in between asks no later for that. */
      const restMs = () => Math.max(0, askedAt + ASK_AGAIN_MS - elapsed());

      async function hold(): Promise<Hold | null> {
        const known = holds.get(name);
        if (known !== undefined && isProven(known)) return known;
        // After it stood still nobody waits to find out.
        if (known === undefined && restMs() > 0) return null;
        askedAt = elapsed();
        return take(name);
      }

      return {
        lost,
        async run(work) {
          balance.want(name);
          const held = await hold();
          if (held === null) return restMs();
          held.isWorking = true;
          try {
            return await work(held.store);
          } catch (err) {
            if (!(err instanceof LeaseLostError)) throw err;
            lose(held.fence);
            return ASK_AGAIN_MS;
          } finally {
            held.isWorking = false;
          }
        },
        isHeld() {
          const known = holds.get(name);
          return known !== undefined && isProven(known);
        },
        async release() {
          const known = holds.get(name);
          holds.delete(name);
          await balance.forgo(name);
          if (known !== undefined) await store.leases.release(name, holder, clock.now()).catch(() => undefined);
        },
      };
    },
    renew,
    start: loop.start,
    stop: loop.stop,
  };
}

export type Leases = ReturnType<typeof createLeases>;
