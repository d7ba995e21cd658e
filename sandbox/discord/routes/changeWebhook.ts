import { checkWebhookName } from '../messages/webhookName.ts';
import type { ApiRequest } from '../rest/apiRequest.ts';
import type { Form } from '../rest/form.ts';
import { createForm, isObject, readText } from '../rest/form.ts';
import type { WorldWebhook } from '../world/types.ts';
import { webhooksChanged } from '../world/webhooks.ts';
import type { World } from '../world/world.ts';

const NAME = { min: 1, max: 80 } as const;

export function readWebhookName(form: Form, value: unknown, required: boolean): string | undefined {
  const name = readText(form, ['name'], typeof value === 'string' ? value.trim() : value, { ...NAME, required });
  if (name) checkWebhookName(form, ['name'], name);
  return name;
}

/** An avatar arrives as a data URI and is kept as a hash. */
export function readAvatar(form: Form, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' && /^data:image\/(png|jpeg|gif);base64,/.test(value)) return 'a'.repeat(32);
  form.fail(['avatar'], 'BASE_TYPE_INVALID_IMAGE', 'Invalid image data');
  return null;
}

export function changeWebhook(request: ApiRequest, world: World, webhook: WorldWebhook): void {
  const body = isObject(request.body) ? request.body : {};
  const form = createForm();
  const name = readWebhookName(form, body['name'], false);
  const avatar = readAvatar(form, body['avatar']);
  form.throwIfBad();
  if (name !== undefined) webhook.name = name;
  if ('avatar' in body) webhook.avatar = avatar;
  const channel = world.channels.get(webhook.channelId);
  if (channel) webhooksChanged(world, channel);
}
