import type { Waiting } from '../records/solveRecord.ts';

/** A ring of records in the order in which they came; a full one drops the oldest. */
export class WaitingRecords {
  readonly #slots: (Waiting | undefined)[];
  #first = 0;
  #size = 0;

  constructor(capacity: number) {
    this.#slots = new Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  /** Answers how many were dropped to make room: `held` others take room too. */
  add(record: Waiting, held: number): number {
    const room = Math.max(1, this.#slots.length - held);
    let dropped = 0;
    for (; this.#size >= room; dropped += 1) this.#shift();
    this.#slots[(this.#first + this.#size) % this.#slots.length] = record;
    this.#size += 1;
    return dropped;
  }

  /** The oldest, at most so many. */
  take(most: number): readonly Waiting[] {
    return Array.from({ length: Math.min(most, this.#size) }, () => this.#shift()).filter((one) => one !== undefined);
  }

  #shift(): Waiting | undefined {
    const record = this.#slots[this.#first];
    this.#slots[this.#first] = undefined;
    this.#first = (this.#first + 1) % this.#slots.length;
    this.#size -= 1;
    return record;
  }
}
