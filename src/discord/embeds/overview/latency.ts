import type { APIEmbed } from 'discord-api-types/v10';
import type { LatencyOverview } from '../../../monitor/reports/overviewReports.ts';
import type { Millis } from '../../../monitor/time.ts';
import type { Language } from '../../words/language.ts';
import { baseEmbed } from '../baseEmbed.ts';
import { percentilesText } from '../summary.ts';
import { clipLines, DESCRIPTION_LIMIT, inlineCode } from '../text.ts';

type Latencies = LatencyOverview['pipelines'][number];

/** The answer to `/latency` for all pipelines: a line each, the slowest first. */
export function latencyOverviewEmbed(
  { windowMs, pipelines }: LatencyOverview,
  at: Millis,
  language: Language,
): APIEmbed {
  const { words, duration } = language;
  const title = words.latencyReport.title(duration(windowMs));
  if (pipelines.every(({ latency }) => latency === null)) {
    return baseEmbed('info', at, { title, description: words.latencyReport.nothing });
  }
  const lines = pipelines.map((pipeline) => pipelineLine(pipeline, language));
  return baseEmbed(pipelines.some(isSlow) ? 'warning' : 'success', at, {
    title,
    description: clipLines([`**${words.summary.percentiles}**`, ...lines], DESCRIPTION_LIMIT, language),
  });
}

/** By the threshold of its own. */
function isSlow({ latency, thresholds }: Latencies): boolean {
  return latency !== null && latency.latency.p95Ms > thresholds.p95Ms;
}

function pipelineLine(pipeline: Latencies, language: Language): string {
  const { name, latency: known } = pipeline;
  if (known === null) return `⚪ ${inlineCode(name)}: ${language.words.summary.noData}`;
  return `${isSlow(pipeline) ? '🟠' : '🟢'} ${inlineCode(name)}: ${percentilesText(known.latency, language)}`;
}
