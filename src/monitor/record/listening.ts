import type { ListeningStore } from '../ports/listeningStore.ts';
import type { Log } from '../ports/log.ts';
import { MINUTE, type Millis } from '../time.ts';
import { SET_BACK_MS, type WatchedClock } from './watchedClock.ts';

/** Of a longer gap only this much counts: nobody knows whether the clock jumped, the machine slept or nothing ran. */
export const LONGEST_STEP_MS: Millis = 30_000;
/** After a longer gap than this, what has lasted "for two minutes" starts again. */
export const LONGEST_STEADY_GAP_MS: Millis = MINUTE;
const BEAT_MS: Millis = 10_000;
const HEARS_ITSELF = async () => true;

export interface HeartbeatPorts {
  readonly listening: Pick<ListeningStore, 'beat'>;
  readonly clock: WatchedClock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly log: Log;
  readonly pipelines: readonly string[];
  /** Whether results can arrive in any process, where that is not this one: if they cannot, that none come says nothing. */
  readonly hears?: () => Promise<boolean>;
}

/** Notes every ten seconds that we listen, and at once when the wall clock jumped. Safe to call at any time. */
export function createHeartbeat({ listening, clock, elapsed, log, pipelines, hears = HEARS_ITSELF }: HeartbeatPorts) {
  let last: { readonly at: Millis; readonly moment: Millis } | null = null;

  return async function beat(): Promise<void> {
    const [now, moment] = [clock.now(), elapsed()];
    // It may have been ahead for less time than passes between two beats, while something was written.
    const wasSetBackMs = clock.setBackSince(last?.moment ?? Number.NEGATIVE_INFINITY);
    const passedMs = last === null ? BEAT_MS : moment - last.moment;
    // Also of a jump ahead it must be known before the clock comes back.
    const hasJumped = wasSetBackMs > 0 || (last !== null && Math.abs(now - last.at - passedMs) > SET_BACK_MS);
    if ((passedMs < BEAT_MS && !hasJumped) || !(await hears())) return;
    const meant = Math.max(last === null ? now : last.at + passedMs, now + wasSetBackMs);
    let setBackMs = 0;
    for (const pipeline of pipelines) setBackMs = Math.max(setBackMs, await listening.beat(pipeline, now, meant));
    last = { at: now, moment };
    if (setBackMs > 0) log.warn({ setBackMs }, 'the clock was set back');
  };
}

export type Heartbeat = ReturnType<typeof createHeartbeat>;
