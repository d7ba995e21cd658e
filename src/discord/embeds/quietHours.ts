import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { nextSpan, openAt, type QuietHours } from '../../monitor/alerts/quietHours.ts';
import { clockText } from '../../monitor/settings/settingChanges.ts';
import { runsOf } from '../../monitor/text/weekdays.ts';
import { DAY, type Millis } from '../../monitor/time.ts';
import type { Guild } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { clipLines, DESCRIPTION_LIMIT, FIELD_VALUE_LIMIT, inlineCode, relativeTime } from './text.ts';

const ROOM = DESCRIPTION_LIMIT - 600;

type Quiet = Pick<Guild, 'quietHours' | 'timeZone'>;

/** Quiet hours as a line: `1 Mon–Fri 22:00–07:00: Everything, critical alerts are still sent`. Without a number where there is none. */
export function quietText(
  { weekdays, from, to, kinds, passes }: Omit<QuietHours, 'id'>,
  id: number | null,
  { words, list, locale }: Language,
): string {
  return words.quiet
    .line({
      id: id === null ? '' : inlineCode(String(id)),
      days: daysText(weekdays, words.quiet.everyDay, locale),
      from: clockText(from),
      to: clockText(to),
      scope: kinds === null ? words.scopes.all : list(kinds.map((kind) => words.kinds[kind])),
      passes: words.quiet.passes[passes],
    })
    .trim();
}

/** The answer to `/quiet`: all of them, and when it is quiet next. */
export function quietEmbed(quiet: Quiet, isOwn: boolean, at: Millis, language: Language): APIEmbed {
  const { words } = language;
  const { quietHours, timeZone } = quiet;
  if (quietHours.length === 0)
    return baseEmbed('info', at, {
      title: words.quiet.title,
      description: `${words.quiet.none}\n${words.quiet.howToAdd}`,
    });
  const lines = quietHours.map((hours) => quietText(hours, hours.id, language));
  const notes = [previewText(quiet, at, language), words.quiet.zone(inlineCode(timeZone))];
  if (!isOwn) notes.push(words.quiet.ofSettings);
  return baseEmbed('info', at, {
    title: words.quiet.title,
    description: `${clipLines(lines, ROOM, language).trimEnd()}\n\n${notes.join('\n')}`,
  });
}

/** `Next: Sat 22:00 – Mon 07:00 (in 3 hours).`, or until when it is quiet now. */
export function previewText({ quietHours, timeZone }: Quiet, at: Millis, { words, locale }: Language): string {
  const span = nextSpan(quietHours, timeZone, at);
  if (span === null) return words.quiet.none;
  const when = (moment: Millis) =>
    new Intl.DateTimeFormat(locale, {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(moment);
  return span.from <= at
    ? words.quiet.until({ until: when(span.to), relative: relativeTime(span.to) })
    : words.quiet.next({ from: when(span.from), to: when(span.to), relative: relativeTime(span.from) });
}

/** For `/status`, where there are any. */
export function quietFields(quiet: Quiet, at: Millis, language: Language): APIEmbedField[] {
  if (quiet.quietHours.length === 0) return [];
  // While it is quiet, what it is about matters more than what else there is.
  const open = openAt(quiet.quietHours, quiet.timeZone, at);
  const lines = (open.length > 0 ? open : quiet.quietHours).map((hours) => quietText(hours, null, language));
  const value = clipLines([previewText(quiet, at, language), ...lines], FIELD_VALUE_LIMIT, language);
  return [{ name: language.words.quiet.field, value }];
}

/** `Mon–Fri, Sun` */
function daysText(weekdays: readonly number[], everyDay: string, locale: string): string {
  if (weekdays.length === 7) return everyDay;
  const format = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  // The first day of 2024 was a Monday.
  const nameOf = (day: number) => format.format(Date.UTC(2024, 0, 1) + (day - 1) * DAY);
  return runsOf(weekdays)
    .map((run) => run.map(nameOf).join('–'))
    .join(', ');
}
