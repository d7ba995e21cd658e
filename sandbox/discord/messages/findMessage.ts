import { unknownMessage } from '../rest/apiError.ts';
import type { StoredMessage } from '../world/types.ts';
import type { World } from '../world/world.ts';

export function messagesIn(world: World, channelId: string): StoredMessage[] {
  return (world.messages.get(channelId) ?? []).filter(({ deleted }) => !deleted);
}

export function findMessage(world: World, channelId: string, messageId: string): StoredMessage {
  const found = messagesIn(world, channelId).find(({ message }) => message.id === messageId);
  if (!found) throw unknownMessage();
  return found;
}
