import type { Millis } from '../monitor/time.ts';

export interface LoopOptions {
  /** One bounded piece of work; answers how long to rest before the next, or 0 for at once. */
  readonly run: () => Promise<Millis>;
  /** Called when a piece of work failed; the loop goes on after `retryMs`. */
  readonly onError: (err: unknown) => void;
  readonly retryMs: Millis;
}

export interface Loop {
  start(): void;
  /** Cuts the present rest short, or makes another run follow the present one. After a failure the rest is kept. */
  wake(): void;
  /** No further run begins; resolves when the present one has ended. */
  stop(): Promise<void>;
}

/** Work that repeats itself: the next run is set only after the last one ended, so it never overlaps itself. */
export function createLoop({ run, onError, retryMs }: LoopOptions): Loop {
  let cancel: (() => void) | null = null;
  let running: Promise<void> | null = null;
  let wanted = false;
  // What failed is often woken often too: trying again at each wake would only make it worse.
  let failed = false;
  let stopped = true;

  function rest(ms: Millis): void {
    if (stopped) return;
    cancel = after(wanted && !failed ? 0 : ms, begin);
    wanted = false;
  }

  function begin(): void {
    cancel = null;
    running = once().then((restMs) => {
      running = null;
      rest(restMs);
    });
  }

  async function once(): Promise<Millis> {
    failed = false;
    try {
      return await run();
    } catch (err) {
      failed = true;
      onError(err);
      return retryMs;
    }
  }

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      // A run from before the stop may still be under way: the first one of this start follows it.
      if (running === null) begin();
      else wanted = true;
    },
    wake() {
      if (stopped) return;
      if (cancel === null) {
        wanted = true;
        return;
      }
      if (failed) return;
      cancel();
      begin();
    },
    async stop() {
      stopped = true;
      wanted = false;
      cancel?.();
      cancel = null;
      await running;
    },
  };
}

/** Answers how to call it off. A timer takes at least a millisecond, for which an alert would wait. */
function after(ms: Millis, work: () => void): () => void {
  if (ms > 0) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  }
  const turn = setImmediate(work);
  return () => clearImmediate(turn);
}
