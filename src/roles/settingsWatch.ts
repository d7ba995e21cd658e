import type { Logger } from '../log.ts';
import type { Role } from '../monitor/roles.ts';
import type { Clock, Millis } from '../monitor/time.ts';
import type { Processes } from '../store/processes.ts';
import { createLoop } from './loop.ts';

export interface SettingsWatchOptions {
  readonly processes: Processes;
  /** Tells this process from others. */
  readonly holder: string;
  readonly roles: readonly Role[];
  /** What is in force, as others may see it. */
  readonly settings: () => string;
  /** Reads the settings again; answers what is wrong with them, null where they hold. */
  readonly reload: () => Promise<readonly string[] | null>;
  readonly clock: Clock;
  readonly log: Logger;
}

const LOOK_AGAIN_MS: Millis = 1_000;
const RETRY_MS: Millis = 5_000;
/** Well within the time after which a process counts as gone. */
const SEEN_EVERY_MS: Millis = 10_000;

export type SettingsWatch = ReturnType<typeof createSettingsWatch>;

/** Keeps what is in force where the command line finds it, and reloads when it is asked there: that works where signals do not. */
export function createSettingsWatch({ processes, holder, roles, settings, reload, clock, log }: SettingsWatchOptions) {
  let written: string | null = null;
  let seenAt: Millis = 0;

  /** A clock that was set back counts as late too. */
  async function showUp(now: Millis): Promise<void> {
    if (written !== null && Math.abs(now - seenAt) < SEEN_EVERY_MS) return;
    if (written === null) await processes.begin(holder, settings(), now, roles);
    else await processes.seen(holder, now);
    written ??= settings();
    seenAt = now;
  }

  /** Answers when to look again. */
  async function look(): Promise<Millis> {
    await showUp(clock.now());
    const asked = await processes.asked(holder);
    const problems = asked === null ? null : await reload();
    // A signal may have brought others in.
    const current = settings();
    if (current !== written) await processes.write(holder, current);
    written = current;
    if (asked !== null) await processes.answer(holder, asked, problems ?? []);
    return LOOK_AGAIN_MS;
  }

  const loop = createLoop({
    run: look,
    retryMs: RETRY_MS,
    // A database that does not answer has a line of its own.
    onError: (err) => log.debug({ err }, 'settings in force not written'),
  });
  return {
    look,
    start: loop.start,
    async stop(): Promise<void> {
      await loop.stop();
      await processes.end(holder).catch(() => undefined);
    },
  };
}
