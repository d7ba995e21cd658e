import type { APIEmbed } from 'discord-api-types/v10';
import type { TopUp } from '../../monitor/accounts/topUp.ts';
import type { Facts } from '../../monitor/alerts/facts.ts';
import type { LateMessage, Message } from '../../monitor/alerts/message.ts';
import { textsOf } from '../kinds/index.ts';
import { runwayWords } from '../kinds/runway.ts';
import type { Language } from '../words/language.ts';
import { endedWords } from './alert.ts';
import { bodyOf } from './alertBody.ts';
import { baseEmbed } from './baseEmbed.ts';
import { flappingFields } from './flapping.ts';
import { dateTime } from './text.ts';

/** Says that an incident is over: the worst reading that people were notified of, and how it is now. */
export function recoveryEmbed(
  { before, after, flapping, at }: Extract<Message, { type: 'recovery' }>,
  language: Language,
): APIEmbed {
  const { title } = language.words.recovery;
  const fields = flappingFields(flapping, language);
  return baseEmbed('success', at, {
    title,
    description: recoveryWords(before, after, language),
    ...(fields.length === 0 ? {} : { fields }),
  });
}

/** Says that the balance was filled, and how long it lasts now. */
export function topUpEmbed({ fromMicros, toMicros, runwayMs }: TopUp, at: number, language: Language): APIEmbed {
  const { words, usd } = language;
  const { topUpTitle, topUp, newRunway, runwayUnknown } = words.recovery;
  return baseEmbed('success', at, {
    title: topUpTitle,
    description: topUp({ before: usd(fromMicros), after: usd(toMicros) }),
    fields: [{ name: newRunway, value: runwayMs === null ? runwayUnknown : runwayWords(runwayMs, language) }],
  });
}

/** Says of an incident that nobody could be notified of: what it was, when it began and when it ended. */
export function lateEmbed(
  { severity, worst, openedAt, endedAt, cooldown, at }: LateMessage,
  language: Language,
): APIEmbed {
  const { title, description } = bodyOf(worst, severity, language);
  const { alerts } = language.words;
  return baseEmbed('info', at, {
    title: alerts.over(title),
    description,
    fields: [
      { name: alerts.began, value: dateTime(openedAt), inline: true },
      { name: alerts.ended, value: endedWords(openedAt, endedAt, language), inline: true },
      whyLateField(cooldown?.times, language),
    ],
  });
}

/** Why it is sent only now; by how often it happened in a cooldown, where that is why. */
export function whyLateField(timesInCooldown: number | undefined, { words: { alerts }, counted }: Language) {
  const why = timesInCooldown === 1 ? alerts.sentLateInCooldown : alerts.sentLateTimes(counted(timesInCooldown ?? 0));
  return { name: alerts.sentLate, value: timesInCooldown === undefined ? alerts.sentLateValue : why };
}

/** How it was at its worst, and how it is now. */
export function recoveryWords(before: Facts, after: Facts, language: Language): string {
  const { other } = language.words.recovery;
  return before.kind === after.kind ? textsOf(before.kind).recovered(before, after, language) : other;
}
