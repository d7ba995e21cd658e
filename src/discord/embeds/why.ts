import { subtext } from '@discordjs/formatters';
import type { APIEmbed } from 'discord-api-types/v10';
import type { PastDecision } from '../../monitor/ports/decisionStore.ts';
import type { WhyReport } from '../../monitor/reports/why.ts';
import type { Millis } from '../../monitor/time.ts';
import type { AlertKind, Severity } from '../../monitor/types.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { factsLine } from './factsLine.ts';
import { personText } from './person.ts';
import { clipLines, clockOrDate, dateTime, FIELD_VALUE_LIMIT, inlineCode } from './text.ts';

/** The answer to `/why`: what was decided then, and what came before and after it. */
export function whyEmbed({ kind, at, decided, around }: WhyReport, now: Millis, language: Language): APIEmbed {
  const { words } = language;
  const title = words.why.title(words.kinds[kind]);
  const when = subtext(words.why.asked(dateTime(at)));
  const text = decided === null ? words.why.nothing : sentence(decided, now, language);
  const lines = around.map((decision) => `${clockOrDate(decision.at, now)}: ${sentence(decision, now, language)}`);
  return baseEmbed(colourOf(decided), now, {
    title,
    description: `${text}\n${when}`,
    fields:
      lines.length === 0 ? [] : [{ name: words.why.around, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }],
  });
}

/** `Error rate 22.5% (45/200), threshold 15.0%. It fired, but @ada had muted it until 16:00.` */
function sentence(decision: PastDecision, now: Millis, language: Language): string {
  const { facts, reason, mute, why } = decision;
  const { words } = language;
  const reasons = words.why.reasons;
  const value =
    facts === null ? [] : [`${[factsLine(facts, language), ...thresholdWords(decision, language)].join(', ')}.`];
  const because = why === null ? [] : [words.why.because(words.status.why[why])];
  if (reason !== 'muted' || mute === null) return [...value, reasons[reason], ...because].join(' ');
  const { by, until, reason: muteReason } = mute;
  const muted = words.why.mutedBy({ who: personText(by.userId, words), until: clockOrDate(until, now) });
  return [
    ...value,
    muted,
    ...(muteReason === null ? [] : [words.mutes.reason(inlineCode(muteReason))]),
    ...because,
  ].join(' ');
}

function thresholdWords({ kind, threshold }: PastDecision, language: Language): readonly string[] {
  if (threshold === null) return [];
  const format = FORMATS[kind]?.(language);
  return format === undefined ? [] : [language.words.why.threshold(format(threshold))];
}

/** How the threshold of a kind is written that its facts do not name. */
const FORMATS: { readonly [Kind in AlertKind]?: (language: Language) => (value: number) => string } = {
  errors: ({ percent }) => percent,
  types: ({ percent }) => percent,
  queue: ({ count }) => count,
  latency: ({ seconds }) => seconds,
};

function colourOf(decided: PastDecision | null): Severity {
  if (decided === null || decided.state === 'unknown') return 'info';
  return decided.state === 'firing' ? 'warning' : 'success';
}
