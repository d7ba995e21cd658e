import type { Logger } from '../log.ts';
import type { Millis } from '../monitor/time.ts';

interface DeadlineOptions {
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly log: Logger;
}

/**
 * The parts of a stop that have so much time together. Each begins when the one before it has ended, failed or taken too long: others, for
 * whom a part waits, may not keep the next ones from their turn. One whose turn comes too late still begins.
 */
export function createDeadline(withinMs: Millis, { elapsed, log }: DeadlineOptions) {
  const endsAt = elapsed() + withinMs;

  async function run(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (err) {
      log.error({ err, what }, 'stopping failed');
    }
  }

  /** Never rejects. */
  return (what: string, work: () => Promise<unknown>): Promise<void> =>
    new Promise((resolve) => {
      function giveUp(): void {
        log.warn({ what }, 'stopping goes on without the end of this: it takes too long');
        resolve();
      }
      const late = setTimeout(giveUp, Math.max(0, endsAt - elapsed()));
      void run(what, work).then(() => {
        clearTimeout(late);
        resolve();
      });
    });
}
