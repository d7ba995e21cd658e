import { setImmediate as nextTurn } from 'node:timers/promises';

/** What follows one another for longer than this lets others have a turn in between. */
const TURN_MS = 5;

/**
 * SQLite runs in this thread, so statements that follow one another give nobody else a turn: awaiting one of them is none. Waits for the
 * next turn of the event loop where this one has lasted long; otherwise for nothing.
 */
export function createTurns(): () => Promise<void> {
  let since: number | null = null;
  return async () => {
    const now = performance.now();
    if (since === null) {
      since = now;
      setImmediate(() => {
        since = null;
      }).unref();
    } else if (now - since > TURN_MS) await nextTurn();
  };
}
