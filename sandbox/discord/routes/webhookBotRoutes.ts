import { WEBHOOKS_PER_CHANNEL } from '../limits.ts';
import { missingPermissions, tooManyWebhooks, unknownWebhook } from '../rest/apiError.ts';
import type { ApiRequest, ApiResponse, Route } from '../rest/apiRequest.ts';
import { noContent, ok } from '../rest/apiRequest.ts';
import { createForm, isObject } from '../rest/form.ts';
import { channelPermissions, PERMISSION } from '../world/permissions.ts';
import type { WorldWebhook } from '../world/types.ts';
import { webhookObject } from '../world/webhookObject.ts';
import { addWebhook, removeWebhook, webhooksIn } from '../world/webhooks.ts';
import type { World } from '../world/world.ts';
import { channelFor, guildFor } from './access.ts';
import { changeWebhook, readAvatar, readWebhookName } from './changeWebhook.ts';

const IN_CHANNEL = '/channels/:channel/webhooks';

/** Webhooks as the bot manages them, with its own token. */
export function webhookBotRoutes(apiBase: () => string): Route[] {
  const asObject = (world: World) => (webhook: WorldWebhook) => webhookObject(world, webhook, apiBase(), 'bot');
  const route = (method: string, pattern: string, handle: Route['handle']): Route => ({
    method,
    pattern,
    auth: 'bot',
    handle,
  });
  return [
    route('POST', IN_CHANNEL, (request, world) => ok(asObject(world)(create(request, world)))),
    route('GET', IN_CHANNEL, (request, world): ApiResponse => {
      const channel = channelFor(request, world, PERMISSION.manageWebhooks);
      return ok(webhooksIn(world, { channelId: channel.id }).map(asObject(world)));
    }),
    route('GET', '/guilds/:guild/webhooks', (request, world) => {
      const guild = guildFor(request, world, PERMISSION.manageWebhooks);
      return ok(webhooksIn(world, { guildId: guild.id }).map(asObject(world)));
    }),
    route('GET', '/webhooks/:webhook', (request, world) => ok(asObject(world)(managed(request, world, true)))),
    route('PATCH', '/webhooks/:webhook', (request, world) => {
      const webhook = managed(request, world, false);
      changeWebhook(request, world, webhook);
      return ok(asObject(world)(webhook));
    }),
    route('DELETE', '/webhooks/:webhook', (request, world) => {
      removeWebhook(world, managed(request, world, false));
      return noContent();
    }),
  ];
}

function create(request: ApiRequest, world: World): WorldWebhook {
  const channel = channelFor(request, world, PERMISSION.manageWebhooks);
  const body = isObject(request.body) ? request.body : {};
  const form = createForm();
  const name = readWebhookName(form, body['name'], true) ?? '';
  const avatar = readAvatar(form, body['avatar']);
  form.throwIfBad();
  if (webhooksIn(world, { channelId: channel.id }).length >= WEBHOOKS_PER_CHANNEL) {
    throw tooManyWebhooks(WEBHOOKS_PER_CHANNEL);
  }
  const { applicationId, userId } = world.bot;
  return addWebhook(world, channel, { name, avatar, applicationId, creatorId: userId });
}

/** Reading one's own webhook needs no permission. */
function managed(request: ApiRequest, world: World, ownIsEnough: boolean): WorldWebhook {
  const webhook = world.webhooks.get(request.param('webhook'));
  const channel = webhook && world.channels.get(webhook.channelId);
  if (!webhook || !channel) throw unknownWebhook();
  if (ownIsEnough && webhook.applicationId === world.bot.applicationId) return webhook;
  const bits = channelPermissions(world, channel, world.bot.userId);
  if (!(bits & PERMISSION.manageWebhooks)) throw missingPermissions();
  return webhook;
}
