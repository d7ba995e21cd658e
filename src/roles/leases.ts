import type { Logger } from '../log.ts';
import { LeaseLostError } from '../monitor/errors.ts';
import type { Fence } from '../monitor/ports/leaseStore.ts';
import { type Clock, type Millis, SECOND } from '../monitor/time.ts';
import type { OpenStore, StoreUnderLease } from '../store/open.ts';
import { createLeaseBalance, LEFT_TO_OTHERS_MS, LEFTOVER_KEPT_MS, toGiveAway } from './leaseBalance.ts';
import { createLoop } from './loop.ts';
import { createSignal, type Signal } from './signals.ts';
import { createWorkHealths } from './workHealth.ts';

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
  const healths = createWorkHealths(elapsed);
  /** When work that does not get done here was left to others. */
  const leftAt = new Map<string, Millis>();
  const balance = createLeaseBalance({ store: store.leases, holder, clock, elapsed, aliveMs: LEASE_MS });
  /** Asked for, and not answered yet. */
  let taking = 0;
  let renewedAt = elapsed();

  const isProven = ({ provenAt }: Hold) => elapsed() - provenAt < LEASE_MS;
  const sinceLeft = (name: string) => elapsed() - (leftAt.get(name) ?? Number.NEGATIVE_INFINITY);

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
    // What failed while the database was gone failed for everybody.
    if (provenAt - renewedAt > LEASE_MS) healths.forgiveAll();
    renewedAt = provenAt;
    await leaveUndone();
    await giveAway();
    return RENEW_EVERY_MS;
  }

  /** What is more than this process's part, between two runs of the work. */
  async function giveAway(): Promise<void> {
    const isWorking = ({ fence }: Hold) => healths.of(fence.name).isWorking();
    const idle = [...holds.values()].filter((hold) => !isWorking(hold) && hold.keptUntil <= elapsed());
    for (const hold of idle.slice(0, toGiveAway(holds.size, await balance.fair()))) {
      if (holds.has(hold.fence.name) && !isWorking(hold)) await leave(hold, 'another process has less work');
    }
  }

  async function leave({ fence }: Hold, why: string): Promise<void> {
    lose(fence, `lease released: ${why}`);
    await store.leases.release(fence.name, holder, clock.now());
  }

  /** What does not get done here, another process may be able to do. Where none can, it comes back, and stays for a while. */
  async function leaveUndone(): Promise<void> {
    const undone = [...holds.values()].filter(({ fence }) => healths.of(fence.name).trouble() !== null);
    if (undone.length === 0 || (await balance.others()) === 0) return;
    for (const hold of undone) {
      const { name } = hold.fence;
      if (sinceLeft(name) < LEFTOVER_KEPT_MS || !holds.has(name)) continue;
      leftAt.set(name, elapsed());
      healths.of(name).forgive();
      await leave(hold, 'the work does not get done here');
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
        if (known === undefined && sinceLeft(name) < LEFT_TO_OTHERS_MS) return null;
        return take(name);
      }

      return {
        lost,
        async run(work) {
          balance.want(name);
          const held = await hold();
          if (held === null) return restMs();
          try {
            return await healths.of(name).watch(() => work(held.store));
          } catch (err) {
            if (!(err instanceof LeaseLostError)) throw err;
            lose(held.fence);
            return ASK_AGAIN_MS;
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
    trouble: healths.trouble,
    renew,
    start: loop.start,
    stop: loop.stop,
  };
}

export type Leases = ReturnType<typeof createLeases>;
