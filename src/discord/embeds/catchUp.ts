import type { APIEmbed } from 'discord-api-types/v10';
import type { CatchUpMessage, CaughtUpIncident } from '../../monitor/alerts/catchUp.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { flappingParts } from './flapping.ts';
import { incidentSentence } from './incidents.ts';
import { clipLines, DESCRIPTION_LIMIT, dateTime, inlineCode } from './text.ts';

/** What is left of the description beside its first line. */
const ROOM = DESCRIPTION_LIMIT - 300;

/** What fired in quiet hours, for how long, and whether it is over. */
export function catchUpEmbed({ since, incidents, at }: CatchUpMessage, language: Language): APIEmbed {
  const { words, count } = language;
  const open = incidents.filter(({ state }) => state !== 'over');
  const isCritical = open.some(({ severity }) => severity === 'critical');
  const first = words.catchUp.intro({
    since: dateTime(since),
    incidents: count(incidents.length),
    open: count(open.length),
  });
  const lines = incidents.map((incident) => lineOf(incident, at, language));
  return baseEmbed(open.length === 0 ? 'success' : isCritical ? 'critical' : 'warning', at, {
    title: words.catchUp.title,
    description: `${first}\n\n${clipLines(lines, ROOM, language)}`,
  });
}

function lineOf(incident: CaughtUpIncident, at: Millis, language: Language): string {
  const { catchUp, status } = language.words;
  const { state, subject } = incident;
  const parts = [
    incidentSentence(incident, at, language),
    ...flappingParts(incident.flapping, at, language).map((part) => `(${part})`),
    ...(state === 'unknown' ? [catchUp.unknown] : []),
    ...(state === 'clearing' ? [`(${status.awaitingClear})`] : []),
    ...(subject === undefined ? [] : [`(${inlineCode(subject)})`]),
  ];
  return parts.join(' ');
}
