import type { APIEmbed } from 'discord-api-types/v10';
import type { BotLostMessage } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';

/** Says that the bot cannot connect, and what to do: through what still works. */
export function botLostEmbed({ why, at }: BotLostMessage, { words: { alerts } }: Language): APIEmbed {
  const { botLost } = alerts;
  const isToken = why === 'tokenRefused';
  return baseEmbed('critical', at, {
    title: botLost.title,
    description: isToken ? botLost.tokenRefused : botLost.intentsRefused,
    fields: [{ name: alerts.action, value: isToken ? botLost.tokenAction : botLost.intentsAction }],
  });
}
