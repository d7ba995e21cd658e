import { DAY, type Millis } from './time.ts';

/** For how long what is kept is kept. `/privacy` and PRIVACY.md say the same. */
export const KEPT = {
  /** Thirteen months: results, readings, mutes, incidents, changes and messages, once they are over. */
  historyMs: 396 * DAY,
  /** For so long people ask why; there may be many of them. */
  decisionsMs: 30 * DAY,
  /** A guild that comes back within this time finds its settings as they were. */
  leftGuildMs: 30 * DAY,
} as const satisfies Readonly<Record<string, Millis>>;
