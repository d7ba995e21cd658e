import type { IncidentState } from '../../monitor/alerts/incidentState.ts';
import type { FlappingMessage, Message } from '../../monitor/alerts/message.ts';
import type { Severity } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { acknowledgedWords, endedWords, unknownWords } from './alert.ts';
import { DOTS } from './baseEmbed.ts';
import { nextParts } from './escalation.ts';
import { factsLine } from './factsLine.ts';
import { flappingParts } from './flapping.ts';
import { recoveryWords } from './recovery.ts';
import type { AlertPart, Several } from './several.ts';
import { stateParts } from './stateParts.ts';
import { clipLines, inlineCode } from './text.ts';

/** What a message's 2,000 characters leave beside the ping and other notes. */
const ROOM = 1_500;

/** A message as lines of text, one for each thing that it tells; null where it has no such form. */
export function compactText(messages: readonly Message[], language: Language): string | null {
  const lines = messages.map((message) => compactLine(message, language));
  return lines.every((line) => line !== null) ? clipLines(lines, ROOM, language).trimEnd() : null;
}

/** The same of alerts as they read later: who is on them, and what has ended. */
export function laterText(parts: Several<AlertPart>, language: Language): string {
  const lines = parts.map((part) => laterLine(part, language));
  return clipLines(lines, ROOM, language).trimEnd();
}

function compactLine(message: Message, language: Language): string | null {
  const { words, usd, counted } = language;
  const { alerts, recovery } = words;
  switch (message.type) {
    case 'alert':
      return line(message.severity, message, [
        kindWords(message.facts, language),
        ...flappingParts(message.flapping, message.at, language),
        ...(message.suppressed === 0 ? [] : [alerts.suppressedValue(counted(message.suppressed))]),
        ...nextParts(message.next, language),
      ]);
    case 'recovery':
      return line('success', message, [
        recoveryWords(message.before, message.after, language),
        ...flappingParts(message.flapping, message.at, language),
      ]);
    case 'flapping':
      return line('info', message, [
        kindWords(message.worst, language),
        ...flappingParts(message, message.at, language),
      ]);
    case 'late':
      return line('info', message, [
        kindWords(message.worst, language),
        `${alerts.ended}: ${endedWords(message.openedAt, message.endedAt, language)}`,
      ]);
    case 'unknown':
      return line('warning', message, [kindWords(message.facts, language), unknownWords(message, language)]);
    case 'topUp': {
      const { fromMicros, toMicros } = message.topUp;
      return line('success', message, [recovery.topUp({ before: usd(fromMicros), after: usd(toMicros) })]);
    }
    default:
      return null;
  }
}

function laterLine({ message, state }: AlertPart, language: Language): string {
  const kind = kindWords(message.facts, language);
  if (state === null) return line(message.severity, message, [kind]);
  const severity = state.endedAt === null ? message.severity : 'success';
  return line(severity, message, [kind, ...stateParts(state, message.at, language)]);
}

/** That a kind is flapping, as it reads later. */
export function laterFlappingText(
  message: FlappingMessage,
  { openedAt, endedAt, acknowledged, flapping }: IncidentState,
  language: Language,
): string {
  const { words } = language;
  return line(endedAt === null ? 'info' : 'success', message, [
    kindWords(message.worst, language),
    ...flappingParts(flapping ?? message, message.at, language),
    ...(acknowledged === null ? [] : [acknowledgedWords(acknowledged.by.userId, acknowledged.at, words)]),
    ...(endedAt === null ? [] : [`${words.alerts.ended}: ${endedWords(openedAt, endedAt, language)}`]),
  ]);
}

function kindWords(facts: Parameters<typeof factsLine>[0], language: Language): string {
  return `**${language.words.kinds[facts.kind]}** ${factsLine(facts, language)}`;
}

function line(severity: Severity, { subject }: { readonly subject?: string }, parts: readonly string[]): string {
  const about = subject === undefined ? '' : `${inlineCode(subject)}: `;
  return `${DOTS[severity]} ${about}${parts.join(' · ')}`;
}
