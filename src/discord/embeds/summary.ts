import type { APIEmbed } from 'discord-api-types/v10';
import { successRate } from '../../monitor/summary.ts';
import type { Millis, Summary } from '../../monitor/types.ts';
import { embed } from './look.ts';
import { count, percent, seconds, usd, when } from './text.ts';

/** Above this share of solved tasks a summary is green (daily summary of the product). */
const GREEN_ABOVE = 0.92;
const NO_DATA = 'No data';

/** The totals of a period. A period without results says so and is not green. */
export function summaryEmbed(summary: Summary, at: Millis, title = '📈 Daily CAPTCHA Summary'): APIEmbed {
  const rate = successRate(summary);
  return embed(rate !== null && rate > GREEN_ABOVE ? 'success' : 'warning', at, {
    title,
    description: `**${count(summary.solved + summary.failed)}** tasks processed`,
    fields: [
      { name: 'Success Rate', value: rate === null ? NO_DATA : percent(rate), inline: true },
      {
        name: 'Avg Latency',
        value: summary.meanLatencyMs === null ? NO_DATA : seconds(summary.meanLatencyMs),
        inline: true,
      },
      { name: 'Total Cost', value: usd(summary.costMicros), inline: true },
      { name: 'Errors', value: count(summary.failed), inline: true },
      { name: 'Balance', value: summary.balanceMicros === null ? NO_DATA : usd(summary.balanceMicros), inline: true },
      {
        name: 'Peak Queue',
        value: summary.peakQueueDepth === null ? NO_DATA : count(summary.peakQueueDepth),
        inline: true,
      },
      { name: 'Period', value: `${when(summary.from, 'f')} – ${when(summary.to, 'f')}` },
    ],
  });
}
