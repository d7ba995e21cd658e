import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Change } from '../../monitor/audit.ts';
import { isLimitName } from '../../monitor/limits.ts';
import type { PastIncident } from '../../monitor/ports.ts';
import { type Millis, MUTE_SCOPES } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { factsLine } from './factsLine.ts';
import { limitText } from './limitText.ts';
import { embed } from './look.ts';
import { clipLines, DESCRIPTION_LIMIT, FIELD_VALUE_LIMIT, inlineCode, when } from './text.ts';

/** What `/threshold` and `/cooldown` call the limit of the process. */
const DEFAULT = 'default';

/** The answer to `/incidents`: what happened, who was on it, and what people changed. */
export function incidentsEmbed(
  incidents: readonly PastIncident[],
  changes: readonly Change[],
  at: Millis,
  language: Language,
): APIEmbed {
  const { words } = language;
  const lines = incidents.map((incident) => incidentLine(incident, language));
  return embed('info', at, {
    title: words.incidents.title,
    description: clipLines(lines, DESCRIPTION_LIMIT, words.andMore) || words.incidents.none,
    fields: changesFields(changes, language),
  });
}

function incidentLine(
  { kind, severity, openedAt, endedAt, worst, told, acknowledged }: PastIncident,
  language: Language,
): string {
  const { incidents, kinds } = language.words;
  const dot = endedAt !== null ? '✅' : severity === 'error' ? '🔴' : '🟠';
  const time =
    endedAt === null
      ? incidents.since(when(openedAt, 'f'))
      : incidents.lasted(when(openedAt, 'f'), language.duration(endedAt - openedAt));
  const parts = [
    `${dot} **${kinds[kind]}** ${time}: ${factsLine(worst, language)}`,
    ...(acknowledged === null ? [] : [incidents.onIt(`<@${acknowledged.by.userId}>`)]),
    ...(told ? [] : [incidents.notTold]),
  ];
  return parts.join(', ');
}

function changesFields(changes: readonly Change[], language: Language): APIEmbedField[] {
  if (changes.length === 0) return [];
  const { incidents, andMore } = language.words;
  const lines = changes.map((change) => changeLine(change, language));
  return [{ name: incidents.changesTitle, value: clipLines(lines, FIELD_VALUE_LIMIT, andMore) }];
}

function changeLine(change: Change, language: Language): string {
  const { incidents } = language.words;
  const { action, subject, at, by } = change;
  const what = [
    incidents.actions[action],
    ...(action === 'cooldown' ? [] : [subjectText(subject, language)]),
    ...valuesText(change, language),
  ];
  return incidents.change(when(at, 'f'), `<@${by.userId}>`, what.join(' '));
}

/** What it was and what it is. Before a mute there was nothing, and who acknowledged is named anyway. */
function valuesText({ action, subject, before, after }: Change, language: Language): readonly string[] {
  if (action === 'acknowledge') return [];
  const now = valueText(subject, after, language);
  return action === 'mute' && before === null ? ['→', now] : [valueText(subject, before, language), '→', now];
}

function subjectText(subject: string, { words }: Language): string {
  const { settings } = words.incidents;
  const scope = MUTE_SCOPES.find((each) => each === subject);
  if (scope !== undefined) return words.scopes[scope];
  return Object.hasOwn(settings, subject) ? settings[subject as keyof typeof settings] : inlineCode(subject);
}

/** Ids as mentions, moments as times that each reader sees in their zone, limits with their unit. */
function valueText(subject: string, value: string | null, language: Language): string {
  const { incidents } = language.words;
  if (value === null) return isLimitName(subject) ? inlineCode(DEFAULT) : incidents.noneBefore;
  if (subject === 'channel') return value === 'webhook' ? incidents.webhook : `<#${value}>`;
  const mention = /^(role|user) (\d+)$/.exec(value);
  if (mention !== null) return `<@${mention[1] === 'role' ? '&' : ''}${mention[2]}>`;
  if (isLimitName(subject)) return limitText(subject, Number(value), language);
  const moments = value.split(', ').map((part) => (/^\d{4}-.*Z$/.test(part) ? when(Date.parse(part), 'f') : null));
  return moments.every((moment) => moment !== null) ? moments.join(', ') : inlineCode(value);
}
