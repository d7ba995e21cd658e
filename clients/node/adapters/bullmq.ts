import { quietly } from '../problems.ts';
import { answerOutcome } from '../records/answerOutcome.ts';
import { numberAt } from '../records/foreign.ts';
import type { Outcome } from '../records/outcome.ts';
import type { SolveRecord } from '../records/solveRecord.ts';
import { thrownOutcome } from '../records/thrownOutcome.ts';

type Listener = (...args: never[]) => void;

/** A `Worker` or `QueueEvents` of BullMQ, or any other emitter of its events. */
export interface BullEvents {
  on(event: 'completed' | 'failed', listener: Listener): unknown;
}

/** A `Queue` of BullMQ, asked for the times of a job. */
export interface BullQueue {
  getJob(id: string): Promise<unknown>;
}

export interface BullOptions {
  /** The type of the CAPTCHA, or how to tell it from a job, which is null where it is no longer known. */
  readonly type?: string | ((job: unknown) => string) | undefined;
}

export type Note = (record: SolveRecord) => void;

/** Notes the jobs of a worker as they end. An attempt that BullMQ repeats is no end. */
export function followWorker(worker: BullEvents, note: Note, options: BullOptions): void {
  worker.on('completed', (job: unknown, answer: unknown) => {
    quietly(() => noteJob(answerOutcome(answer), job, note, options));
  });
  worker.on('failed', (job: unknown, thrown: unknown) => {
    quietly(() => {
      const willBeRepeated = job != null && numberAt(job, 'finishedOn') === null;
      if (!willBeRepeated) noteJob(thrownOutcome(thrown), job, note, options);
    });
  });
}

/** Records the jobs of a queue, of all its workers. With the queue also how long they took. */
export function followQueueEvents(events: BullEvents, queue: BullQueue | null, note: Note, options: BullOptions): void {
  const ended = async (id: string, outcome: Outcome | null) => {
    // What was removed as it ended is counted without its times.
    const job = outcome === null || queue === null ? null : await found(queue, id);
    noteJob(outcome, job, note, options);
  };
  events.on('completed', ({ jobId, returnvalue }: { jobId: string; returnvalue: unknown }) => {
    quietly(() => void ended(jobId, answerOutcome(returnvalue)));
  });
  events.on('failed', ({ jobId, failedReason }: { jobId: string; failedReason: string }) => {
    quietly(() => void ended(jobId, thrownOutcome(failedReason)));
  });
}

async function found(queue: BullQueue, id: string): Promise<unknown> {
  try {
    return (await queue.getJob(id)) ?? null;
  } catch {
    return null;
  }
}

function noteJob(outcome: Outcome | null, job: unknown, note: Note, { type }: BullOptions): void {
  if (outcome === null) return;
  const [from, to] = [numberAt(job, 'processedOn'), numberAt(job, 'finishedOn')];
  quietly(() => {
    const captchaType = typeof type === 'function' ? type(job) : type;
    note({ ...outcome, captchaType, latencyMs: from === null || to === null ? null : to - from, at: to });
  });
}
