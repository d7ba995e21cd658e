import { ChannelType, PermissionFlagsBits, type PermissionsString } from 'discord.js';
import type { PingFailure } from '../monitor/delivery/pingFailure.ts';
import type { ThreadMode } from '../monitor/delivery/threads.ts';
import type { Mention } from '../monitor/types.ts';
import { channelOf, type GuildRecord, isThread, memberOf, permissionsOf } from './guildRecord.ts';
import { snapshotOf } from './guildSnapshot.ts';
import { rolePingFailure } from './pingCheck.ts';
import { FORUM_KINDS, isPostableKind } from './postableKinds.ts';

/** What the bot needs in a channel to post alerts there. https://discord.com/developers/docs/topics/permissions */
export const NEEDED_PERMISSIONS = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'AttachFiles'] as const;
export type NeededPermission = (typeof NEEDED_PERMISSIONS)[number] | ThreadPermission;
export type ThreadPermission = 'SendMessagesInThreads' | 'CreatePublicThreads';

/** A thread hangs on a message; a post is begun in a forum. */
export type ThreadsOn = Exclude<ThreadMode, 'off'>;

/** What the bot needs beside, and only where threads are switched on. In a forum Send Messages is what opens a post. */
const NEEDED_FOR: Readonly<Record<ThreadsOn, readonly NeededPermission[]>> = {
  thread: ['CreatePublicThreads', 'SendMessagesInThreads'],
  post: [...NEEDED_PERMISSIONS, 'SendMessagesInThreads'],
};
const KINDS_FOR: Readonly<Record<ThreadsOn, readonly ChannelType[]>> = {
  thread: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
  post: FORUM_KINDS,
};

/** Beside what the bot needs for alerts. */
export function neededForThreads(mode: ThreadsOn): readonly NeededPermission[] {
  return NEEDED_FOR[mode];
}

/** Whether a channel of that kind can have the threads, or the posts. */
export function hasThreads(mode: ThreadsOn, kind: number): boolean {
  return KINDS_FOR[mode].some((one) => one === kind);
}

export function neededIn(isThread: boolean): readonly NeededPermission[] {
  return NEEDED_PERMISSIONS.map((name) => (name === 'SendMessages' && isThread ? 'SendMessagesInThreads' : name));
}

/** What the bot sees of one guild: enough to say what is missing where, before anything fails. */
export interface GuildView {
  /** What is missing to post alerts in a channel; null where the bot does not see the channel at all. */
  missingIn(channelId: string): readonly NeededPermission[] | null;
  /** Why nothing can be posted in a channel of this kind or state; null where something can. */
  unfitness(channelId: string): 'channelKind' | 'threadClosed' | null;
  /** What is missing for threads of the alerts in a channel, or for posts in a forum; null where the bot does not see it at all. */
  missingForThreads(channelId: string, mode: ThreadsOn): readonly NeededPermission[] | 'channelKind' | null;
  /** Whether it may pin a message there. */
  canPin(channelId: string): boolean;
  /** Why mentioning somebody in a channel would notify nobody: Discord shows the mention of a role either way. */
  pingFailure(channelId: string, mention: Mention): PingFailure | null;
}

/** Null: nothing is known of the guild. */
export function createGuildView(guild: GuildRecord | null, botId: string): GuildView {
  const permissionsIn = (channelId: string) => {
    const channel = guild === null ? null : channelOf(guild, channelId);
    // Without the bot's own roles nothing is known of its permissions.
    if (guild === null || channel === null || memberOf(guild, botId) === null) return null;
    return { channel, permissions: permissionsOf(guild, botId, channel) };
  };
  return {
    missingIn(channelId) {
      const known = permissionsIn(channelId);
      if (known === null) return null;
      const { channel, permissions } = known;
      return neededIn(isThread(channel)).filter(
        (name: PermissionsString) => !permissions.has(PermissionFlagsBits[name]),
      );
    },
    unfitness(channelId) {
      const channel = guild === null ? null : channelOf(guild, channelId);
      if (channel === null) return null;
      if (!isPostableKind(channel.type)) return 'channelKind';
      return isThread(channel) && channel.isLocked ? 'threadClosed' : null;
    },
    missingForThreads(channelId, mode) {
      const known = permissionsIn(channelId);
      if (known === null) return null;
      if (!hasThreads(mode, known.channel.type)) return 'channelKind';
      return NEEDED_FOR[mode].filter((name: PermissionsString) => !known.permissions.has(PermissionFlagsBits[name]));
    },
    canPin: (channelId) => permissionsIn(channelId)?.permissions.has(PermissionFlagsBits.PinMessages) === true,
    pingFailure(channelId, mention) {
      const place = { type: 'channel', channelId } as const;
      return rolePingFailure(guild === null ? null : snapshotOf(() => guild, botId), { place, mention });
    },
  };
}
