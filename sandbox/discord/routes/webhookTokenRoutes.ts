import {
  deleteInteractionMessage,
  editInteractionMessage,
  followUp,
  getInteractionMessage,
} from '../interactions/interactionMessages.ts';
import { deleteMessage, editMessage } from '../messages/editMessage.ts';
import { executeWebhook } from '../messages/executeWebhook.ts';
import { findMessage } from '../messages/findMessage.ts';
import { readDraft } from '../messages/readDraft.ts';
import { componentsPermitted, webhookMentions } from '../messages/webhookRules.ts';
import { archivedThread, invalidWebhookToken, unknownMessage, unknownWebhook } from '../rest/apiError.ts';
import type { ApiRequest, ApiResponse, Route } from '../rest/apiRequest.ts';
import { noContent, ok } from '../rest/apiRequest.ts';
import { isArchived } from '../world/threadState.ts';
import type { StoredMessage, WorldWebhook } from '../world/types.ts';
import { webhookObject } from '../world/webhookObject.ts';
import { removeWebhook } from '../world/webhooks.ts';
import type { World } from '../world/world.ts';
import { changeWebhook } from './changeWebhook.ts';

const WEBHOOK = '/webhooks/:webhook/:token';
const MESSAGE = `${WEBHOOK}/messages/:message`;

type Handle = (request: ApiRequest, world: World) => ApiResponse;

/** The same paths serve webhooks and, with the application's id in the place of the webhook's, interactions. */
export function webhookTokenRoutes(apiBase: () => string): Route[] {
  const route = (method: string, pattern: string, handle: Handle, bucket?: 'webhookExecute'): Route => ({
    method,
    pattern,
    auth: 'none',
    handle,
    ...(bucket && { bucket }),
  });
  return [
    route('GET', WEBHOOK, (request, world) =>
      ok(webhookObject(world, webhookByToken(request, world), apiBase(), 'token')),
    ),
    route('PATCH', WEBHOOK, (request, world) => {
      const webhook = webhookByToken(request, world);
      changeWebhook(request, world, webhook);
      return ok(webhookObject(world, webhook, apiBase(), 'token'));
    }),
    route('DELETE', WEBHOOK, (request, world) => {
      removeWebhook(world, webhookByToken(request, world));
      return noContent();
    }),
    route('POST', WEBHOOK, either(followUp, execute), 'webhookExecute'),
    route('GET', MESSAGE, either(getInteractionMessage, getMessage)),
    route('PATCH', MESSAGE, either(editInteractionMessage, patchMessage)),
    route('DELETE', MESSAGE, either(deleteInteractionMessage, removeMessage)),
  ];
}

function either(forInteraction: Handle, forWebhook: Handle): Handle {
  return (request, world) =>
    request.param('webhook') === world.bot.applicationId ? forInteraction(request, world) : forWebhook(request, world);
}

function webhookByToken(request: ApiRequest, world: World): WorldWebhook {
  const webhook = world.webhooks.get(request.param('webhook'));
  if (!webhook) throw unknownWebhook();
  if (webhook.token !== request.param('token')) throw invalidWebhookToken();
  return webhook;
}

function execute(request: ApiRequest, world: World): ApiResponse {
  return executeWebhook(request, world, webhookByToken(request, world));
}

function getMessage(request: ApiRequest, world: World): ApiResponse {
  return ok(messageOf(request, world).message);
}

function patchMessage(request: ApiRequest, world: World): ApiResponse {
  const webhook = webhookByToken(request, world);
  const stored = messageOf(request, world);
  const channel = world.channels.get(stored.message.channel_id);
  if (channel && isArchived(world, channel)) throw archivedThread();
  const draft = readDraft(request, { from: 'webhook', currentFlags: stored.message.flags ?? 0 });
  editMessage(world, stored, componentsPermitted(request, webhook, draft), webhookMentions(webhook));
  return ok(stored.message);
}

function removeMessage(request: ApiRequest, world: World): ApiResponse {
  deleteMessage(world, messageOf(request, world));
  return noContent();
}

/** A webhook reaches its own messages only; those in a thread need the thread's id. */
function messageOf(request: ApiRequest, world: World): StoredMessage {
  const webhook = webhookByToken(request, world);
  const stored = findMessage(world, request.query.get('thread_id') ?? webhook.channelId, request.param('message'));
  if (stored.message.webhook_id !== webhook.id) throw unknownMessage();
  return stored;
}
