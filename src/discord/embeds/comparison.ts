import { subtext } from '@discordjs/formatters';
import type { APIEmbedField } from 'discord-api-types/v10';
import type { PeriodBefore } from '../../monitor/reports/periodBefore.ts';
import { successRate } from '../../monitor/reports/summary.ts';
import type { Summary } from '../../monitor/summary.ts';
import type { Language } from '../words/language.ts';
import { clipLines, dateTime, FIELD_VALUE_LIMIT } from './text.ts';

/** One field that compares a period with the one before, a line a value; nothing where none of them can be compared. */
export function comparisonFields(now: Summary, before: PeriodBefore | null, language: Language): APIEmbedField[] {
  if (before === null) return [];
  const names = language.words.summary;
  const { from, to } = before.summary;
  const lines = [...countLines(now, before, language), ...meanLines(now, before.summary, language)];
  if (lines.length === 0) return [];
  const span = subtext(`${dateTime(from)} – ${dateTime(to)}`);
  return [{ name: names.against, value: clipLines([...lines, span], FIELD_VALUE_LIMIT, language) }];
}

/** Sums are compared with a whole period alone: with half of one they would seem to have doubled. */
function countLines(now: Summary, { summary: then, isWhole }: PeriodBefore, language: Language): readonly string[] {
  if (!isWhole) return [];
  const { words, count, usd } = language;
  const names = words.summary;
  return [
    ...lineOf(names.tasks, now.solved + now.failed, then.solved + then.failed, count, language),
    ...lineOf(names.errors, now.failed, then.failed, count, language),
    ...lineOf(names.cost, costOf(now), costOf(then), usd, language),
    ...lineOf(names.peakQueue, now.peakQueueDepth, then.peakQueueDepth, count, language),
  ];
}

function meanLines(now: Summary, then: Summary, language: Language): readonly string[] {
  const { words, seconds, percent, usd, signed } = language;
  const names = words.summary;
  const [rate, rateBefore] = [successRate(now), successRate(then)];
  const points = rate === null || rateBefore === null ? null : names.points(signed((rate - rateBefore) * 100));
  return [
    ...(rate === null || points === null ? [] : [`${names.successRate}: ${percent(rate)} (${points})`]),
    ...lineOf(names.latency, now.meanLatencyMs, then.meanLatencyMs, seconds, language),
    ...lineOf('p95', now.latency?.p95Ms ?? null, then.latency?.p95Ms ?? null, seconds, language),
    ...lineOf(names.balance, now.balanceMicros, then.balanceMicros, usd, language),
  ];
}

/** A value with its change, such as `12,450 (+8.0%)`; no line where one of the two is not known. */
function lineOf(
  name: string,
  value: number | null,
  before: number | null,
  format: (value: number) => string,
  { words, change }: Language,
): readonly string[] {
  if (value === null || before === null) return [];
  // Nothing is a share of zero.
  const changed = before <= 0 ? words.summary.wasBefore(format(before)) : change(value / before - 1);
  return [`${name}: ${format(value)} (${changed})`];
}

/** Costs are optional in a report, so that a sum of zero is a cost that nobody reported. */
function costOf({ costMicros }: Summary): number | null {
  return costMicros === 0 ? null : costMicros;
}
