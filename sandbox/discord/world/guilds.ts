import type { APIRole } from 'discord-api-types/v10';
import { guildById } from './guildById.ts';
import { guildObject, wholeGuild } from './guildObject.ts';
import { INTENT } from './intents.ts';
import { DEFAULT_BOT_PERMISSIONS, MEMBER_PERMISSIONS } from './permissions.ts';
import { addRole, plainRole } from './roles.ts';
import type { WorldGuild } from './types.ts';
import { userById } from './userObject.ts';
import type { World } from './world.ts';

export interface NewGuild {
  readonly name: string;
  /** Wanted when a test needs a certain shard: `(id >> 22) % shards`. */
  readonly id?: string;
  readonly ownerId?: string;
  readonly locale?: string;
  readonly preferredLocale?: string;
  /** Whether the bot is in it; yes by default. */
  readonly member?: boolean;
  readonly botPermissions?: bigint;
}

/** What the caller gets to know of a new guild. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** Holds the bot's permissions; null when the bot is not in the guild. */
  readonly botRoleId: string | null;
}

export function addGuild(world: World, facts: NewGuild): Guild {
  const id = facts.id ?? world.nextId();
  const ownerId = facts.ownerId ?? world.owner.id;
  userById(world, ownerId);
  const guild: WorldGuild = {
    id,
    ownerId,
    name: facts.name,
    preferredLocale: facts.preferredLocale ?? facts.locale ?? 'en-US',
    systemChannelId: null,
    // @everyone grants nothing here, so that what the bot may do is exactly what a test gives it.
    roles: new Map([[id, plainRole(id, '@everyone', 0n)]]),
    members: new Map([[ownerId, { userId: ownerId, roles: [], joinedAt: world.now() }]]),
    createdAt: world.now(),
  };
  world.guilds.set(id, guild);
  const botRoleId = facts.member === false ? null : joinAsBot(world, guild, facts.botPermissions);
  return { id, name: guild.name, ownerId, botRoleId };
}

/** The bot comes in with its install link: a role of its own, then GUILD_CREATE. */
function joinAsBot(world: World, guild: WorldGuild, permissions = DEFAULT_BOT_PERMISSIONS): string {
  const { userId } = world.bot;
  const role: APIRole = {
    ...plainRole(world.nextId(), userById(world, userId).username, permissions),
    managed: true,
    tags: { bot_id: userId },
  };
  guild.roles.set(role.id, role);
  guild.members.set(userId, { userId, roles: [role.id], joinedAt: world.now() });
  emitGuild(world, guild, 'GUILD_CREATE', wholeGuild(world, guild));
  return role.id;
}

/** The bot comes (back) into a guild that exists already. */
export function inviteBot(world: World, guildId: string, permissions?: bigint): { botRoleId: string } {
  return { botRoleId: joinAsBot(world, guildById(world, guildId), permissions) };
}

/** The bot is thrown out: its role and its commands there go, the guild itself stays for its people. */
export function removeGuild(world: World, guildId: string): void {
  const guild = guildById(world, guildId);
  const bot = guild.members.get(world.bot.userId);
  if (!bot) return;
  for (const roleId of bot.roles) if (guild.roles.get(roleId)?.managed) guild.roles.delete(roleId);
  guild.members.delete(bot.userId);
  world.commands.delete(guildId);
  emitGuild(world, guild, 'GUILD_DELETE', { id: guildId });
}

/** An outage: the guild cannot be reached for a while although the bot is still in it. */
export function setGuildAvailable(world: World, guildId: string, available: boolean): void {
  const guild = guildById(world, guildId);
  if (available) emitGuild(world, guild, 'GUILD_CREATE', wholeGuild(world, guild));
  else emitGuild(world, guild, 'GUILD_DELETE', { id: guildId, unavailable: true });
}

/** Another language in the server's settings. */
export function setPreferredLocale(world: World, guildId: string, locale: string): void {
  const guild = guildById(world, guildId);
  guild.preferredLocale = locale;
  emitGuild(world, guild, 'GUILD_UPDATE', guildObject(guild));
}

export function renameGuild(world: World, guildId: string, name: string): void {
  const guild = guildById(world, guildId);
  guild.name = name;
  emitGuild(world, guild, 'GUILD_UPDATE', guildObject(guild));
}

/** Its owner hands the guild on to somebody else. */
export function setGuildOwner(world: World, guildId: string, ownerId: string): void {
  const guild = guildById(world, guildId);
  userById(world, ownerId);
  guild.ownerId = ownerId;
  if (!guild.members.has(ownerId)) guild.members.set(ownerId, { userId: ownerId, roles: [], joinedAt: world.now() });
  emitGuild(world, guild, 'GUILD_UPDATE', guildObject(guild));
}

/** Chooses where Discord's own notices appear. */
export function setSystemChannel(world: World, guildId: string, channelId: string): void {
  const guild = guildById(world, guildId);
  guild.systemChannelId = channelId;
  emitGuild(world, guild, 'GUILD_UPDATE', guildObject(guild));
}

/** Gives a user a role of its own with what an ordinary member may do and the given permissions on top. */
export function addMember(world: World, guildId: string, userId: string, permissions: bigint): void {
  const guild = guildById(world, guildId);
  const { username } = userById(world, userId);
  const role = addRole(world, guildId, { name: username, permissions: MEMBER_PERMISSIONS | permissions });
  guild.members.set(userId, { userId, roles: [role.id], joinedAt: world.now() });
}

function emitGuild(world: World, guild: WorldGuild, name: string, data: object): void {
  world.emit({ name, data, guildId: guild.id, intent: INTENT.guilds });
}
