import type { APIEmbed } from 'discord-api-types/v10';
import type { CodeBook } from '../../../monitor/record/codes.ts';
import type { ErrorsOverview } from '../../../monitor/reports/overviewReports.ts';
import type { Millis } from '../../../monitor/time.ts';
import type { Language } from '../../words/language.ts';
import { baseEmbed } from '../baseEmbed.ts';
import { codeLines } from '../codeLines.ts';
import { clipLines, DESCRIPTION_LIMIT, FIELD_VALUE_LIMIT, inlineCode } from '../text.ts';

type Failures = ErrorsOverview['pipelines'][number];

/** The answer to `/errors` for all pipelines: all codes together, and a line a pipeline, the highest rate first. */
export function errorsOverviewEmbed(
  { windowMs, totals, pipelines }: ErrorsOverview,
  codes: CodeBook,
  at: Millis,
  language: Language,
): APIEmbed {
  const { words, duration, percent, count } = language;
  const { solved, failed, byCode } = totals;
  const total = solved + failed;
  const title = words.errorsReport.title(duration(windowMs));
  if (total === 0) return baseEmbed('info', at, { title, description: words.errorsReport.noResults });
  const head = words.alerts.errors.description({
    rate: percent(failed / total),
    failed: count(failed),
    total: count(total),
  });
  const room = DESCRIPTION_LIMIT - FIELD_VALUE_LIMIT - head.length - 2;
  const lines = pipelines.map((pipeline) => pipelineLine(pipeline, language));
  return baseEmbed(pipelines.some(isOver) ? 'critical' : 'success', at, {
    title,
    description: `${head}\n\n${clipLines(codeLines(byCode, codes, language), room, language)}`.trimEnd(),
    fields: [{ name: words.overview.pipelines, value: clipLines(lines, FIELD_VALUE_LIMIT, language) }],
  });
}

/** By the threshold of its own. */
function isOver({ solved, failed, thresholds }: Failures): boolean {
  return failed > (solved + failed) * thresholds.rate;
}

function pipelineLine(pipeline: Failures, { words, percent, count }: Language): string {
  const { name, solved, failed } = pipeline;
  const total = solved + failed;
  if (total === 0) return `⚪ ${inlineCode(name)}: ${words.summary.noData}`;
  const rate = words.facts.errors({ rate: percent(failed / total), failed: count(failed), total: count(total) });
  return `${isOver(pipeline) ? '🔴' : '🟢'} ${inlineCode(name)}: ${rate}`;
}
