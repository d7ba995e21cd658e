import type { APIMessage, APIUser } from 'discord-api-types/v10';
import { emptyMessage } from '../rest/apiError.ts';
import { wireDate } from '../wireDate.ts';
import { wake } from '../world/threads.ts';
import type { StoredMessage, WorldChannel } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { showInEmbeds, storeFile } from './attachments.ts';
import { textsOf } from './componentTree.ts';
import type { MessageDraft } from './draft.ts';
import { FLAG } from './flags.ts';
import type { MentionRights } from './mentions.ts';
import { effectiveMentions } from './mentions.ts';
import { emitMessage } from './messageEvents.ts';
import { storedComponents } from './storedComponents.ts';

export interface Sender {
  readonly author: APIUser;
  readonly applicationId: string | null;
  readonly webhookId: string | null;
  readonly rights: MentionRights;
}

export interface MessageExtras {
  readonly type?: number;
  readonly ephemeralFor?: string | null;
  /** Interaction metadata, reference to the answered message and the like. */
  readonly also?: Partial<APIMessage> & Record<string, unknown>;
}

/** Stores a checked message and tells the gateway. */
export function createMessage(
  world: World,
  channel: WorldChannel,
  draft: MessageDraft,
  sender: Sender,
  extras: MessageExtras = {},
): StoredMessage {
  refuseEmpty(draft);
  const ephemeralFor = extras.ephemeralFor ?? null;
  const attachments = draft.files.map((file) =>
    storeFile(
      world,
      channel.id,
      file,
      draft.attachments?.find(({ id }) => id === file.index),
      ephemeralFor !== null,
    ),
  );
  const { embeds, listed } = showInEmbeds(draft.flags & FLAG.suppressEmbeds ? [] : (draft.embeds ?? []), attachments);
  const components = storedComponents(world, draft.components ?? [], attachments);
  const text = [draft.content ?? '', ...textsOf(components)].join('\n');
  const message = {
    ...blankMessage(world, channel.id, sender),
    type: extras.type ?? 0,
    content: draft.content ?? '',
    ...effectiveMentions(world, channel, text, draft.allowedMentions, sender.rights),
    embeds,
    attachments: listed,
    components,
    tts: draft.tts,
    flags: draft.flags | (ephemeralFor === null ? 0 : FLAG.ephemeral),
    ...extras.also,
  } as APIMessage;
  return keep(world, channel, {
    message,
    attachments,
    ephemeralFor,
    nonce: nonceOf(draft),
    createdAt: world.now(),
    deleted: false,
  });
}

/** "Bot is thinking…": what a deferred reply shows until it is filled. */
export function createLoadingMessage(
  world: World,
  channel: WorldChannel,
  sender: Sender,
  extras: MessageExtras,
): StoredMessage {
  const ephemeralFor = extras.ephemeralFor ?? null;
  const message = {
    ...blankMessage(world, channel.id, sender),
    type: extras.type ?? 0,
    flags: FLAG.loading | (ephemeralFor === null ? 0 : FLAG.ephemeral),
    ...extras.also,
  } as APIMessage;
  return keep(world, channel, {
    message,
    attachments: [],
    ephemeralFor,
    nonce: null,
    createdAt: world.now(),
    deleted: false,
  });
}

function keep(world: World, channel: WorldChannel, stored: StoredMessage): StoredMessage {
  const list = world.messages.get(channel.id) ?? [];
  list.push(stored);
  world.messages.set(channel.id, list);
  channel.lastMessageId = stored.message.id;
  wake(world, channel);
  emitMessage(world, 'MESSAGE_CREATE', stored);
  return stored;
}

function blankMessage(world: World, channelId: string, sender: Sender) {
  return {
    id: world.nextId(),
    channel_id: channelId,
    author: sender.author,
    content: '',
    embeds: [],
    attachments: [],
    components: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: wireDate(world.now()),
    edited_timestamp: null,
    ...(sender.webhookId !== null && { webhook_id: sender.webhookId }),
    ...(sender.applicationId !== null && { application_id: sender.applicationId }),
  };
}

export function refuseEmpty(draft: MessageDraft): void {
  const lists = [draft.embeds, draft.components, draft.files];
  if (!draft.content && !draft.hasPoll && lists.every((list) => !list?.length)) throw emptyMessage();
}

function nonceOf(draft: MessageDraft): string | null {
  return draft.enforceNonce && draft.nonce !== undefined ? String(draft.nonce) : null;
}
