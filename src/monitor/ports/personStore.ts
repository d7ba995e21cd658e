import type { Millis } from '../time.ts';

/** In how many rows of each sort a person was replaced. */
export interface Forgotten {
  readonly mutes: number;
  /** Incidents that they acknowledged or muted. */
  readonly incidents: number;
  /** Notes that they wrote, or that name them. */
  readonly notes: number;
  /** Lines of the log of changes. */
  readonly changes: number;
  /** Messages that were sent or wait to be sent. */
  readonly messages: number;
  /** Alerts pinged this person; now they ping nobody. */
  readonly mention: boolean;
}

export interface PersonStore {
  /** Puts `SOMEONE` in the place of a person in everything that is kept of a guild, all of it or, on an error, nothing. */
  forget(guildId: string, userId: string, now: Millis, timeZone: string): Promise<Forgotten>;
}
