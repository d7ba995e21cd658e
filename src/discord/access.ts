import type { REST } from '@discordjs/rest';
import { type APIApplication, Routes } from 'discord-api-types/v10';

/** Which guilds may see data: those listed, or else those that the application's owner owns. */
export interface Access {
  readonly isAllowed: (guild: { id: string; ownerId: string }) => boolean;
}

export async function readAccess(rest: REST, guildIds: readonly string[]): Promise<Access> {
  if (guildIds.length > 0) return { isAllowed: ({ id }) => guildIds.includes(id) };
  // Discord's answer to a route of its own; its shape is Discord's promise.
  const application = (await rest.get(Routes.currentApplication())) as APIApplication;
  const owners = [application.team?.owner_user_id, application.owner?.id].filter((id) => id !== undefined);
  return { isAllowed: ({ ownerId }) => owners.includes(ownerId) };
}
