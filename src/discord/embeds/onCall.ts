import type { APIEmbed } from 'discord-api-types/v10';
import type { HandoverMessage } from '../../monitor/alerts/message.ts';
import { type OnCall, type OnCallRota, onCallAt } from '../../monitor/alerts/onCall.ts';
import { clockText } from '../../monitor/settings/settingChanges.ts';
import { DAY, type Millis } from '../../monitor/time.ts';
import type { Guild } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { personText } from './person.ts';
import { dateTime, inlineCode, mentionText } from './text.ts';

/** Says, silently, that somebody else is on call. */
export function handoverEmbed({ userId, turnOf, until, at }: HandoverMessage, { words }: Language): APIEmbed {
  const { onCall } = words;
  const who = personText(userId, words);
  const isCover = userId !== turnOf;
  const description = isCover
    ? onCall.covers({ who, instead: personText(turnOf, words), until: dateTime(until) })
    : onCall.tookOver({ who, until: dateTime(until) });
  return baseEmbed('info', at, { title: onCall.handover, description });
}

/** The answer to `/oncall`: who it is now, who comes next, and when. */
export function onCallEmbed(guild: Guild, at: Millis, language: Language): APIEmbed {
  const { words } = language;
  const { onCall: rota, timeZone, chosenMention } = guild;
  const { onCall } = words;
  const today = rota === null ? null : onCallAt(rota, timeZone, at);
  if (rota === null || today === null) {
    const whom = chosenMention === null ? onCall.nobodyElse : onCall.insteadOf(mentionText(chosenMention));
    return baseEmbed('info', at, { title: onCall.title, description: [onCall.none, whom].join(' ') });
  }
  const order = turnsFrom(rota, today);
  return baseEmbed('info', at, {
    title: onCall.title,
    description: [
      nowText(today, language),
      '',
      ...order.map((userId, index) => `${index + 1}. ${personText(userId, words)}`),
    ].join('\n'),
    fields: [
      {
        name: onCall.handover,
        value: onCall.every({
          day: dayName(rota.weekday, language.locale),
          time: clockText(rota.minute),
          zone: inlineCode(timeZone),
        }),
      },
    ],
  });
}

/** `On call: @ada until Monday 09:00`, also where somebody covers. */
export function nowText({ userId, turnOf, until }: OnCall, { words }: Language): string {
  const who = personText(userId, words);
  return userId === turnOf
    ? words.onCall.now({ who, until: dateTime(until) })
    : words.onCall.covers({ who, instead: personText(turnOf, words), until: dateTime(until) });
}

function turnsFrom({ people }: OnCallRota, { turnOf }: OnCall): readonly string[] {
  const index = Math.max(0, people.indexOf(turnOf));
  return [...people.slice(index), ...people.slice(0, index)];
}

function dayName(weekday: number, locale: string): string {
  // The first day of 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, 1) + (weekday - 1) * DAY,
  );
}
