import { Constants, PermissionsBitField } from 'discord.js';
import { type Overwrite, permissionsIn } from './permissionsIn.ts';

/** The facts about a guild that the program uses, as the gateway sent them. */
export interface GuildRecord {
  readonly id: string;
  readonly ownerId: string;
  readonly systemChannelId: string | null;
  readonly roles: readonly RoleRecord[];
  /** Its threads too, unless they are asleep. */
  readonly channels: readonly ChannelRecord[];
  /** The bot, and until READY also the others that came with the guild. */
  readonly members: readonly MemberRecord[];
}

export interface RoleRecord {
  readonly id: string;
  readonly permissions: string;
  readonly isMentionable: boolean;
}

export interface ChannelRecord {
  readonly id: string;
  readonly type: number;
  readonly parentId: string | null;
  readonly isLocked: boolean;
  readonly overwrites: readonly Overwrite[];
}

export interface MemberRecord {
  readonly id: string;
  readonly roles: readonly string[];
}

const THREADS: readonly number[] = Constants.ThreadChannelTypes;

export function isThread({ type }: Pick<ChannelRecord, 'type'>): boolean {
  return THREADS.includes(type);
}

const NOTHING = new PermissionsBitField();
/** Time-outs are not recorded, so none is in force. */
const NEVER = Number.POSITIVE_INFINITY;

/** What the bot may do in a channel, or without one anywhere that says nothing else. In a thread that is what holds for its channel. */
export function permissionsOf(guild: GuildRecord, botId: string, channel: ChannelRecord | null): PermissionsBitField {
  const me = memberOf(guild, botId);
  const place = channel !== null && isThread(channel) ? channelOf(guild, channel.parentId ?? '') : channel;
  if (me === null || (channel !== null && place === null)) return NOTHING;
  const standing = { userId: botId, guild: { ...guild, owner_id: guild.ownerId }, member: me };
  return permissionsIn(standing, place?.overwrites ?? [], NEVER);
}

/** Null: the bot sees no such channel. */
export function channelOf({ channels }: GuildRecord, channelId: string): ChannelRecord | null {
  return channels.find((channel) => channel.id === channelId) ?? null;
}

/** Null: the gateway has not sent the member. */
export function memberOf({ members }: GuildRecord, userId: string): MemberRecord | null {
  return members.find(({ id }) => id === userId) ?? null;
}
