import { unknownMessage } from '../rest/apiError.ts';
import type { StoredMessage } from '../world/types.ts';
import type { World } from '../world/world.ts';

export function messagesIn(world: World, channelId: string): StoredMessage[] {
  return (world.messages.get(channelId) ?? []).filter(({ deleted }) => !deleted);
}

/** What the channel shows to everybody; nobody else can name an ephemeral message. */
export function publicMessage(world: World, channelId: string, messageId: string): StoredMessage {
  const found = findMessage(world, channelId, messageId);
  if (found.ephemeralFor !== null) throw unknownMessage();
  return found;
}

export function findMessage(world: World, channelId: string, messageId: string): StoredMessage {
  const found = messagesIn(world, channelId).find(({ message }) => message.id === messageId);
  if (!found) throw unknownMessage();
  return found;
}
