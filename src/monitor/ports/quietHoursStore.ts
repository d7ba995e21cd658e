import type { CatchUp, SuppressedIncident } from '../alerts/catchUp.ts';
import type { QuietHours } from '../alerts/quietHours.ts';
import type { Change } from '../settings/audit.ts';
import type { Millis } from '../time.ts';

export interface QuietHoursStore {
  /**
   * `changeFrom` is asked while nobody else can change the guild's own quiet hours; it may throw, and nothing is changed then. Null: it
   * has chosen none, so that those of the settings hold.
   */
  change(
    guildId: string,
    changeFrom: (own: readonly QuietHours[] | null) => {
      readonly hours: readonly QuietHours[] | null;
      readonly change: Change;
    },
  ): Promise<void>;
  /** The guilds that are there, and have incidents of which something waits for the end of quiet hours. */
  waiting(): Promise<ReadonlySet<string>>;
  /**
   * Hands the catch-up of a guild on for delivery, and notes in the same transaction what it tells, so that it is sent once. `compose`
   * says what it tells of what waits; null: nothing yet. Answers whether there was one.
   */
  catchUp(
    guildId: string,
    now: Millis,
    compose: (held: readonly SuppressedIncident[]) => CatchUp | null,
  ): Promise<boolean>;
}
