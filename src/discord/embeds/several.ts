import type { APIEmbed } from 'discord-api-types/v10';
import { badness } from '../../monitor/alerts/badness.ts';
import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { AlertMessage, LateMessage, Message, UnknownMessage } from '../../monitor/alerts/message.ts';
import type { Severity } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { affectsFields, endedWords, suppressedFields, unknownWords } from './alert.ts';
import { bodyOf } from './alertBody.ts';
import { baseEmbed, DOTS } from './baseEmbed.ts';
import { nextParts } from './escalation.ts';
import { factsLine } from './factsLine.ts';
import { flappingParts } from './flapping.ts';
import { recoveryWords, whyLateField } from './recovery.ts';
import { stateParts } from './stateParts.ts';
import { clipLines, DESCRIPTION_LIMIT, dateTime, inlineCode } from './text.ts';

type Recovery = Extract<Message, { type: 'recovery' }>;

export type Several<T> = readonly [T, ...T[]];

/** An alert of one of several pipelines, and what became of it since. */
export interface AlertPart {
  readonly message: AlertMessage;
  readonly state: IncidentState | null;
}

/** What fires in several pipelines at once, a line each, the worst first. Also as it reads later: who is on it, and what has ended. */
export function severalAlertsEmbed(parts: Several<AlertPart>, language: Language): APIEmbed {
  const worst = parts.reduce((a, b) => (inOrder(b, a) < 0 ? b : a));
  const sorted = parts.toSorted(inOrder);
  const messages = sorted.map(({ message }) => message);
  const open = sorted.filter(({ state }) => state === null || state.endedAt === null);
  const severity = severityOf(open.map(({ message }) => message));
  const { title } = bodyOf(worst.message.facts, severity ?? worst.message.severity, language);
  const affects = [...new Set(sorted.flatMap(({ message, state }) => state?.affects ?? message.affects))];
  const suppressed = messages.reduce((sum, message) => sum + message.suppressed, 0);
  return baseEmbed(severity ?? 'success', latest(messages), {
    title: severity === null ? language.words.alerts.over(title) : title,
    description: linesOf(
      sorted.map((part) => alertLine(part, language)),
      language,
    ),
    fields: [...affectsFields(affects, language), ...suppressedFields(suppressed, language)],
  });
}

/** What has recovered in several pipelines at once. */
export function severalRecoveriesEmbed(parts: Several<Recovery>, language: Language): APIEmbed {
  return baseEmbed('success', latest(parts), {
    title: language.words.recovery.title,
    description: linesOf(
      parts.map((part) =>
        line(
          'success',
          part,
          recoveryWords(part.before, part.after, language),
          flappingParts(part.flapping, part.at, language),
        ),
      ),
      language,
    ),
  });
}

/** Incidents of several pipelines that began and ended before anybody could be notified. */
export function severalLateEmbed(parts: Several<LateMessage>, language: Language): APIEmbed {
  const { alerts } = language.words;
  const lines = parts.map((part) => {
    const { worst, severity, openedAt, endedAt } = part;
    const words = bodyOf(worst, severity, language).description;
    return line('info', part, words, [`${alerts.ended}: ${endedWords(openedAt, endedAt, language)}`]);
  });
  const [{ worst, severity }] = parts;
  const times = parts.map(({ cooldown }) => cooldown?.times);
  const most = times.includes(undefined) ? undefined : Math.max(...times.map((n) => n ?? 0));
  return baseEmbed('info', latest(parts), {
    title: alerts.over(bodyOf(worst, severity, language).title),
    description: linesOf(lines, language),
    fields: [whyLateField(most, language)],
  });
}

/** What can no longer be judged in several pipelines. */
export function severalUnknownEmbed(parts: Several<UnknownMessage>, language: Language): APIEmbed {
  const { alerts, kinds } = language.words;
  const lines = parts.map((part) =>
    line('warning', part, unknownWords(part, language), [
      `${alerts.firingSince}: ${dateTime(part.openedAt)}`,
      `${alerts.lastKnown}: ${factsLine(part.facts, language)}`,
    ]),
  );
  return baseEmbed('warning', latest(parts), {
    title: alerts.unknownTitle,
    description: linesOf([`**${kinds[parts[0].facts.kind]}**`, ...lines], language),
  });
}

function alertLine({ message, state }: AlertPart, language: Language): string {
  const { severity, facts } = message;
  const { description } = bodyOf(facts, severity, language);
  if (state === null)
    return line(severity, message, description, [
      ...flappingParts(message.flapping, message.at, language),
      ...nextParts(message.next, language),
    ]);
  const parts = stateParts(state, message.at, language);
  return line(state.endedAt === null ? severity : 'success', message, description, parts);
}

function line(
  severity: Severity,
  { subject }: { readonly subject?: string },
  words: string,
  more: readonly string[] = [],
): string {
  return [`${DOTS[severity]} ${inlineCode(subject ?? '')}: ${words}`, ...more].join(' · ');
}

function linesOf(lines: readonly string[], language: Language): string {
  return clipLines(lines, DESCRIPTION_LIMIT, language).trimEnd();
}

/** What lasts comes before what has ended, what is critical before warnings, and of those the worse reading. */
function inOrder(a: AlertPart, b: AlertPart): number {
  return rank(a) - rank(b) || badness(b.message.facts) - badness(a.message.facts);
}

function rank({ message, state }: AlertPart): number {
  return (state !== null && state.endedAt !== null ? 2 : 0) + (message.severity === 'critical' ? 0 : 1);
}

function severityOf(open: readonly AlertMessage[]): AlertMessage['severity'] | null {
  if (open.length === 0) return null;
  return open.some(({ severity }) => severity === 'critical') ? 'critical' : 'warning';
}

function latest(messages: readonly { readonly at: number }[]): number {
  return Math.max(...messages.map(({ at }) => at));
}
