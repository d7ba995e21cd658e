import type { Waiting } from '../records/solveRecord.ts';
import { type Batch, remainder } from './batch.ts';
import { type Counts, Outbox } from './outbox.ts';
import { Pause } from './pause.ts';
import type { Post } from './post.ts';
import { type Problem, verdictOn } from './verdict.ts';
import { within } from './within.ts';

export interface DeliveryOptions {
  readonly post: Post;
  readonly mostWaiting: number;
  /** Null: the monitor takes records again. */
  readonly onProblem: (problem: Problem | null) => void;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => number;
}

const LINGER_MS = 1_000;

/** Sends what is recorded in batches, one at a time, until the monitor has it. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #outbox: Outbox;
  readonly #pause = new Pause();
  #underWay: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isDue = false;
  #isClosed = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#outbox = new Outbox(options.mostWaiting, options.onProblem);
  }

  get counts(): Counts {
    return this.#outbox.counts;
  }

  add(record: Waiting): void {
    if (this.#isClosed) {
      this.#outbox.refuse('dropped');
      return;
    }
    this.#outbox.add(record);
    this.#wake();
  }

  /** One that can never be sent. */
  reject(): void {
    this.#outbox.refuse('rejected');
  }

  /** Sends everything now. Answers whether all of it is settled within the time, and never later than that. */
  async flush(withinMs: number): Promise<boolean> {
    this.#pause.skip();
    return (await within(this.#drain(this.#options.elapsed() + withinMs), withinMs)) ?? false;
  }

  /** Nothing is sent after this; what still waits is counted as dropped. */
  close(): void {
    this.#isClosed = true;
    this.#clearTimer();
    this.#outbox.dropAll();
    this.#options.post.close();
  }

  /** Sees to it that what waits is sent: at once where it fills a batch, else a second after it came. */
  #wake(): void {
    if (this.#underWay !== null || this.#isDue || this.#isClosed) return;
    this.#isDue = this.#outbox.isDue;
    if (this.#isDue) this.#setTimer(0);
    else if (this.#timer === null && this.#outbox.size > 0) this.#setTimer(LINGER_MS);
  }

  #setTimer(ms: number): void {
    this.#clearTimer();
    const pause = Math.max(ms, this.#pause.until - this.#options.elapsed());
    this.#timer = setTimeout(() => void this.#attempt(), pause).unref();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #drain(end: number): Promise<boolean> {
    while (this.#outbox.size > 0) {
      const now = this.#options.elapsed();
      const { until } = this.#pause;
      if (now >= end || until >= end) return false;
      if (until > now) await new Promise((resolve) => setTimeout(resolve, until - now).unref());
      await this.#attempt();
    }
    return true;
  }

  /** One request; all who ask for it while it is under way wait for the same one. */
  #attempt(): Promise<void> {
    this.#clearTimer();
    this.#isDue = false;
    this.#underWay ??= this.#sendOldest().finally(() => {
      this.#underWay = null;
      this.#wake();
    });
    return this.#underWay;
  }

  async #sendOldest(): Promise<void> {
    const batch = this.#outbox.oldest(this.#options.elapsed());
    if (batch !== undefined) await this.#send(batch);
  }

  async #send(batch: Batch): Promise<void> {
    const { post, elapsed, onProblem } = this.#options;
    const answer = await post.send('/v1/results', batch.body, { 'idempotency-key': batch.key });
    const verdict = verdictOn(answer, batch.records.length);
    if (this.#isClosed) return;
    if (verdict.kind === 'again') {
      this.#pause.begin(elapsed(), verdict.waitMs);
      onProblem(verdict.problem);
      return;
    }
    this.#pause.end();
    if (verdict.kind !== 'taken') {
      this.#outbox.replace(batch, remainder(batch, verdict, Date.now()), 'rejected');
      return;
    }
    this.#outbox.replace(batch, [], 'sent');
    onProblem(null);
  }
}
