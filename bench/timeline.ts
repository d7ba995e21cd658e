import { setImmediate as settled } from 'node:timers/promises';

interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** Time that passes only from one event to the next: hours in seconds. */
export function createTimeline() {
  /** The latest first. */
  const events: Event[] = [];
  let now = 0;

  function after(ms: number, run: () => void): void {
    const at = now + ms;
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((events[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    // Of one moment, what was set first comes first.
    events.splice(low, 0, { at, run });
  }

  return {
    elapsed: () => now,
    after,
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        after(ms, resolve);
      }),
    /** Until nothing is left to happen. */
    async run(): Promise<void> {
      await settled();
      for (let next = events.pop(); next !== undefined; next = events.pop()) {
        now = next.at;
        next.run();
        await settled();
      }
    },
  };
}

export type Timeline = ReturnType<typeof createTimeline>;
