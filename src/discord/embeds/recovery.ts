import type { APIEmbed } from 'discord-api-types/v10';
import type { TopUp } from '../../monitor/accounts/topUp.ts';
import type { Facts } from '../../monitor/alerts/facts.ts';
import type { LateMessage, Message } from '../../monitor/alerts/message.ts';
import { textsOf } from '../kinds/index.ts';
import { runwayWords } from '../kinds/runway.ts';
import type { Language } from '../words/language.ts';
import { bodyOf } from './alertBody.ts';
import { embed } from './look.ts';
import { dateTime } from './text.ts';

/** Says that an incident is over: the worst that was told, and how it is now. */
export function recoveryEmbed(
  { before, after, at }: Extract<Message, { type: 'recovery' }>,
  language: Language,
): APIEmbed {
  const { title } = language.words.recovery;
  return embed('success', at, { title, description: recoveryWords(before, after, language) });
}

/** Says that the balance was filled, and how long it lasts now. */
export function topUpEmbed({ fromMicros, toMicros, runwayMs }: TopUp, at: number, language: Language): APIEmbed {
  const { words, usd } = language;
  const { topUpTitle, topUp, newRunway, runwayUnknown } = words.recovery;
  return embed('success', at, {
    title: topUpTitle,
    description: topUp({ before: usd(fromMicros), after: usd(toMicros) }),
    fields: [{ name: newRunway, value: runwayMs === null ? runwayUnknown : runwayWords(runwayMs, language) }],
  });
}

/** Says of an incident that nobody could be told of: what it was, when it began and when it ended. */
export function lateEmbed(
  { severity, worst, openedAt, endedAt, cooldown, at }: LateMessage,
  language: Language,
): APIEmbed {
  const { title, description } = bodyOf(worst, severity, language);
  const { alerts } = language.words;
  const lasted = language.duration(Math.max(0, endedAt - openedAt));
  return embed('info', at, {
    title: alerts.over(title),
    description,
    fields: [
      { name: alerts.began, value: dateTime(openedAt), inline: true },
      { name: alerts.ended, value: alerts.endedValue({ at: dateTime(endedAt), length: lasted }), inline: true },
      { name: alerts.toldLate, value: whyLate(cooldown?.times, language) },
    ],
  });
}

function whyLate(timesInCooldown: number | undefined, { words: { alerts }, counted }: Language): string {
  if (timesInCooldown === undefined) return alerts.toldLateValue;
  return timesInCooldown === 1 ? alerts.toldLateInCooldown : alerts.toldLateTimes(counted(timesInCooldown));
}

function recoveryWords(before: Facts, after: Facts, language: Language): string {
  const { other } = language.words.recovery;
  return before.kind === after.kind ? textsOf(before.kind).recovered(before, after, language) : other;
}
