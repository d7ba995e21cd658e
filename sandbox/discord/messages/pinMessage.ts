import type { MessageFlags } from 'discord-api-types/v10';
import type { StoredMessage, WorldChannel } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { createLoadingMessage, type Sender } from './createMessage.ts';
import { emitMessage } from './messageEvents.ts';

/** https://discord.com/developers/docs/resources/message#message-object-message-types */
const CHANNEL_PINNED_MESSAGE = 6;

/** Marks a message, and says in the channel that it was pinned. */
export function pinMessage(world: World, channel: WorldChannel, stored: StoredMessage, sender: Sender): void {
  stored.message = { ...stored.message, pinned: true };
  emitMessage(world, 'MESSAGE_UPDATE', stored);
  const where = channel.guildId === null ? {} : { guild_id: channel.guildId };
  const reference = { type: 0, channel_id: channel.id, message_id: stored.message.id, ...where };
  createLoadingMessage(world, channel, sender, {
    type: CHANNEL_PINNED_MESSAGE,
    also: { flags: 0 as MessageFlags, message_reference: reference },
  });
}
