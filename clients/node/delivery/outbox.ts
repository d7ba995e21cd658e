import type { Waiting } from '../records/solveRecord.ts';
import { type Batch, createBatch } from './batch.ts';
import { WaitingRecords } from './waitingRecords.ts';

/** What became of the records so far; each is one of these, and `recorded` is their sum. */
export interface Counts {
  readonly recorded: number;
  /** On the monitor's disk. */
  readonly sent: number;
  /** Because too many waited, or because the reporter was closed. */
  readonly dropped: number;
  /** The monitor, or the reporter, could not take them. */
  readonly rejected: number;
  readonly waiting: number;
}

export type Loss = 'dropped' | 'rejected';

const MOST_IN_BATCH = 200;
/** The monitor knows a key for 24 hours; what may have arrived is not sent after that. */
const KEY_HOLDS_MS = 23 * 3_600_000;

/** The records that have to be sent, and what became of the others. */
export class Outbox {
  readonly #waiting: WaitingRecords;
  readonly #onLoss: (how: Loss) => void;
  /** Taken from those that wait; each stays until its fate is known. */
  #batches: readonly Batch[] = [];
  readonly #counts = { recorded: 0, sent: 0, dropped: 0, rejected: 0 };

  constructor(mostWaiting: number, onLoss: (how: Loss) => void) {
    this.#waiting = new WaitingRecords(mostWaiting);
    this.#onLoss = onLoss;
  }

  get counts(): Counts {
    return { ...this.#counts, waiting: this.size };
  }

  get size(): number {
    return this.#held() + this.#waiting.size;
  }

  /** Nothing is gained by waiting for more. */
  get isDue(): boolean {
    return this.#batches.length > 0 || this.#waiting.size >= MOST_IN_BATCH;
  }

  add(record: Waiting): void {
    this.#counts.recorded += 1;
    this.#lose('dropped', this.#waiting.add(record, this.#held()));
  }

  /** One that is not kept at all. */
  refuse(how: Loss): void {
    this.#counts.recorded += 1;
    this.#lose(how, 1);
  }

  /** The batch that has to be sent first, made of those that wait longest. */
  oldest(now: number): Batch | undefined {
    for (const batch of this.#batches) if (now - batch.madeAt >= KEY_HOLDS_MS) this.replace(batch, [], 'dropped');
    if (this.#batches.length === 0 && this.#waiting.size > 0) {
      this.#batches = [createBatch(this.#waiting.take(MOST_IN_BATCH), now)];
    }
    return this.#batches[0];
  }

  /** Puts what is left of a batch in its place and counts the rest. */
  replace(batch: Batch, rest: readonly Batch[], how: 'sent' | Loss): void {
    this.#batches = this.#batches.flatMap((one) => (one === batch ? rest : [one]));
    const done = batch.records.length - sizeOf(rest);
    if (how === 'sent') this.#counts.sent += done;
    else this.#lose(how, done);
  }

  dropAll(): void {
    const left = this.#held() + this.#waiting.take(this.#waiting.size).length;
    this.#batches = [];
    this.#lose('dropped', left);
  }

  #lose(how: Loss, count: number): void {
    if (count === 0) return;
    this.#counts[how] += count;
    this.#onLoss(how);
  }

  #held(): number {
    return sizeOf(this.#batches);
  }
}

function sizeOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { records }) => sum + records.length, 0);
}
