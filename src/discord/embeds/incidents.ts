import { userMention } from '@discordjs/formatters';
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { PastIncident } from '../../monitor/ports/incidentStore.ts';
import type { Change } from '../../monitor/settings/audit.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { changeSentence } from './changeSentence.ts';
import { factsLine } from './factsLine.ts';
import { embed } from './look.ts';
import { clipLines, clockOrDate, FIELD_VALUE_LIMIT, inlineCode } from './text.ts';

/** What is left of an embed's 6,000 characters beside the changes. */
const ROOM = 2_700;
const MOST_FIELDS = 3;
/** Discord refuses a name that is empty; this is seen as nothing. */
const BLANK = '\u200b';

/** The answer to `/incidents`: what happened, who acknowledged it, and what people changed. */
export function incidentsEmbed(
  incidents: readonly PastIncident[],
  changes: readonly Change[],
  at: Millis,
  language: Language,
  /** Whether there are several pipelines, so that each line names its own. */
  several = false,
): APIEmbed {
  const { words } = language;
  const lines = incidents.map((incident) => incidentLine(incident, at, language, several));
  return embed('info', at, {
    title: words.incidents.title,
    description: clipLines(lines, ROOM, language) || words.incidents.none,
    fields: changesFields(changes, at, language),
  });
}

function incidentLine(
  { pipeline, kind, severity, openedAt, endedAt, worst, told, acknowledged }: PastIncident,
  now: Millis,
  language: Language,
  several: boolean,
): string {
  const { incidents, kinds } = language.words;
  const dot = endedAt !== null ? '✅' : severity === 'error' ? '🔴' : '🟠';
  const sentence = endedAt === null ? incidents.ongoing : incidents.over;
  const onIt = endedAt === null ? incidents.isOnIt : incidents.wasOnIt;
  const parts = [
    `${dot} ${sentence({
      when: clockOrDate(openedAt, now),
      kind: kinds[kind],
      length: language.duration(Math.max(0, (endedAt ?? now) - openedAt)),
      peak: factsLine(worst, language),
    })}`,
    ...(acknowledged === null ? [] : [onIt(userMention(acknowledged.by.userId))]),
    ...(told ? [] : [incidents.notNotified]),
    ...(several ? [`(${inlineCode(pipeline)})`] : []),
  ];
  return parts.join(' ');
}

/** As many fields as the changes take, within what Discord allows of an embed. */
function changesFields(changes: readonly Change[], now: Millis, language: Language): APIEmbedField[] {
  const { incidents } = language.words;
  const lines = changes.map((change) => `${clockOrDate(change.at, now)}: ${changeSentence(change, now, language)}`);
  const fields: APIEmbedField[] = [];
  for (let left = lines; left.length > 0 && fields.length < MOST_FIELDS; ) {
    const isLast = fields.length === MOST_FIELDS - 1;
    const taken = isLast ? left.length : linesWithin(left, FIELD_VALUE_LIMIT);
    const value = clipLines(left.slice(0, taken), FIELD_VALUE_LIMIT, language);
    fields.push({ name: fields.length === 0 ? incidents.changesTitle : BLANK, value });
    left = left.slice(taken);
  }
  return fields;
}

/** How many of the first lines fit; one at least. */
function linesWithin(lines: readonly string[], limit: number): number {
  let length = 0;
  const over = lines.findIndex((line) => {
    length += line.length + 1;
    return length > limit;
  });
  return over === -1 ? lines.length : Math.max(1, over);
}
