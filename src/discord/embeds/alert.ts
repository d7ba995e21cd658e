import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { AlertMessage } from '../../monitor/alerts/message.ts';
import type { Millis } from '../../monitor/time.ts';
import type { AlertKind } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { bodyOf } from './alertBody.ts';
import { baseEmbed } from './baseEmbed.ts';
import { escalationFields } from './escalation.ts';
import { flappingFields } from './flapping.ts';
import { overEmbed } from './overEmbed.ts';
import { personText } from './person.ts';
import { clockTime, dateTime } from './text.ts';

type Unknown = NonNullable<IncidentState['unknown']>;
type Muted = NonNullable<IncidentState['muted']>;

/** The embed of an alert, field for field as the product fixes it; what else is worth saying comes after. */
export function alertEmbed(
  { severity, facts, suppressed, affects, flapping, expired, next, at }: AlertMessage,
  language: Language,
): APIEmbed {
  const body = bodyOf(facts, severity, language);
  return baseEmbed(severity, at, {
    ...body,
    fields: [
      ...body.fields,
      ...affectsFields(affects, language),
      ...suppressedFields(suppressed, language),
      ...flappingFields(flapping, language),
      ...expiredFields(expired, language),
      ...escalationFields(next === undefined ? undefined : { sent: [], next }, language),
    ],
  });
}

/** The first message of an incident as it reads later: who is on it, what it brought about, when it ended. */
export function laterEmbed(
  message: AlertMessage,
  { openedAt, endedAt, acknowledged, muted, affects, flapping, unknown, escalation }: IncidentState,
  language: Language,
): APIEmbed {
  // The next step, and how often it fired and recovered, are those of that time.
  const { next: _next, flapping: _then, ...rest } = message;
  const now = alertEmbed({ ...rest, affects, ...(flapping === undefined ? {} : { flapping }) }, language);
  const fields = [
    ...(now.fields ?? []),
    ...(acknowledged === null ? [] : [acknowledgedField(acknowledged.by.userId, acknowledged.at, language)]),
    // Written by an earlier version, a state does not say.
    ...(muted == null ? [] : [mutedField(muted, endedAt, language)]),
    ...escalationFields(escalation, language),
    ...(unknown == null ? [] : [unknownField(unknown, language)]),
  ];
  if (endedAt === null) return { ...now, fields };
  return overEmbed(now, { at: message.at, fields, ended: endedWords(openedAt, endedAt, language) }, language);
}

/** Who is on it. */
export function acknowledgedField(userId: string, at: Millis, { words }: Language): APIEmbedField {
  return {
    name: words.alerts.acknowledged,
    value: acknowledgedWords(userId, at, words),
  };
}

export function acknowledgedWords(userId: string, at: Millis, words: Language['words']): string {
  return words.alerts.acknowledgedValue({ who: personText(userId, words), since: clockTime(at) });
}

/** The mute that an incident names, which may be over or the incident itself. */
export function mutedField(muted: Muted, endedAt: Millis | null, { words }: Language): APIEmbedField {
  return { name: words.alerts.muted, value: mutedWords(muted, endedAt, words) };
}

/** Who muted it, and until when. Of one that has ended nobody asks whether it still is. */
export function mutedWords({ by, until, isOver }: Muted, endedAt: Millis | null, words: Language['words']): string {
  const { mutedValue, mutedBefore } = words.alerts;
  const say = isOver && endedAt === null ? mutedBefore : mutedValue;
  return say({ who: personText(by.userId, words), until: dateTime(until) });
}

/** When it ended, and after how long. */
export function endedWords(openedAt: Millis, endedAt: Millis, { words, duration }: Language): string {
  return words.alerts.endedValue({ at: dateTime(endedAt), length: duration(Math.max(0, endedAt - openedAt)) });
}

function unknownField(unknown: Unknown, language: Language): APIEmbedField {
  return { name: language.words.alerts.unknownField, value: unknownWords(unknown, language) };
}

/** Why it can no longer be judged, and since when. */
export function unknownWords({ since, why }: Unknown, { words: { alerts, status } }: Language): string {
  return alerts.unknownValue({ why: status.why[why], since: dateTime(since) });
}

/** What it inhibits. */
export function affectsFields(affects: readonly AlertKind[], { words, list }: Language): APIEmbedField[] {
  if (affects.length === 0) return [];
  const names = list(affects.map((kind) => `**${words.kinds[kind]}**`));
  return [{ name: words.alerts.affected, value: words.alerts.affectedValue(names) }];
}

/** Who did not answer, so that the acknowledgement has ended. */
function expiredFields(expired: AlertMessage['expired'], { words }: Language): APIEmbedField[] {
  if (expired === undefined) return [];
  return [{ name: words.attention.expired, value: words.attention.expiredValue(personText(expired.by.userId, words)) }];
}

/** How many messages a mute kept back before it. */
export function suppressedFields(suppressed: number, { words, counted }: Language): APIEmbedField[] {
  if (suppressed === 0) return [];
  return [{ name: words.alerts.suppressed, value: words.alerts.suppressedValue(counted(suppressed)) }];
}
