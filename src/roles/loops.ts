import type { Logger } from '../log.ts';
import type { Millis } from '../monitor/time.ts';
import { createLoop, type Loop, type LoopOptions } from './loop.ts';
import type { Signal } from './signals.ts';

const RETRY_MS: Millis = 5_000;

/** The loops of one role: they start together, in the order in which they were added, and stop together. */
export function createLoops(log: Logger) {
  const loops: Loop[] = [];
  const unlisten: (() => void)[] = [];
  return {
    /** Each of the signals wakes it. */
    add(what: string, run: LoopOptions['run'], ...signals: readonly Signal[]): void {
      const loop = createLoop({ run, retryMs: RETRY_MS, onError: (err) => log.error({ err, what }, 'loop failed') });
      for (const signal of signals) unlisten.push(signal.listen(loop.wake));
      loops.push(loop);
    },
    start(): void {
      for (const loop of loops) loop.start();
    },
    /** No further run begins; resolves when those under way have ended. */
    async stop(): Promise<void> {
      for (const end of unlisten) end();
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
