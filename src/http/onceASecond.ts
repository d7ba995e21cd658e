import type { Millis } from '../monitor/time.ts';

const FRESH_MS: Millis = 1_000;

/** The same work at most once a second and never twice at a time, however often it is asked for. */
export function onceASecond<T>(work: () => Promise<T>, elapsed: () => Millis): () => Promise<T> {
  let running: Promise<T> | null = null;
  let last: { readonly at: Millis; readonly value: T } | null = null;

  async function run(): Promise<T> {
    try {
      const value = await work();
      last = { at: elapsed(), value };
      return value;
    } finally {
      running = null;
    }
  }

  return async () => {
    if (last !== null && elapsed() - last.at < FRESH_MS) return last.value;
    running ??= run();
    return running;
  };
}
