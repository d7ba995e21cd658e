import type { APIGuildMember, APIUser, UserFlags } from 'discord-api-types/v10';
import { wireDate } from '../wireDate.ts';
import type { WorldGuild, WorldMember, WorldUser, WorldWebhook } from './types.ts';
import type { World } from './world.ts';

// `primary_guild` and `clan` are on every real user although the types do not know them all.
const BLANK_PROFILE = {
  avatar: null,
  global_name: null,
  public_flags: 0 as UserFlags,
  flags: 0 as UserFlags,
  banner: null,
  accent_color: null,
  avatar_decoration_data: null,
  primary_guild: null,
} as const;

export function userObject(user: WorldUser): APIUser {
  return {
    ...BLANK_PROFILE,
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.bot ? null : user.username,
    ...(user.bot && { bot: true }),
  };
}

/** Messages of a webhook are signed by a user that exists only in them. */
export function webhookAuthor(webhook: WorldWebhook, username?: string, avatar?: string): APIUser {
  return {
    ...BLANK_PROFILE,
    id: webhook.id,
    username: username ?? webhook.name,
    avatar: avatar ?? webhook.avatar,
    discriminator: '0000',
    bot: true,
  };
}

export function userById(world: World, id: string): WorldUser {
  const user = world.users.get(id);
  if (!user) throw new Error(`There is no user ${id}; addUser makes one.`);
  return user;
}

export function partialMember(member: WorldMember) {
  return {
    nick: null,
    avatar: null,
    banner: null,
    roles: [...member.roles],
    joined_at: wireDate(member.joinedAt),
    premium_since: null,
    pending: false,
    flags: 0,
    communication_disabled_until: null,
  };
}

/** As in messages, which name their author beside it. */
export function memberWithoutUser(member: WorldMember) {
  return { ...partialMember(member), deaf: false, mute: false };
}

export function memberObject(world: World, guild: WorldGuild, userId: string): APIGuildMember {
  const member = guild.members.get(userId);
  if (!member) throw new Error(`User ${userId} is not a member of "${guild.name}"; addMember makes it one.`);
  return { ...memberWithoutUser(member), user: userObject(userById(world, userId)) };
}
