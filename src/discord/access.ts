import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { Application } from './apiForms.ts';

/** Which guilds may see data: those listed, or else those that the application's owner owns. */
export interface Access {
  readonly isAllowed: (guild: { id: string; ownerId: string }) => boolean;
}

/** @throws where Discord does not say: a page of a proxy's may not take anybody's access away. */
export async function readAccess(rest: REST, guildIds: readonly string[]): Promise<Access> {
  if (guildIds.length > 0) return accessBy(guildIds, {});
  return accessBy(guildIds, Application.parse(await rest.get(Routes.currentApplication())));
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

/** Who may see data, as Discord last said it: what cannot be read stays as it was. */
export function createAccessKeeper(rest: REST, guildIds: readonly string[]) {
  let known: Access | null = null;
  return {
    /** Null until it was read. */
    current: () => known,
    /** @throws where it cannot be read. */
    async refresh(): Promise<void> {
      known = await readAccess(rest, guildIds);
    },
  };
}

export type AccessKeeper = ReturnType<typeof createAccessKeeper>;
