import type { Millis } from '../time.ts';

/** How long results could have arrived, and when the newest one did, on a clock that only counts that time. */
export interface Heard {
  readonly listenedMs: Millis;
  /** Since when the wall clock goes on without a jump, a suspend or a stop. */
  readonly steadySince: Millis;
  readonly arrivedAt: Millis | null;
  readonly arrivedListenedMs: Millis | null;
}

/** How long results could have arrived, over restarts. */
export interface ListeningStore {
  /**
   * Goes on counting; answers by how much the clock was set back since the last time, or 0. `meant` is what it would show had it
   * not been: without it, what was written since the last beat would be dated later than what came after the clock was set back, and
   * nobody would know of a clock that was ahead between two beats only.
   */
  beat(pipeline: string, now: Millis, meant?: Millis): Promise<Millis>;
  /** Null before the first beat. */
  read(pipeline: string, now: Millis): Promise<Heard | null>;
}
