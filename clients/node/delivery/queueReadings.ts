import { Pause } from './pause.ts';
import type { Post } from './post.ts';
import { type Problem, verdictOn } from './verdict.ts';
import { within } from './within.ts';

export interface QueueReadingsOptions {
  readonly post: Post;
  /** Which of several reports it is; null: the only one. */
  readonly source: string | null;
  readonly onProblem: (problem: Problem | null) => void;
  readonly elapsed: () => number;
}

interface Reading {
  readonly body: string;
  readonly at: number;
}

const EVERY_MS = 1_000;
/** The monitor takes a reading as of its arrival: an old one would say what is no longer so. */
const FRESH_MS = 60_000;

/** Sends the newest reading of a queue, at most one a second. What is older is superseded and needs no key. */
export class QueueReadings {
  readonly #options: QueueReadingsOptions;
  readonly #pause = new Pause();
  #newest: Reading | null = null;
  #timer: NodeJS.Timeout | null = null;
  #underWay: Promise<void> | null = null;
  #isClosed = false;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(options: QueueReadingsOptions) {
    this.#options = options;
  }

  get isWaiting(): boolean {
    return this.#newest !== null;
  }

  add(depth: number, activeWorkers: number | null): void {
    if (this.#isClosed) return;
    const { source, elapsed } = this.#options;
    const reading = { depth, activeWorkers, ...(source === null ? {} : { source }) };
    this.#newest = { body: JSON.stringify(reading), at: elapsed() };
    this.#wake();
  }

  /** One attempt, if something waits that may be sent now; waits no longer than that for it. */
  async flush(withinMs: number): Promise<void> {
    this.#pause.skip();
    if (this.#newest === null || this.#options.elapsed() < this.#pause.until) return;
    await within(this.#attempt(), withinMs);
  }

  close(): void {
    this.#isClosed = true;
    this.#newest = null;
    this.#clearTimer();
  }

  #wake(): void {
    if (this.#newest === null || this.#timer !== null || this.#underWay !== null) return;
    const dueAt = Math.max(this.#sentAt + EVERY_MS, this.#pause.until);
    const wait = Math.max(0, dueAt - this.#options.elapsed());
    this.#timer = setTimeout(() => void this.#attempt(), wait).unref();
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #attempt(): Promise<void> {
    this.#clearTimer();
    this.#underWay ??= this.#send().finally(() => {
      this.#underWay = null;
      this.#wake();
    });
    return this.#underWay;
  }

  async #send(): Promise<void> {
    const reading = this.#newest;
    this.#sentAt = this.#options.elapsed();
    if (reading === null || this.#sentAt - reading.at > FRESH_MS) {
      this.#newest = null;
      return;
    }
    const verdict = verdictOn(await this.#options.post.send('/v1/queue', reading.body), 1);
    if (this.#isClosed) return;
    if (verdict.kind === 'again') {
      this.#pause.begin(this.#options.elapsed(), verdict.waitMs);
      this.#options.onProblem(verdict.problem);
      return;
    }
    this.#pause.end();
    this.#options.onProblem(verdict.kind === 'taken' ? null : 'rejected');
    if (this.#newest === reading) this.#newest = null;
  }
}
