import type { Millis } from './monitor/types.ts';

export interface LoopOptions {
  /** One bounded piece of work; answers how long to rest before the next, or 0 for at once. */
  readonly run: () => Promise<Millis>;
  /** Called when a piece of work failed; the loop goes on after `retryMs`. */
  readonly onError: (err: unknown) => void;
  readonly retryMs: Millis;
}

export interface Loop {
  start(): void;
  /** Cuts the present rest short, or makes another run follow the present one. */
  wake(): void;
  /** No further run begins; resolves when the present one has ended. */
  stop(): Promise<void>;
}

/** Work that repeats itself: the next run is set only after the last one ended, so it never overlaps itself. */
export function createLoop({ run, onError, retryMs }: LoopOptions): Loop {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let wanted = false;
  let stopped = true;

  function rest(ms: Millis): void {
    if (stopped) return;
    timer = setTimeout(begin, wanted ? 0 : ms);
    wanted = false;
  }

  function begin(): void {
    timer = null;
    running = once().then((restMs) => {
      running = null;
      rest(restMs);
    });
  }

  async function once(): Promise<Millis> {
    try {
      return await run();
    } catch (err) {
      onError(err);
      return retryMs;
    }
  }

  return {
    start() {
      if (!stopped) return;
      stopped = false;
      begin();
    },
    wake() {
      if (stopped) return;
      if (timer === null) {
        wanted = true;
        return;
      }
      clearTimeout(timer);
      begin();
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
    },
  };
}
