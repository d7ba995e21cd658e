import { Delivery } from './delivery/delivery.ts';
import type { Counts } from './delivery/outbox.ts';
import { Outbox } from './delivery/outbox.ts';
import { createPost } from './delivery/post.ts';
import { QueueReadings } from './delivery/queueReadings.ts';
import { createProblems } from './problems.ts';
import type { Waiting } from './records/solveRecord.ts';
import type { Settings } from './settings.ts';

/** The line to the monitor. */
export interface Line {
  /** Whether something waits, of results or of a queue. */
  isWaiting(): boolean;
  counts(): Counts;
  add(record: Waiting): void;
  /** One that can never be sent. */
  reject(): void;
  addQueue(depth: number, activeWorkers: number | null): void;
  /** Answers whether all of it is settled; never later than that, and it never rejects. */
  flush(withinMs: number): Promise<boolean>;
  close(): void;
}

const MOST_TASKS = 1e9;
const MOST_WORKERS = 1e6;

export function createLine({ url, token, queueSource, mostWaiting, onProblem }: Settings): Line {
  const say = createProblems(onProblem);
  if (url === null || token === '') return deadLine(() => say(url === null ? 'badUrl' : 'notConfigured'));
  const post = createPost(url, token);
  const elapsed = () => performance.now();
  const delivery = new Delivery({ post, mostWaiting, elapsed, onProblem: say });
  const queue = new QueueReadings({ post, source: queueSource, elapsed, onProblem: say });

  return {
    isWaiting: () => delivery.counts.waiting > 0 || queue.isWaiting,
    counts: () => delivery.counts,
    add: (record) => delivery.add(record),
    reject: () => delivery.reject(),
    addQueue(depth, activeWorkers) {
      const isValid = isCount(depth, MOST_TASKS) && (activeWorkers === null || isCount(activeWorkers, MOST_WORKERS));
      if (isValid) queue.add(depth, activeWorkers);
      else say('rejected');
    },
    async flush(withinMs) {
      const [isSettled] = await Promise.all([delivery.flush(withinMs), queue.flush(withinMs)]);
      return isSettled;
    },
    close() {
      queue.close();
      delivery.close();
    },
  };
}

/** Without an address and a token there is nobody to tell. */
function deadLine(say: () => void): Line {
  const outbox = new Outbox(1, say);
  return {
    isWaiting: () => false,
    counts: () => outbox.counts,
    add: () => outbox.refuse('dropped'),
    reject: () => outbox.refuse('rejected'),
    addQueue: say,
    flush: async () => outbox.size === 0,
    close: () => undefined,
  };
}

function isCount(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
}
