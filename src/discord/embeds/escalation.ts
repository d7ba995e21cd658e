import { channelMention } from '@discordjs/formatters';
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { EscalationStep, EscalationTarget, StepAt } from '../../monitor/alerts/escalation.ts';
import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { EscalationMessage } from '../../monitor/alerts/message.ts';
import type { Guild } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { bodyOf } from './alertBody.ts';
import { baseEmbed } from './baseEmbed.ts';
import { factsLine } from './factsLine.ts';
import { overEmbed } from './overEmbed.ts';
import { personText } from './person.ts';
import { clipLines, clockTime, dateTime, FIELD_VALUE_LIMIT, inlineCode, mentionText, relativeTime } from './text.ts';

/** Tells somebody else that nobody has acknowledged something critical. */
export function escalationEmbed(
  { severity, facts, openedAt, next, at }: EscalationMessage,
  language: Language,
): APIEmbed {
  const { attention, kinds, alerts } = language.words;
  return baseEmbed(severity, at, {
    title: attention.escalatedTitle,
    description: attention.escalated({
      kind: kinds[facts.kind],
      length: language.duration(Math.max(0, at - openedAt)),
    }),
    fields: [
      { name: bodyOf(facts, severity, language).title, value: factsLine(facts, language) },
      { name: alerts.firingSince, value: dateTime(openedAt), inline: true },
      ...(next === null ? [] : [{ name: attention.nextStep, value: nextText(next, language), inline: true }]),
    ],
  });
}

/** The same as it reads later: who is on it, and when it ended. */
export function laterEscalation(
  message: EscalationMessage,
  { acknowledged, endedAt, escalation }: IncidentState,
  language: Language,
): APIEmbed {
  const { alerts } = language.words;
  const isOver = acknowledged !== null || endedAt !== null;
  const next = isOver ? null : (escalation?.next ?? null);
  const now = escalationEmbed({ ...message, next }, language);
  const onIt =
    acknowledged === null
      ? []
      : [
          {
            name: alerts.acknowledged,
            value: alerts.acknowledgedValue({
              who: personText(acknowledged.by.userId, language.words),
              since: clockTime(acknowledged.at),
            }),
          },
        ];
  const fields = [...(now.fields ?? []), ...onIt];
  if (endedAt === null) return { ...now, fields };
  return overEmbed(now, { at: message.at, fields, ended: dateTime(endedAt) }, language);
}

/** On the first message: who else was notified, and who is next. */
export function escalationFields(escalation: IncidentState['escalation'], language: Language): APIEmbedField[] {
  const lines = escalationParts(escalation, language);
  if (lines.length === 0) return [];
  return [{ name: language.words.attention.escalation, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }];
}

/** The same as parts of a line. */
export function escalationParts(escalation: IncidentState['escalation'], language: Language): string[] {
  if (escalation === undefined) return [];
  const { sent, next } = escalation;
  const { attention } = language.words;
  return [
    ...sent.map((step) => attention.escalatedAt({ who: targetText(step, language), at: clockTime(step.at) })),
    ...(next === null ? [] : [attention.nextAt({ who: targetText(next, language), at: clockTime(next.at) })]),
  ];
}

/** On a new alert: who is next. */
export function nextParts(next: StepAt | undefined, language: Language): string[] {
  return escalationParts(next === undefined ? undefined : { sent: [], next }, language);
}

function nextText(next: StepAt, language: Language): string {
  return `${targetText(next, language)}, ${relativeTime(next.at)}`;
}

/** Whom a step tells: `@lead in #ops, pager`. */
export function targetText({ mention, place, receiver }: EscalationTarget, language: Language): string {
  const { attention } = language.words;
  const whom =
    mention === null ? [] : [mention.type === 'user' ? personText(mention.id, language.words) : mentionText(mention)];
  const where =
    place === null
      ? whom
      : place.type === 'user'
        ? [attention.directly(personText(place.userId, language.words))]
        : [
            whom.length === 0
              ? channelMention(place.channelId)
              : attention.inChannel({ who: whom.join(''), channel: channelMention(place.channelId) }),
          ];
  return language.list([...where, ...(receiver === null ? [] : [inlineCode(receiver)])]);
}

/** The answer to `/escalation`: the steps, and where they come from. */
export function escalationListEmbed({ escalation }: Guild, isOwn: boolean, at: number, language: Language): APIEmbed {
  const { attention } = language.words;
  const lines = sorted(escalation).map((step, index) => `${index + 1}. ${stepText(step, language)}`);
  return baseEmbed('info', at, {
    title: attention.listTitle,
    description: [attention.listIntro, '', ...(lines.length === 0 ? [attention.noSteps] : lines)].join('\n'),
    fields: isOwn || escalation.length === 0 ? [] : [{ name: attention.listFrom, value: attention.fromSettings }],
  });
}

/** `after 5 min: @lead` */
export function stepText(step: EscalationStep, language: Language): string {
  return language.words.attention.step({
    after: language.duration(step.afterMs),
    who: targetText(step, language),
  });
}

/** As they are due, and as their numbers are. */
export function sorted(steps: readonly EscalationStep[]): readonly EscalationStep[] {
  return steps.toSorted((a, b) => a.afterMs - b.afterMs);
}
