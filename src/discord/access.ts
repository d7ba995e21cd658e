import type { REST } from '@discordjs/rest';
import { type APIApplication, Routes } from 'discord-api-types/v10';

/** Which guilds may see data: those listed, or else those that the application's owner owns. */
export interface Access {
  readonly isAllowed: (guild: { id: string; ownerId: string }) => boolean;
}

export async function readAccess(rest: REST, guildIds: readonly string[]): Promise<Access> {
  if (guildIds.length > 0) return accessBy(guildIds, {});
  // Discord's answer to a route of its own; its shape is Discord's promise.
  return accessBy(guildIds, (await rest.get(Routes.currentApplication())) as APIApplication);
}

/** Whom an application belongs to, as Discord tells it. */
export interface Owned {
  readonly owner?: { readonly id: string } | undefined;
  readonly team?: { readonly owner_user_id: string } | null | undefined;
}

export function accessBy(guildIds: readonly string[], application: Owned): Access {
  if (guildIds.length > 0) return { isAllowed: ({ id }) => guildIds.includes(id) };
  const owners = [application.team?.owner_user_id, application.owner?.id].filter((id) => id !== undefined);
  return { isAllowed: ({ ownerId }) => owners.includes(ownerId) };
}
