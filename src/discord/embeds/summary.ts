import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Message } from '../../monitor/alerts/message.ts';
import type { SummaryReport } from '../../monitor/reports/spanReports.ts';
import { successRate } from '../../monitor/reports/summary.ts';
import type { LatencyPercentiles, Summary } from '../../monitor/summary.ts';
import { MINUTE, type Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { comparisonFields } from './comparison.ts';
import { clipLines, dateTime, FIELD_VALUE_LIMIT, inlineCode } from './text.ts';

/** Above this share of solved tasks a summary is green (daily summary of the product). */
const GREEN_ABOVE = 0.92;
/** Later than this after its time a summary says why. */
const LATE_MS: Millis = 5 * MINUTE;
const CODES_SHOWN = 5;

/** The totals of a period. A period without results says so and is not green. */
export function summaryEmbed(summary: Summary, at: Millis, title: string, language: Language): APIEmbed {
  const { words, count, counted, percent, seconds, usd } = language;
  const names = words.summary;
  const rate = successRate(summary);
  const known = (value: number | null, format: (value: number) => string) =>
    value === null ? names.noData : format(value);
  return baseEmbed(rate !== null && rate > GREEN_ABOVE ? 'success' : 'warning', at, {
    title,
    description: names.processed(counted(summary.solved + summary.failed)),
    fields: [
      { name: names.successRate, value: known(rate, percent), inline: true },
      { name: names.latency, value: known(summary.meanLatencyMs, seconds), inline: true },
      { name: names.cost, value: summary.costMicros === 0 ? names.notReported : usd(summary.costMicros), inline: true },
      { name: names.errors, value: count(summary.failed), inline: true },
      { name: names.balance, value: balanceWords(summary, language), inline: true },
      { name: names.peakQueue, value: peakWords(summary, language), inline: true },
      ...pipelinesFields(summary, language),
      ...latencyFields(summary, language),
      ...codeFields(summary, language),
      { name: names.period, value: `${dateTime(summary.from)} – ${dateTime(summary.to)}` },
    ],
  });
}

/** The answer to `/summary`: the same, against the period before. */
export function comparedSummaryEmbed(
  { report, before }: Pick<SummaryReport, 'report' | 'before'>,
  at: Millis,
  title: string,
  language: Language,
): APIEmbed {
  const summary = summaryEmbed(report, at, title, language);
  return { ...summary, fields: [...(summary.fields ?? []), ...comparisonFields(report, before, language)] };
}

/** The summary that comes by itself; one that was missed says that it is late. */
export function dailySummaryEmbed(
  { summary, dueAt, at }: Extract<Message, { type: 'summary' }>,
  language: Language,
): APIEmbed {
  const { dailyTitle, late, lateValue } = language.words.summary;
  const daily = summaryEmbed(summary, at, dailyTitle, language);
  if (at - dueAt < LATE_MS) return daily;
  return { ...daily, fields: [...(daily.fields ?? []), { name: late, value: lateValue(dateTime(dueAt)) }] };
}

/** On thread plans a balance of 0 is healthy, and none is shown. */
function balanceWords({ balanceMicros, hasBalance = true }: Summary, { words, usd }: Language): string {
  if (!hasBalance) return words.balance.switchedOff;
  return balanceMicros === null ? words.summary.noData : usd(balanceMicros);
}

/** Of several pipelines the deepest queue, and whose it was: depths of different times cannot be added up. */
function peakWords({ peakQueueDepth, pipelines = [] }: Summary, { words, count }: Language): string {
  if (peakQueueDepth !== null) return count(peakQueueDepth);
  const known = pipelines.flatMap(({ name, peakQueueDepth: peak }) => (peak === null ? [] : [{ name, peak }]));
  const [deepest] = known.sort((a, b) => b.peak - a.peak);
  return deepest === undefined ? words.summary.noData : `${count(deepest.peak)} (${inlineCode(deepest.name)})`;
}

/** A line a pipeline, where there are several: the lowest success rate first. */
function pipelinesFields({ pipelines = [] }: Summary, language: Language): APIEmbedField[] {
  if (pipelines.length === 0) return [];
  const { words, counted, percent, list } = language;
  const lines = pipelines.map(({ name, solved, failed }) => {
    const rate = successRate({ solved, failed });
    return `${inlineCode(name)}: ${list([words.overview.tasks(counted(solved + failed)), ...(rate === null ? [] : [percent(rate)])])}`;
  });
  return [{ name: words.overview.pipelines, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }];
}

function latencyFields({ latency }: Summary, language: Language): APIEmbedField[] {
  if (latency === null) return [];
  const { words } = language;
  return [{ name: words.summary.percentiles, value: percentilesText(latency, language) }];
}

/** `22.1s / 61.0s / 118.0s` */
export function percentilesText({ p50Ms, p95Ms, p99Ms }: LatencyPercentiles, { seconds }: Language): string {
  return [p50Ms, p95Ms, p99Ms].map(seconds).join(' / ');
}

function codeFields({ byCode }: Summary, language: Language): APIEmbedField[] {
  if (byCode.length === 0) return [];
  const { words, count, counted } = language;
  const lines = byCode.slice(0, CODES_SHOWN).map(({ code, count: n }) => `• ${inlineCode(code)}: ${count(n)}`);
  const more = byCode.length > CODES_SHOWN ? [words.andMore(counted(byCode.length - CODES_SHOWN))] : [];
  return [{ name: words.summary.byCode, value: clipLines([...lines, ...more], FIELD_VALUE_LIMIT, language) }];
}
