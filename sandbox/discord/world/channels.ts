import type { APIOverwrite, ChannelType } from 'discord-api-types/v10';
import { channelObject, isThread } from './channelObject.ts';
import { guildById } from './guildById.ts';
import { INTENT } from './intents.ts';
import type { WorldChannel } from './types.ts';
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
  /** 0 text, 5 announcement, 11 public thread, 15 forum; text unless told otherwise. */
  readonly type?: number;
  readonly parentId?: string;
  readonly overwrites?: readonly Overwrite[];
}

export function addChannel(world: World, guildId: string, facts: NewChannel): { id: string } {
  const guild = guildById(world, guildId);
  const channel = plainChannel(world, facts.name, facts.type ?? 0, {
    guildId: guild.id,
    parentId: facts.parentId ?? null,
    overwrites: (facts.overwrites ?? []).map(wireOverwrite),
  });
  return keep(world, channel);
}

export function makeThread(world: World, home: WorldChannel, name: string): WorldChannel {
  const thread = plainChannel(world, name, 11, { guildId: home.guildId, parentId: home.id });
  keep(world, thread);
  return thread;
}

/** A direct message channel between a user and the bot. */
export function openDirectChannel(world: World, userId: string): { id: string } {
  const open = [...world.channels.values()].find(({ recipientId }) => recipientId === userId);
  if (open) return { id: open.id };
  const recipientId = userById(world, userId).id;
  return keep(world, plainChannel(world, '', 1, { guildId: null, recipientId }));
}

export function updateChannel(
  world: World,
  channelId: string,
  facts: { readonly name?: string; readonly overwrites?: readonly Overwrite[]; readonly archived?: boolean },
): void {
  const channel = channelById(world, channelId);
  channel.name = facts.name ?? channel.name;
  channel.archived = facts.archived ?? channel.archived;
  if (facts.overwrites) channel.overwrites = facts.overwrites.map(wireOverwrite);
  emitChannel(world, channel, 'UPDATE');
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

function keep(world: World, channel: WorldChannel): { id: string } {
  world.channels.set(channel.id, channel);
  emitChannel(world, channel, 'CREATE');
  return { id: channel.id };
}

function plainChannel(world: World, name: string, type: number, facts: Partial<WorldChannel>): WorldChannel {
  return {
    id: world.nextId(),
    type: type as ChannelType,
    name,
    guildId: null,
    recipientId: null,
    parentId: null,
    position: world.channels.size,
    overwrites: [],
    archived: false,
    lastMessageId: null,
    ...facts,
  };
}

function wireOverwrite({ id, type, allow = 0n, deny = 0n }: Overwrite): APIOverwrite {
  return { id, type: type === 'role' ? 0 : 1, allow: allow.toString(), deny: deny.toString() };
}

function emitChannel(world: World, channel: WorldChannel, what: 'CREATE' | 'UPDATE' | 'DELETE'): void {
  if (channel.guildId === null) return;
  const name = `${isThread(channel) ? 'THREAD' : 'CHANNEL'}_${what}`;
  world.emit({ name, data: channelObject(world, channel), guildId: channel.guildId, intent: INTENT.guilds });
}
