import type { APIEmbed, RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { Mention, Message } from '../monitor/types.ts';
import { alertEmbed } from './embeds/alert.ts';
import { recoveryEmbed } from './embeds/recovery.ts';
import { summaryEmbed } from './embeds/summary.ts';

export type MessageBody = Pick<RESTPostAPIChannelMessageJSONBody, 'content' | 'embeds' | 'allowed_mentions'>;

/** Discord's form of a message: the embed, and the mention only where it is critical. Nothing else can ever ping. */
export function messageBody(message: Message, mention: Mention | null): MessageBody {
  const embeds = [embedOf(message)];
  const critical = message.type === 'alert' && message.severity === 'error';
  if (!critical || mention === null) return { embeds, allowed_mentions: { parse: [] } };
  return mention.type === 'role'
    ? { content: `<@&${mention.id}>`, embeds, allowed_mentions: { parse: [], roles: [mention.id] } }
    : { content: `<@${mention.id}>`, embeds, allowed_mentions: { parse: [], users: [mention.id] } };
}

function embedOf(message: Message): APIEmbed {
  switch (message.type) {
    case 'alert':
      return alertEmbed(message);
    case 'recovery':
      return recoveryEmbed(message);
    case 'summary':
      return summaryEmbed(message.summary, message.at);
  }
}
