import { channelById } from '../world/channels.ts';
import { guildById } from '../world/guildById.ts';
import { channelPermissions, PERMISSION } from '../world/permissions.ts';
import type { WorldChannel, WorldGuild, WorldUser } from '../world/types.ts';
import { userById } from '../world/userObject.ts';
import type { World } from '../world/world.ts';

export interface Who {
  readonly userId: string;
  /** Left out in direct messages. */
  readonly guildId?: string;
  readonly channelId: string;
  readonly locale?: string;
}

/** A person at a place, checked. */
export interface Person {
  readonly user: WorldUser;
  readonly guild: WorldGuild | null;
  readonly channel: WorldChannel;
  readonly locale: string;
  readonly permissions: bigint;
}

/** Something a person cannot do in the Discord client either; the text says what would have worked. */
export class ActorError extends Error {}

export function personAt(world: World, who: Who): Person {
  const user = userById(world, who.userId);
  const channel = channelById(world, who.channelId);
  const guild = who.guildId === undefined ? null : guildById(world, who.guildId);
  if (channel.guildId !== (guild?.id ?? null)) {
    throw new ActorError(`Channel ${channel.id} is not in ${guild ? `guild "${guild.name}"` : 'a direct message'}.`);
  }
  if (guild && !guild.members.has(user.id)) {
    throw new ActorError(`${user.username} is not a member of "${guild.name}"; addMember makes them one.`);
  }
  const permissions = channelPermissions(world, channel, user.id);
  if (!(permissions & PERMISSION.viewChannel)) throw new ActorError(`${user.username} cannot see #${channel.name}.`);
  return { user, guild, channel, locale: who.locale ?? user.locale, permissions };
}
