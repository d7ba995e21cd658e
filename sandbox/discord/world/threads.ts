import type { ChannelType } from 'discord-api-types/v10';
import { isThread } from './channelObject.ts';
import { emitChannel, keepChannel, plainChannel } from './channels.ts';
import { isArchived, newThread } from './threadState.ts';
import type { WorldChannel } from './types.ts';
import type { World } from './world.ts';

export interface NewThread {
  readonly name: string;
  readonly ownerId: string;
  /** A thread that is started from a message has its id, and so has the first message of a post. */
  readonly id?: string;
  readonly autoArchiveMinutes?: number;
  readonly appliedTags?: readonly string[];
}

const PUBLIC_THREAD: ChannelType = 11;
const ANNOUNCEMENT_THREAD: ChannelType = 10;
const ANNOUNCEMENT = 5;

export function makeThread(world: World, home: WorldChannel, facts: NewThread): WorldChannel {
  const type = home.type === ANNOUNCEMENT ? ANNOUNCEMENT_THREAD : PUBLIC_THREAD;
  const thread = plainChannel(world, facts.name, type, {
    guildId: home.guildId,
    parentId: home.id,
    thread: {
      ...newThread(world, facts.ownerId),
      ...(facts.autoArchiveMinutes === undefined ? {} : { autoArchiveMinutes: facts.autoArchiveMinutes }),
      ...(facts.appliedTags === undefined ? {} : { appliedTags: facts.appliedTags }),
    },
    ...(facts.id === undefined ? {} : { id: facts.id }),
  });
  keepChannel(world, thread);
  return thread;
}

/** What is written, or opened again, counts as said. */
export function wake(world: World, channel: WorldChannel): void {
  const { thread } = channel;
  if (thread === null) return;
  const wasArchived = isArchived(world, channel);
  thread.archived = false;
  thread.lastActiveAt = world.now();
  if (wasArchived) emitChannel(world, channel, 'UPDATE');
}

export function threadsIn(world: World, of: { readonly guildId?: string; readonly parentId?: string }): WorldChannel[] {
  return [...world.channels.values()].filter(
    (channel) =>
      isThread(channel) &&
      (of.guildId === undefined || channel.guildId === of.guildId) &&
      (of.parentId === undefined || channel.parentId === of.parentId),
  );
}
