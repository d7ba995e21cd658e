import type { InvalidRequests } from '../discord/invalidRequests.ts';
import type { Logger } from '../log.ts';
import type { InvalidRequestStore } from '../monitor/ports/invalidRequestStore.ts';
import { type Clock, type Millis, SECOND } from '../monitor/time.ts';
import { createLoop } from './loop.ts';

export interface SharedInvalidRequestsOptions {
  readonly store: InvalidRequestStore;
  readonly invalidRequests: Pick<InvalidRequests, 'unwritten' | 'written' | 'learn' | 'withinMs'>;
  /** Tells this process from others. */
  readonly holder: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** At 50 requests a second that is 250 of the 5,000 that are left. */
const AGAIN_MS: Millis = 5 * SECOND;

/** Discord counts invalid requests by address, so each process also counts those of the others, and of those that have ended. */
export function createSharedInvalidRequests({
  store,
  invalidRequests,
  holder,
  clock,
  log,
}: SharedInvalidRequestsOptions) {
  async function share(): Promise<Millis> {
    const ages = invalidRequests.unwritten();
    const now = clock.now();
    if (ages.length > 0) {
      await store.add(
        holder,
        ages.map((ageMs) => ({ at: now - ageMs, requests: 1 })),
      );
      invalidRequests.written(ages.length);
    }
    const others = await store.since(now - invalidRequests.withinMs, holder);
    invalidRequests.learn(others.map(({ at, requests }) => ({ ageMs: now - at, requests })));
    return AGAIN_MS;
  }

  const loop = createLoop({
    run: share,
    retryMs: AGAIN_MS,
    // A database that does not answer has a line of its own.
    onError: (err) => log.debug({ err }, 'invalid requests not shared'),
  });
  return {
    share,
    start: loop.start,
    async stop(): Promise<void> {
      await loop.stop();
      await share().catch(() => undefined);
    },
  };
}
