import { isMainThread } from 'node:worker_threads';
import { isObject } from './records/foreign.ts';

/** Something that sends what waits before the program ends. */
export interface ExitFlush {
  /** Whether something waits that came after the last flush at an exit. */
  needsFlush(): boolean;
  /** Ends after a bounded time and never rejects. */
  flush(): Promise<unknown>;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
/** One place in a process for all copies of this package, which else would take one another for the program's own handlers. */
const PLACE = Symbol.for('captchaai-discord-monitor.exitFlush');

/** Answers how to take it out again. */
export function flushAtExit(one: ExitFlush): () => void {
  const all = shared();
  all.add(one);
  return () => void all.delete(one);
}

function shared(): Set<ExitFlush> {
  const kept: unknown = Reflect.get(globalThis, PLACE);
  if (isObject(kept) && kept instanceof Set) return kept;
  const all = new Set<ExitFlush>();
  Reflect.set(globalThis, PLACE, all);
  listen(all);
  return all;
}

function listen(all: ReadonlySet<ExitFlush>): void {
  // Comes again after the flush, when the program has nothing to do once more.
  process.on('beforeExit', () => void flushAll(all));
  if (!isMainThread) return;
  for (const signal of SIGNALS) {
    const onSignal = () => {
      // From here on the signal does to the program what it does without us, also when it comes once more.
      process.off(signal, onSignal);
      const flushed = flushAll(all);
      if (process.listenerCount(signal) === 0) void flushed.then(() => process.kill(process.pid, signal));
    };
    // First, so that a handler that counts all others no longer finds this one.
    process.prependListener(signal, onSignal);
  }
}

async function flushAll(all: ReadonlySet<ExitFlush>): Promise<void> {
  await Promise.all([...all].filter((one) => one.needsFlush()).map((one) => one.flush()));
}
