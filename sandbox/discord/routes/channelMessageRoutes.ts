import type { Sender } from '../messages/createMessage.ts';
import { createMessage } from '../messages/createMessage.ts';
import type { MessageDraft } from '../messages/draft.ts';
import { deleteMessage, editMessage } from '../messages/editMessage.ts';
import { publicMessage } from '../messages/findMessage.ts';
import { asBotSees } from '../messages/messageEvents.ts';
import { pinMessage } from '../messages/pinMessage.ts';
import { readDraft } from '../messages/readDraft.ts';
import { repeatedNonce } from '../messages/repeatedNonce.ts';
import { archivedThread, lockedThread, missingPermissions, noMessagesHere, notYourMessage } from '../rest/apiError.ts';
import type { ApiRequest, ApiResponse, Route } from '../rest/apiRequest.ts';
import { noContent, ok } from '../rest/apiRequest.ts';
import { holdsOnlyThreads, isThread } from '../world/channelObject.ts';
import { channelPermissions, PERMISSION } from '../world/permissions.ts';
import { isArchived } from '../world/threadState.ts';
import type { WorldChannel } from '../world/types.ts';
import { userById, userObject } from '../world/userObject.ts';
import type { World } from '../world/world.ts';
import { channelFor } from './access.ts';
import { listMessages } from './listMessages.ts';

const BOT_MENTIONS = { byDefault: ['users', 'roles', 'everyone'], unrestricted: false } as const;
const MESSAGES = '/channels/:channel/messages';
const MESSAGE = `${MESSAGES}/:message`;
const PIN = `${MESSAGES}/pins/:message`;

export function channelMessageRoutes(): Route[] {
  return [
    { method: 'POST', pattern: MESSAGES, auth: 'bot', bucket: 'createMessage', handle: send },
    { method: 'GET', pattern: MESSAGES, auth: 'bot', handle: listMessages },
    {
      method: 'GET',
      pattern: MESSAGE,
      auth: 'bot',
      handle(request, world) {
        const channel = channelFor(request, world, PERMISSION.readMessageHistory);
        return ok(asBotSees(world, publicMessage(world, channel.id, request.param('message')).message));
      },
    },
    { method: 'PATCH', pattern: MESSAGE, auth: 'bot', bucket: 'editMessage', handle: edit },
    { method: 'DELETE', pattern: MESSAGE, auth: 'bot', handle: remove },
    { method: 'PUT', pattern: PIN, auth: 'bot', handle: pin },
  ];
}

function send(request: ApiRequest, world: World): ApiResponse {
  const channel = channelFor(request, world);
  const draft = readDraft(request, { from: 'channel' });
  if (holdsOnlyThreads(channel) || channel.type === 4) throw noMessagesHere();
  refuseClosed(world, channel);
  const permitted = withinPermissions(world, channel, draft);
  const repeated = repeatedNonce(world, channel.id, draft);
  const stored = repeated ?? createMessage(world, channel, permitted, botSender(world));
  return ok({ ...stored.message, ...(draft.nonce !== undefined && { nonce: draft.nonce }) });
}

/** Nothing can be done in an archived thread, and in a locked one only by those who manage threads. */
function refuseClosed(world: World, channel: WorldChannel): void {
  if (isArchived(world, channel)) throw archivedThread();
  const isModerator = channelPermissions(world, channel, world.bot.userId) & PERMISSION.manageThreads;
  if (channel.thread?.locked && !isModerator) throw lockedThread();
}

/** Without Embed Links embeds vanish in silence; only a message that has nothing else is refused. */
export function withinPermissions(world: World, channel: WorldChannel, draft: MessageDraft): MessageDraft {
  const bits = channelPermissions(world, channel, world.bot.userId);
  // Opening a post in a forum sends a message there.
  const sending = isThread(channel) ? PERMISSION.sendMessagesInThreads : PERMISSION.sendMessages;
  if (!(bits & sending)) throw missingPermissions();
  if (draft.files.length > 0 && !(bits & PERMISSION.attachFiles)) throw missingPermissions();
  if (bits & PERMISSION.embedLinks || !draft.embeds?.length) return draft;
  if (!draft.content && draft.files.length === 0 && !draft.components?.length) throw missingPermissions();
  return { ...draft, embeds: [] };
}

function edit(request: ApiRequest, world: World): ApiResponse {
  const channel = channelFor(request, world);
  const stored = publicMessage(world, channel.id, request.param('message'));
  if (stored.message.author.id !== world.bot.userId) throw notYourMessage();
  if (isArchived(world, channel)) throw archivedThread();
  const draft = readDraft(request, { from: 'channel', currentFlags: stored.message.flags ?? 0 });
  editMessage(world, stored, draft, BOT_MENTIONS);
  return ok(stored.message);
}

function remove(request: ApiRequest, world: World): ApiResponse {
  const channel = channelFor(request, world);
  const stored = publicMessage(world, channel.id, request.param('message'));
  const bits = channelPermissions(world, channel, world.bot.userId);
  const own = stored.message.author.id === world.bot.userId;
  if (!own && !(bits & PERMISSION.manageMessages)) throw missingPermissions();
  deleteMessage(world, stored);
  return noContent();
}

/** The channel gets a message that says so, once. */
function pin(request: ApiRequest, world: World): ApiResponse {
  const channel = channelFor(request, world, PERMISSION.pinMessages);
  const stored = publicMessage(world, channel.id, request.param('message'));
  if (!stored.message.pinned) pinMessage(world, channel, stored, botSender(world));
  return noContent();
}

export function botSender(world: World): Sender {
  return {
    author: userObject(userById(world, world.bot.userId)),
    applicationId: null,
    webhookId: null,
    rights: BOT_MENTIONS,
  };
}
