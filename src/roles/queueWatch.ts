import type { Core } from './core.ts';
import { createLoops } from './loops.ts';
import { createQueuePoll } from './queuePoll.ts';
import type { Watch } from './watches.ts';
import type { CoreQueue } from './watching.ts';

interface QueueWatchOptions {
  readonly core: Core;
  readonly random: () => number;
}

/** Reads a queue in one process at a time. Each has a loop of its own: one that does not answer delays no other. */
export function createQueueWatch({ core, random }: QueueWatchOptions, queue: CoreQueue): Watch {
  const lease = core.leases.lease(`read queue ${queue.pipeline}`);
  const poll = createQueuePoll({ ...core, ...queue, random });
  const loops = createLoops(core.log);
  loops.add('read queue', () => lease.run(poll), lease.lost);
  return {
    start: async () => loops.start(),
    async stop() {
      await loops.stop();
      await lease.release();
    },
  };
}
