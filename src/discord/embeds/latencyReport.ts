import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { LatencyReport, SolvedLatency } from '../../monitor/charts/latencyReport.ts';
import type { Millis } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed } from './baseEmbed.ts';
import { percentilesText } from './summary.ts';
import { clipLines, FIELD_VALUE_LIMIT, inlineCode } from './text.ts';

/** The answer to `/latency`. */
export function latencyEmbed(report: LatencyReport, at: Millis, language: Language): APIEmbed {
  const { overall, windowMs, thresholds } = report;
  const { words, duration, counted, seconds } = language;
  const title = words.latencyReport.title(duration(windowMs));
  if (overall === null) return baseEmbed('info', at, { title, description: words.latencyReport.nothing });
  const { p50Ms, p95Ms, p99Ms } = overall.latency;
  return baseEmbed(p95Ms > thresholds.p95Ms ? 'warning' : 'success', at, {
    title,
    description: words.latencyReport.overall({
      p50: seconds(p50Ms),
      p95: seconds(p95Ms),
      p99: seconds(p99Ms),
      tasks: counted(overall.solved),
    }),
    fields: [
      ...typeFields(report, overall, language),
      { name: words.latencyReport.threshold, value: `p95 ${seconds(thresholds.p95Ms)}` },
    ],
  });
}

/** A line a CAPTCHA type, and how many tasks are in none of them. */
function typeFields({ byType }: LatencyReport, overall: SolvedLatency, language: Language): APIEmbedField[] {
  if (byType.length === 0) return [];
  const { words, count, counted } = language;
  const lines = byType.map(({ type, solved, latency }) => {
    return `${inlineCode(type)}: ${percentilesText(latency, language)} (${count(solved)})`;
  });
  const others = overall.solved - byType.reduce((sum, { solved }) => sum + solved, 0);
  const rest = others > 0 ? [words.latencyReport.others(counted(others))] : [];
  return [{ name: words.latencyReport.byType, value: clipLines([...lines, ...rest], FIELD_VALUE_LIMIT, language) }];
}
