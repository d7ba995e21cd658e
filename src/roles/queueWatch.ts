import type { Millis } from '../monitor/time.ts';
import type { Core } from './core.ts';
import { createLease, RENEW_AFTER_MS } from './lease.ts';
import { createLoops } from './loops.ts';
import { createQueuePoll } from './queuePoll.ts';
import type { Watch } from './watches.ts';
import type { CoreQueue } from './watching.ts';

interface QueueWatchOptions {
  readonly core: Core;
  readonly random: () => number;
}

/** A process without the lease asks for it this often. */
const TICK_MS: Millis = 1_000;

/** Reads a queue in one process at a time. Each has a loop of its own: one that does not answer delays no other. */
export function createQueueWatch({ core, random }: QueueWatchOptions, queue: CoreQueue, holder: string): Watch {
  const { store, clock, elapsed, log } = core;
  const lease = createLease({ leases: store.leases, name: `read queue ${queue.pipeline}`, holder, clock, elapsed });
  const poll = createQueuePoll({ ...core, ...queue, random });
  const loops = createLoops(log);
  loops.add('read queue', async () => {
    if (!(await lease.isHeld())) return TICK_MS;
    const restMs = await poll();
    return Math.min(restMs, RENEW_AFTER_MS);
  });
  return {
    start: async () => loops.start(),
    async stop() {
      await loops.stop();
      await lease.release();
    },
  };
}
