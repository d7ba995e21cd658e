import type { APIEmbed } from 'discord-api-types/v10';
import type { StillOnItMessage } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { factsLine } from './factsLine.ts';
import { embed } from './look.ts';
import { personText } from './person.ts';
import { dateTime, relativeTime } from './text.ts';

/** Asks whoever acknowledged something critical whether they are still on it. */
export function stillOnItEmbed(message: StillOnItMessage, language: Language): APIEmbed {
  const { facts, openedAt, acknowledged, answerBy, at, severity } = message;
  const { words } = language;
  const { alerts, attention, kinds } = words;
  return embed(severity, at, {
    title: attention.stillOnItTitle,
    description: attention.stillOnIt({
      who: personText(acknowledged.by.userId, words),
      kind: kinds[facts.kind],
      since: dateTime(acknowledged.at),
      until: relativeTime(answerBy),
    }),
    fields: [
      { name: alerts.firingSince, value: dateTime(openedAt), inline: true },
      { name: attention.now, value: factsLine(facts, language), inline: true },
    ],
  });
}
