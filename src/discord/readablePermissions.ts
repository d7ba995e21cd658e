import type { PermissionsBitField } from 'discord.js';

/** The library throws where an event that could not be read has left a role half known: then nothing is known of the permissions. */
export function readable<T extends Readonly<PermissionsBitField> | undefined>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
