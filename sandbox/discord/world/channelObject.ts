import type { APIChannel } from 'discord-api-types/v10';
import { wireDate } from '../wireDate.ts';
import { archivedAt, isArchived } from './threadState.ts';
import type { ThreadState, WorldChannel, WorldGuild } from './types.ts';
import { userById, userObject } from './userObject.ts';
import type { World } from './world.ts';

export function isThread(channel: WorldChannel): boolean {
  return channel.type === 10 || channel.type === 11 || channel.type === 12;
}

/** Forum and media channels hold threads and no messages of their own. */
export function holdsOnlyThreads(channel: WorldChannel): boolean {
  return channel.type === 15 || channel.type === 16;
}

export function channelObject(world: World, channel: WorldChannel): APIChannel {
  if (channel.guildId === null) return directChannel(world, channel);
  return (channel.thread === null ? guildChannel(channel) : threadObject(world, channel, channel.thread)) as APIChannel;
}

function directChannel(world: World, channel: WorldChannel): APIChannel {
  const recipient = channel.recipientId === null ? [] : [userObject(userById(world, channel.recipientId))];
  return {
    id: channel.id,
    type: 1,
    flags: 0,
    last_message_id: channel.lastMessageId,
    recipients: recipient,
  } as unknown as APIChannel;
}

function guildChannel(channel: WorldChannel) {
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    parent_id: channel.parentId,
    topic: null,
    nsfw: false,
    flags: 0,
    rate_limit_per_user: 0,
    last_message_id: channel.lastMessageId,
    permission_overwrites: channel.overwrites,
    ...(channel.forum !== null && {
      ...PLAIN_FORUM,
      available_tags: channel.forum.tags,
      flags: channel.forum.requiresTag ? REQUIRE_TAG : 0,
    }),
  };
}

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-flags */
const REQUIRE_TAG = 1 << 4;

const PLAIN_FORUM = {
  default_reaction_emoji: null,
  default_sort_order: null,
  default_forum_layout: 0,
} as const;

function threadObject(world: World, channel: WorldChannel, thread: ThreadState) {
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    flags: 0,
    rate_limit_per_user: 0,
    last_message_id: channel.lastMessageId,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    applied_tags: thread.appliedTags,
    thread_metadata: {
      archived: isArchived(world, channel),
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: wireDate(archivedAt(world, channel)),
      locked: thread.locked,
      create_timestamp: wireDate(thread.createdAt),
    },
  };
}

export function channelsOf(world: World, guild: WorldGuild): WorldChannel[] {
  return [...world.channels.values()].filter((channel) => channel.guildId === guild.id);
}
