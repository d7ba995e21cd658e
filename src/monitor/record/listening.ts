import type { ListeningStore } from '../ports/listeningStore.ts';
import type { Log } from '../ports/log.ts';
import type { Clock, Millis } from '../time.ts';
import { MINUTE } from '../time.ts';

/** Of a longer gap only this much counts: nobody knows whether the clock jumped, the machine slept or nothing ran. */
export const LONGEST_STEP_MS: Millis = 30_000;
/** After a longer gap than this, what has lasted "for two minutes" starts again. */
export const LONGEST_STEADY_GAP_MS: Millis = MINUTE;
/** Clocks of two machines may differ by less than this, and a clock is often set right by so much. */
export const SET_BACK_MS: Millis = 5_000;

const BEAT_MS: Millis = 10_000;

export interface HeartbeatPorts {
  readonly listening: Pick<ListeningStore, 'beat'>;
  readonly clock: Clock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly log: Log;
  readonly pipelines: readonly string[];
}

/** Notes every ten seconds that we listen, and at once when the wall clock jumped. Safe to call at any time. */
export function createHeartbeat({ listening, clock, elapsed, log, pipelines }: HeartbeatPorts) {
  let last: { readonly at: Millis; readonly elapsed: Millis } | null = null;

  return async function beat(): Promise<void> {
    const now = clock.now();
    const passedMs = last === null ? BEAT_MS : elapsed() - last.elapsed;
    // Also of a jump ahead it must be known before the clock comes back.
    const hasJumped = last !== null && Math.abs(now - last.at - passedMs) > SET_BACK_MS;
    if (passedMs < BEAT_MS && !hasJumped) return;
    const meant = last === null ? now : last.at + passedMs;
    let setBackMs = 0;
    for (const pipeline of pipelines) setBackMs = Math.max(setBackMs, await listening.beat(pipeline, now, meant));
    last = { at: now, elapsed: elapsed() };
    if (setBackMs > 0) log.warn({ setBackMs }, 'the clock was set back');
  };
}

export type Heartbeat = ReturnType<typeof createHeartbeat>;
