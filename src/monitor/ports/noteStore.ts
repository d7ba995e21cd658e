import type { Millis } from '../time.ts';
import type { Actor } from '../types.ts';

/** What somebody wrote about an incident. */
export interface Note {
  readonly at: Millis;
  readonly by: Actor;
  readonly text: string;
}

export interface NoteStore {
  /** Keeps a note of an incident, which may be over, and shows it on its first message. Answers whether there is such an incident. */
  add(guildId: string, incidentId: number, note: Note): Promise<boolean>;
}
