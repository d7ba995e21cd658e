import type { APIEmbed } from 'discord-api-types/v10';
import type { CostOverview } from '../../../monitor/reports/overviewReports.ts';
import type { Millis } from '../../../monitor/time.ts';
import type { Language } from '../../words/language.ts';
import { baseEmbed } from '../baseEmbed.ts';
import { costWords, totalWords } from '../costReport.ts';
import { clipLines, DESCRIPTION_LIMIT, inlineCode } from '../text.ts';

/** The answer to `/cost` for all pipelines: what was spent in all, and a line each, the dearest first. */
export function costOverviewEmbed(
  { total, pipelines }: CostOverview,
  at: Millis,
  title: string,
  language: Language,
): APIEmbed {
  const { costReport } = language.words;
  if (total.tasks === 0 && total.costMicros === 0)
    return baseEmbed('info', at, { title, description: costReport.noTasks });
  const head = totalWords(total, language);
  const lines = pipelines.map(({ name, ...cost }) => {
    return `${inlineCode(name)}: ${cost.tasks === 0 ? costReport.noTasksThen : costWords(cost, language)}`;
  });
  const room = DESCRIPTION_LIMIT - head.length - 2;
  return baseEmbed('info', at, { title, description: `${head}\n\n${clipLines(lines, room, language)}`.trimEnd() });
}
