import type { WorldChannel, WorldGuild } from './types.ts';
import type { World } from './world.ts';

/** Permission bits by Discord's names. */
export const PERMISSION = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  sendTts: 1n << 12n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  manageWebhooks: 1n << 29n,
  useApplicationCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
  pinMessages: 1n << 51n,
} as const;

const ALL_PERMISSIONS = (1n << 53n) - 1n;

/** What an ordinary member may do besides what a test grants. */
export const MEMBER_PERMISSIONS =
  PERMISSION.viewChannel | PERMISSION.sendMessages | PERMISSION.readMessageHistory | PERMISSION.useApplicationCommands;

/** What the install link of a bot like this one asks for. */
export const DEFAULT_BOT_PERMISSIONS =
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.embedLinks |
  PERMISSION.attachFiles |
  PERMISSION.readMessageHistory |
  PERMISSION.manageWebhooks |
  PERMISSION.sendMessagesInThreads;

const NEED_SENDING = PERMISSION.mentionEveryone | PERMISSION.sendTts | PERMISSION.attachFiles | PERMISSION.embedLinks;

export function guildPermissions(guild: WorldGuild, userId: string): bigint {
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const roleIds = [guild.id, ...(guild.members.get(userId)?.roles ?? [])];
  const bits = roleIds.reduce((sum, id) => sum | BigInt(guild.roles.get(id)?.permissions ?? 0), 0n);
  return bits & PERMISSION.administrator ? ALL_PERMISSIONS : bits;
}

/** The order is Discord's: role sum, then overwrites of @everyone, of the roles together, of the member. */
export function channelPermissions(world: World, channel: WorldChannel, userId: string): bigint {
  if (channel.guildId === null) return ALL_PERMISSIONS & ~PERMISSION.administrator;
  const guild = world.guilds.get(channel.guildId);
  if (!guild?.members.has(userId)) return 0n;
  const base = guildPermissions(guild, userId);
  if (base === ALL_PERMISSIONS) return base;

  const roles = guild.members.get(userId)?.roles ?? [];
  let bits = apply(base, overwritesOf(world, channel, [guild.id]));
  bits = apply(bits, overwritesOf(world, channel, roles));
  bits = apply(bits, overwritesOf(world, channel, [userId]));
  return withImplicitDenials(bits);
}

/** A thread has the overwrites of the channel it hangs on. */
function overwritesOf(world: World, channel: WorldChannel, ids: readonly string[]): { allow: bigint; deny: bigint } {
  const isThread = channel.type === 10 || channel.type === 11 || channel.type === 12;
  const holder = isThread && channel.parentId ? (world.channels.get(channel.parentId) ?? channel) : channel;
  const own = holder.overwrites.filter((overwrite) => ids.includes(overwrite.id));
  return {
    allow: own.reduce((sum, { allow }) => sum | BigInt(allow), 0n),
    deny: own.reduce((sum, { deny }) => sum | BigInt(deny), 0n),
  };
}

function apply(bits: bigint, { allow, deny }: { allow: bigint; deny: bigint }): bigint {
  return (bits & ~deny) | allow;
}

function withImplicitDenials(bits: bigint): bigint {
  if (!(bits & PERMISSION.viewChannel)) return 0n;
  return bits & (PERMISSION.sendMessages | PERMISSION.sendMessagesInThreads) ? bits : bits & ~NEED_SENDING;
}
