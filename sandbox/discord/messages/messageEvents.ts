import type { APIMessage } from 'discord-api-types/v10';
import { INTENT } from '../world/intents.ts';
import type { StoredMessage } from '../world/types.ts';
import { memberWithoutUser } from '../world/userObject.ts';
import type { World } from '../world/world.ts';

type MessageEvent = 'MESSAGE_CREATE' | 'MESSAGE_UPDATE' | 'MESSAGE_DELETE';

export function emitMessage(world: World, name: MessageEvent, stored: StoredMessage): void {
  const { message, ephemeralFor } = stored;
  if (ephemeralFor !== null) return;
  const guildId = world.channels.get(message.channel_id)?.guildId ?? null;
  const where = { channel_id: message.channel_id, ...(guildId !== null && { guild_id: guildId }) };
  const member = guildId === null ? undefined : world.guilds.get(guildId)?.members.get(message.author.id);
  const data =
    name === 'MESSAGE_DELETE'
      ? { id: message.id, ...where }
      : { ...asBotSees(world, message), ...where, ...(member && { member: memberWithoutUser(member) }) };
  world.emit({ name, data, guildId, intent: guildId === null ? INTENT.directMessages : INTENT.guildMessages });
}

/** Without the message-content intent a bot gets the texts of others as blanks, over HTTP just as over the gateway. */
export function asBotSees(world: World, message: APIMessage): APIMessage {
  const own = message.author.id === world.bot.userId || message.application_id === world.bot.applicationId;
  const mentioned = message.mentions.some(({ id }) => id === world.bot.userId);
  const direct = world.channels.get(message.channel_id)?.guildId === null;
  if (own || mentioned || direct) return message;
  return { ...message, content: '', embeds: [], attachments: [], components: [] };
}
