import { PermissionsBitField } from 'discord.js';
import { ChannelType } from 'discord-api-types/v10';
import { type Overwrite, permissionsIn } from './permissionsIn.ts';

/** What Discord told of a guild, as far as anything is done with it. */
export interface GuildRecord {
  readonly id: string;
  readonly ownerId: string;
  readonly systemChannelId: string | null;
  readonly roles: readonly RoleRecord[];
  /** Its threads too, unless they are asleep. */
  readonly channels: readonly ChannelRecord[];
  /** The bot, among the few members that Discord tells of. */
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

const THREADS: readonly number[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

export function isThread({ type }: Pick<ChannelRecord, 'type'>): boolean {
  return THREADS.includes(type);
}

const NOTHING = new PermissionsBitField();
/** A time-out is not told of, so it is never over. */
const NEVER = Number.POSITIVE_INFINITY;

/** What the bot may do in a channel, or without one anywhere that says nothing else. In a thread that is what holds for its channel. */
export function permissionsOf(guild: GuildRecord, botId: string, channel: ChannelRecord | null): PermissionsBitField {
  const me = guild.members.find((member) => member.id === botId);
  const place = channel !== null && isThread(channel) ? channelOf(guild, channel.parentId ?? '') : channel;
  if (me === undefined || (channel !== null && place === null)) return NOTHING;
  const standing = { userId: botId, guild: { ...guild, owner_id: guild.ownerId }, member: me };
  return permissionsIn(standing, place?.overwrites ?? [], NEVER);
}

/** Null: there is no such channel, as far as the bot sees. */
export function channelOf({ channels }: GuildRecord, channelId: string): ChannelRecord | null {
  return channels.find((channel) => channel.id === channelId) ?? null;
}
