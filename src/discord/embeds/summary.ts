import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { LatencyPercentiles, Message, Summary } from '../../monitor/message.ts';
import { successRate } from '../../monitor/summary.ts';
import type { Millis } from '../../monitor/types.ts';
import { embed } from './look.ts';
import { clipLines, count, FIELD_VALUE_LIMIT, inlineCode, percent, seconds, usd, when } from './text.ts';

/** Above this share of solved tasks a summary is green (daily summary of the product). */
const GREEN_ABOVE = 0.92;
const NO_DATA = 'No data';
/** Later than this after its time a summary says why. */
const LATE_MS: Millis = 5 * 60_000;

/** The totals of a period. A period without results says so and is not green. */
export function summaryEmbed(summary: Summary, at: Millis, title = '📈 Daily CAPTCHA Summary'): APIEmbed {
  const rate = successRate(summary);
  return embed(rate !== null && rate > GREEN_ABOVE ? 'success' : 'warning', at, {
    title,
    description: `**${count(summary.solved + summary.failed)}** tasks processed`,
    fields: [
      { name: 'Success Rate', value: rate === null ? NO_DATA : percent(rate), inline: true },
      { name: 'Avg Latency', value: orNoData(summary.meanLatencyMs, seconds), inline: true },
      { name: 'Total Cost', value: usd(summary.costMicros), inline: true },
      { name: 'Errors', value: count(summary.failed), inline: true },
      { name: 'Balance', value: orNoData(summary.balanceMicros, usd), inline: true },
      { name: 'Peak Queue', value: orNoData(summary.peakQueueDepth, count), inline: true },
      ...latencyFields(summary.latency),
      ...codeFields(summary),
      { name: 'Period', value: `${when(summary.from, 'f')} – ${when(summary.to, 'f')}` },
    ],
  });
}

/** The summary that comes by itself; one that was missed says that it is late. */
export function dailySummaryEmbed({ summary, dueAt, at }: Extract<Message, { type: 'summary' }>): APIEmbed {
  const daily = summaryEmbed(summary, at);
  if (at - dueAt < LATE_MS) return daily;
  const note = { name: 'Sent Late', value: `It was due ${when(dueAt, 'f')}, when the monitor was not running` };
  return { ...daily, fields: [...(daily.fields ?? []), note] };
}

function orNoData(value: number | null, format: (value: number) => string): string {
  return value === null ? NO_DATA : format(value);
}

function latencyFields(latency: LatencyPercentiles | null): APIEmbedField[] {
  if (latency === null) return [];
  const { p50Ms, p95Ms, p99Ms } = latency;
  return [{ name: 'Latency p50 / p95 / p99', value: [p50Ms, p95Ms, p99Ms].map(seconds).join(' / ') }];
}

function codeFields({ byCode }: Summary): APIEmbedField[] {
  if (byCode.length === 0) return [];
  const lines = byCode.slice(0, 5).map(({ code, count: n }) => `• ${inlineCode(code)}: ${count(n)}`);
  const more = byCode.length > 5 ? [`and ${byCode.length - 5} more`] : [];
  return [{ name: 'Errors by Code', value: clipLines([...lines, ...more], FIELD_VALUE_LIMIT) }];
}
