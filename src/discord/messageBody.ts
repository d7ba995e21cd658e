import type { APIEmbed, RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { IncidentState, Message } from '../monitor/message.ts';
import type { Mention } from '../monitor/types.ts';
import { alertEmbed, laterEmbed } from './embeds/alert.ts';
import { lateEmbed, recoveryEmbed, topUpEmbed } from './embeds/recovery.ts';
import { dailySummaryEmbed } from './embeds/summary.ts';

export type MessageBody = Pick<RESTPostAPIChannelMessageJSONBody, 'content' | 'embeds' | 'allowed_mentions'>;
type NewMessage = Exclude<Message, { type: 'edit' }>;

/** Discord's form of a message: the embed, and the mention only where it is critical. Nothing else can ever ping. */
export function messageBody(message: NewMessage, mention: Mention | null): MessageBody {
  const embeds = embedsOf(message);
  const content = mentionOf(message, mention);
  if (content === null || mention === null) return { embeds, allowed_mentions: { parse: [] } };
  const ids = [mention.id];
  return {
    content,
    embeds,
    allowed_mentions: mention.type === 'role' ? { parse: [], roles: ids } : { parse: [], users: ids },
  };
}

/** The first message of an incident, edited. It keeps its words, and pings nobody anew. */
export function editBody(message: Message, state: IncidentState, mention: Mention | null): MessageBody {
  if (message.type !== 'alert') return { allowed_mentions: { parse: [] } };
  const content = mentionOf(message, mention);
  return {
    ...(content === null ? {} : { content }),
    embeds: [laterEmbed(message, state)],
    allowed_mentions: { parse: [] },
  };
}

function mentionOf(message: NewMessage, mention: Mention | null): string | null {
  if (message.type !== 'alert' || message.severity !== 'error' || mention === null) return null;
  return `<@${mention.type === 'role' ? '&' : ''}${mention.id}>`;
}

function embedsOf(message: NewMessage): APIEmbed[] {
  switch (message.type) {
    case 'alert':
      return [alertEmbed(message)];
    case 'recovery':
      return [recoveryEmbed(message), ...(message.topUp === null ? [] : [topUpEmbed(message.topUp, message.at)])];
    case 'late':
      return [lateEmbed(message)];
    case 'topUp':
      return [topUpEmbed(message.topUp, message.at)];
    case 'summary':
      return [dailySummaryEmbed(message)];
  }
}
