import type { APIEmbed } from 'discord-api-types/v10';
import type { UnknownMessage } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { unknownWords } from './alert.ts';
import { baseEmbed } from './baseEmbed.ts';
import { factsLine } from './factsLine.ts';
import { dateTime } from './text.ts';

/** Says that an open incident can no longer be judged. */
export function unknownEmbed({ facts, why, openedAt, since, at }: UnknownMessage, language: Language): APIEmbed {
  const { alerts, kinds } = language.words;
  return baseEmbed('warning', at, {
    title: alerts.unknownTitle,
    description: alerts.unknownDescription({
      kind: kinds[facts.kind],
      why: unknownWords({ why, since }, language),
    }),
    fields: [
      { name: alerts.firingSince, value: dateTime(openedAt), inline: true },
      { name: alerts.lastKnown, value: factsLine(facts, language), inline: true },
    ],
  });
}
