import { ChannelType, type Client, PermissionFlagsBits, type PermissionsString } from 'discord.js';
import type { PingFailure } from '../monitor/delivery/pingFailure.ts';
import type { ThreadMode } from '../monitor/delivery/threads.ts';
import type { Mention } from '../monitor/types.ts';
import { snapshotOf } from './guildSnapshot.ts';
import { rolePingFailure } from './pingCheck.ts';
import { FORUM_KINDS, isPostableKind } from './postableKinds.ts';
import { readable } from './readablePermissions.ts';

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

export function createGuildView(client: Client, guildId: string): GuildView {
  const permissionsIn = (channelId: string) => {
    const guild = client.guilds.cache.get(guildId);
    const channel = guild?.channels.cache.get(channelId);
    const me = guild?.members.me;
    if (channel === undefined || me == null) return null;
    const permissions = readable(() => channel.permissionsFor(me));
    return permissions === undefined ? null : { channel, permissions };
  };
  return {
    missingIn(channelId) {
      const found = permissionsIn(channelId);
      if (found === null) return null;
      const { channel, permissions } = found;
      return neededIn(channel.isThread()).filter(
        (name: PermissionsString) => !permissions.has(PermissionFlagsBits[name]),
      );
    },
    unfitness(channelId) {
      const channel = client.guilds.cache.get(guildId)?.channels.cache.get(channelId);
      if (channel === undefined) return null;
      if (!isPostableKind(channel.type)) return 'channelKind';
      return channel.isThread() && channel.locked === true ? 'threadClosed' : null;
    },
    missingForThreads(channelId, mode) {
      const found = permissionsIn(channelId);
      if (found === null) return null;
      if (!hasThreads(mode, found.channel.type)) return 'channelKind';
      return NEEDED_FOR[mode].filter((name: PermissionsString) => !found.permissions.has(PermissionFlagsBits[name]));
    },
    canPin: (channelId) => permissionsIn(channelId)?.permissions.has(PermissionFlagsBits.PinMessages) === true,
    pingFailure(channelId, mention) {
      const guild = client.guilds.cache.get(guildId);
      const place = { type: 'channel', channelId } as const;
      return rolePingFailure(guild === undefined ? null : snapshotOf(guild), { place, mention });
    },
  };
}
