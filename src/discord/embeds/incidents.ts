import type { APIEmbed } from 'discord-api-types/v10';
import type { PastIncident } from '../../monitor/ports/incidentStore.ts';
import type { Change } from '../../monitor/settings/audit.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { changeSentence } from './changeSentence.ts';
import { factsLine } from './factsLine.ts';
import { flappingParts } from './flapping.ts';
import { lineFields } from './lineFields.ts';
import { noteLine } from './notes.ts';
import { personText } from './person.ts';
import { clipLines, clockOrDate, inlineCode } from './text.ts';

/** What is left of an embed's 6,000 characters beside the changes. */
const ROOM = 2_700;
const MOST_FIELDS = 3;
/** Of one incident in the list; its details have more. */
const NOTES_A_LINE = 2;

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
  const changeLines = changes.map((change) => changeLine(change, at, language));
  return baseEmbed('info', at, {
    title: words.incidents.title,
    description: clipLines(lines, ROOM, language) || words.incidents.none,
    fields: lineFields(words.incidents.changesTitle, changeLines, MOST_FIELDS, language),
  });
}

function incidentLine(
  { pipeline, kind, severity, openedAt, endedAt, worst, wasNotified, acknowledged, flapping, notes = [] }: PastIncident,
  now: Millis,
  language: Language,
  several: boolean,
): string {
  const { incidents } = language.words;
  const onIt = endedAt === null ? incidents.isOnIt : incidents.wasOnIt;
  const parts = [
    incidentSentence({ kind, severity, openedAt, endedAt, worst }, now, language),
    ...flappingParts(flapping, now, language).map((part) => `(${part})`),
    ...(acknowledged === null ? [] : [onIt(personText(acknowledged.by.userId, language.words))]),
    ...(wasNotified ? [] : [incidents.notNotified]),
    ...(several ? [`(${inlineCode(pipeline)})`] : []),
  ];
  const newest = notes.slice(-NOTES_A_LINE).map((note) => `\n> ${noteLine(note, language)}`);
  return `${parts.join(' ')}${newest.join('')}`;
}

/** `🔴 22:14: **Queue** has been firing for 2 h 5 min. Peak: 340 pending.` */
export function incidentSentence(
  {
    kind,
    severity,
    openedAt,
    endedAt,
    worst,
  }: Pick<PastIncident, 'kind' | 'severity' | 'openedAt' | 'endedAt' | 'worst'>,
  now: Millis,
  language: Language,
): string {
  const { incidents, kinds } = language.words;
  const dot = endedAt !== null ? '✅' : severity === 'critical' ? '🔴' : '🟠';
  const sentence = endedAt === null ? incidents.ongoing : incidents.over;
  const text = sentence({
    when: clockOrDate(openedAt, now),
    kind: kinds[kind],
    length: language.duration(Math.max(0, (endedAt ?? now) - openedAt)),
    peak: factsLine(worst, language),
  });
  return `${dot} ${text}`;
}

function changeLine(change: Change, now: Millis, language: Language): string {
  return `${clockOrDate(change.at, now)}: ${changeSentence(change, now, language)}`;
}
