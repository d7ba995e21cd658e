import type { APIEmbed } from 'discord-api-types/v10';
import { lastWordOf } from '../../monitor/alerts/acknowledgement.ts';
import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { StillOnItMessage } from '../../monitor/alerts/message.ts';
import type { Language } from '../words/language.ts';
import { acknowledgedField } from './alert.ts';
import { baseEmbed } from './baseEmbed.ts';
import { factsLine } from './factsLine.ts';
import { overEmbed } from './overEmbed.ts';
import { personText } from './person.ts';
import { dateTime, relativeTime } from './text.ts';

/** Asks the person who acknowledged something critical whether they are still on it. */
export function stillOnItEmbed(message: StillOnItMessage, language: Language): APIEmbed {
  const { facts, openedAt, acknowledged, answerBy, at, severity } = message;
  const { words } = language;
  const { alerts, attention, kinds } = words;
  return baseEmbed(severity, at, {
    title: attention.stillOnItTitle,
    description: attention.stillOnIt({
      who: personText(acknowledged.by.userId, words),
      kind: kinds[facts.kind],
      since: dateTime(acknowledged.at),
      until: relativeTime(answerBy),
    }),
    fields: [
      { name: alerts.firingSince, value: dateTime(openedAt), inline: true },
      { name: attention.now, value: factsLine(facts, language), inline: true },
    ],
  });
}

/** Whether an answer is still waited for. */
export function isUnanswered({ at }: StillOnItMessage, { acknowledged, endedAt }: IncidentState): boolean {
  return endedAt === null && acknowledged?.askedAt === at;
}

/** The question as it reads later: who is on it, and when it ended. */
export function laterStillOnIt(message: StillOnItMessage, state: IncidentState, language: Language): APIEmbed {
  const asked = stillOnItEmbed(message, language);
  if (isUnanswered(message, state)) return asked;
  const { acknowledged, endedAt } = state;
  const onIt =
    acknowledged === null ? [] : [acknowledgedField(acknowledged.by.userId, lastWordOf(acknowledged), language)];
  const fields = [...(asked.fields ?? []), ...onIt];
  if (endedAt === null) return { ...asked, fields };
  return overEmbed(asked, { at: message.at, fields, ended: dateTime(endedAt) }, language);
}
