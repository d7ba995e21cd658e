import type { APIOverwrite, ChannelType } from 'discord-api-types/v10';
import { channelObject, holdsOnlyThreads, isThread } from './channelObject.ts';
import { guildById } from './guildById.ts';
import { INTENT } from './intents.ts';
import { newThread } from './threadState.ts';
import type { ThreadState, WorldChannel } from './types.ts';
import { userById } from './userObject.ts';
import { removeWebhook, webhooksIn } from './webhooks.ts';
import type { World } from './world.ts';

export interface Overwrite {
  readonly id: string;
  readonly type: 'role' | 'member';
  readonly allow?: bigint;
  readonly deny?: bigint;
}

export interface NewChannel {
  readonly name: string;
  /** 0 text, 5 announcement, 11 public thread, 15 forum; text by default. */
  readonly type?: number;
  readonly parentId?: string;
  readonly overwrites?: readonly Overwrite[];
  /** Names of the tags that posts of a forum can have. */
  readonly tags?: readonly string[];
  /** A post of a forum must have one. */
  readonly requiresTag?: boolean;
}

/** What people can change about a channel. */
export interface ChannelChange {
  readonly name?: string;
  readonly overwrites?: readonly Overwrite[];
  readonly archived?: boolean;
  readonly locked?: boolean;
}

export function addChannel(world: World, guildId: string, facts: NewChannel): { id: string } {
  const guild = guildById(world, guildId);
  const channel = plainChannel(world, facts.name, facts.type ?? 0, {
    guildId: guild.id,
    parentId: facts.parentId ?? null,
    overwrites: (facts.overwrites ?? []).map(wireOverwrite),
  });
  return keepChannel(world, {
    ...channel,
    thread: isThread(channel) ? newThread(world, world.bot.userId) : null,
    forum: holdsOnlyThreads(channel) ? forumOf(world, facts) : null,
  });
}

function forumOf(world: World, { tags = [], requiresTag = false }: NewChannel): WorldChannel['forum'] {
  const named = (name: string) => ({ id: world.nextId(), name, moderated: false, emoji_id: null, emoji_name: null });
  return { tags: tags.map(named), requiresTag };
}

/** A direct message channel between a user and the bot. */
export function openDirectChannel(world: World, userId: string): { id: string } {
  const open = [...world.channels.values()].find(({ recipientId }) => recipientId === userId);
  if (open) return { id: open.id };
  const recipientId = userById(world, userId).id;
  return keepChannel(world, plainChannel(world, '', 1, { guildId: null, recipientId }));
}

export function updateChannel(world: World, channelId: string, facts: ChannelChange): void {
  const channel = channelById(world, channelId);
  channel.name = facts.name ?? channel.name;
  if (channel.thread !== null) changeThread(world, channel.thread, facts);
  if (facts.overwrites) channel.overwrites = facts.overwrites.map(wireOverwrite);
  emitChannel(world, channel, 'UPDATE');
}

export function changeThread(world: World, thread: ThreadState, { archived, locked }: ChannelChange): void {
  if (archived !== undefined) {
    thread.archived = archived;
    if (archived) thread.archivedAt = world.now();
    else thread.lastActiveAt = world.now();
  }
  thread.locked = locked ?? thread.locked;
}

/** Takes its webhooks, messages and threads with it. */
export function deleteChannel(world: World, channelId: string): void {
  const channel = channelById(world, channelId);
  for (const thread of [...world.channels.values()].filter(({ parentId }) => parentId === channelId)) {
    if (isThread(thread)) deleteChannel(world, thread.id);
  }
  for (const webhook of webhooksIn(world, { channelId })) removeWebhook(world, webhook);
  world.channels.delete(channelId);
  world.messages.delete(channelId);
  emitChannel(world, channel, 'DELETE');
}

export function channelById(world: World, channelId: string): WorldChannel {
  const channel = world.channels.get(channelId);
  if (!channel) throw new Error(`There is no channel ${channelId}; addChannel makes one.`);
  return channel;
}

export function keepChannel(world: World, channel: WorldChannel): { id: string } {
  world.channels.set(channel.id, channel);
  emitChannel(world, channel, 'CREATE');
  return { id: channel.id };
}

export function plainChannel(world: World, name: string, type: number, facts: Partial<WorldChannel>): WorldChannel {
  return {
    id: world.nextId(),
    type: type as ChannelType,
    name,
    guildId: null,
    recipientId: null,
    parentId: null,
    position: world.channels.size,
    overwrites: [],
    lastMessageId: null,
    thread: null,
    forum: null,
    ...facts,
  };
}

function wireOverwrite({ id, type, allow = 0n, deny = 0n }: Overwrite): APIOverwrite {
  return { id, type: type === 'role' ? 0 : 1, allow: allow.toString(), deny: deny.toString() };
}

export function emitChannel(world: World, channel: WorldChannel, what: 'CREATE' | 'UPDATE' | 'DELETE'): void {
  if (channel.guildId === null) return;
  const name = `${isThread(channel) ? 'THREAD' : 'CHANNEL'}_${what}`;
  world.emit({ name, data: channelObject(world, channel), guildId: channel.guildId, intent: INTENT.guilds });
}
