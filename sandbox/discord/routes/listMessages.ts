import { messagesIn } from '../messages/findMessage.ts';
import { asBotSees } from '../messages/messageEvents.ts';
import type { ApiRequest, ApiResponse } from '../rest/apiRequest.ts';
import { ok } from '../rest/apiRequest.ts';
import { badField } from '../rest/form.ts';
import { channelPermissions, PERMISSION } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import { channelFor } from './access.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;

/** Newest first. Without the history permission the answer is an empty list, not an error. */
export function listMessages(request: ApiRequest, world: World): ApiResponse {
  const channel = channelFor(request, world);
  const limit = Number(request.query.get('limit') ?? DEFAULT_LIMIT);
  if (!(limit >= 1 && limit <= MAX_LIMIT)) {
    throw badField(['limit'], 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${MAX_LIMIT}.`);
  }
  if (!(channelPermissions(world, channel, world.bot.userId) & PERMISSION.readMessageHistory)) return ok([]);

  const after = idOf(request, 'after');
  const before = idOf(request, 'before');
  const visible = messagesIn(world, channel.id)
    .filter(({ ephemeralFor }) => ephemeralFor === null)
    .map(({ message }) => message)
    .filter(({ id }) => (after === null || BigInt(id) > after) && (before === null || BigInt(id) < before));
  // "after" pages from its id upwards; otherwise the newest are wanted.
  const page = after === null ? visible.slice(-limit) : visible.slice(0, limit);
  return ok(page.map((message) => asBotSees(world, message)).reverse());
}

function idOf(request: ApiRequest, name: string): bigint | null {
  const value = request.query.get(name);
  return value !== null && /^\d+$/.test(value) ? BigInt(value) : null;
}
