import type { APIEmbed } from 'discord-api-types/v10';
import type { PastIncident } from '../../monitor/ports/incidentStore.ts';
import type { CodeBook } from '../../monitor/record/codes.ts';
import type { Millis } from '../../monitor/time.ts';
import { textsOf } from '../kinds/index.ts';
import type { Language } from '../words/language.ts';
import { bodyOf } from './alertBody.ts';
import { baseEmbed } from './baseEmbed.ts';
import { factsLine } from './factsLine.ts';
import { flappingFields } from './flapping.ts';
import { noteField } from './notes.ts';
import { personText } from './person.ts';
import { dateTime } from './text.ts';

/** As many as fit into one field in most cases. */
const MOST_NOTES = 10;

/** One incident: its worst reading, its times, and what each error code of it means. */
export function incidentEmbed(incident: PastIncident, now: Millis, codes: CodeBook, language: Language): APIEmbed {
  const { words, duration } = language;
  const { worst, severity, openedAt, endedAt, acknowledged } = incident;
  const { title, fields } = bodyOf(worst, severity, language);
  const written = noteField(incident.notes ?? [], language, MOST_NOTES);
  const lasted = duration((endedAt ?? now) - openedAt);
  return baseEmbed(endedAt === null ? severity : 'success', now, {
    title,
    description: `${words.incidents.peak}: **${factsLine(worst, language)}**`,
    fields: [
      { name: words.incidents.began, value: dateTime(openedAt), inline: true },
      {
        name: words.incidents.ended,
        value: endedAt === null ? `${words.incidents.stillOn} (${lasted})` : `${dateTime(endedAt)} (${lasted})`,
        inline: true,
      },
      ...flappingFields(incident.flapping, language),
      ...(acknowledged === null
        ? []
        : [{ name: words.alerts.acknowledged, value: personText(acknowledged.by.userId, words), inline: true }]),
      ...(written === null ? [] : [written]),
      ...(textsOf(worst.kind).details?.(worst, codes, language) ?? fields),
    ],
  });
}
