import type { APIEmbed } from 'discord-api-types/v10';
import type { OverviewReports } from '../../../monitor/reports/overviewReports.ts';
import { sumOfKnown } from '../../../monitor/sums.ts';
import type { Millis } from '../../../monitor/time.ts';
import { drainWords } from '../../kinds/queue.ts';
import type { Language } from '../../words/language.ts';
import { baseEmbed, DOTS, severityOf } from '../baseEmbed.ts';
import { clipLines, DESCRIPTION_LIMIT, inlineCode } from '../text.ts';

type Queue = Awaited<ReturnType<OverviewReports['queue']>>[number];

/** The answer to `/queue` for all pipelines: how much is pending in all, and a line each, the worst first. */
export function queueOverviewEmbed(queues: readonly Queue[], at: Millis, language: Language): APIEmbed {
  const { words, counted } = language;
  const title = words.queueReport.title;
  const depth = sumOfKnown(queues.map((queue) => queue.depth));
  const severities = queues.map(({ verdict }) => severityOf(verdict));
  const worst = (['critical', 'warning', 'success'] as const).find((severity) => severities.includes(severity));
  const total = depth === null ? words.queueReport.nothing : words.alerts.queue.description(counted(depth));
  const lines = queues.map((queue) => queueLine(queue, language));
  const room = DESCRIPTION_LIMIT - total.length - 2;
  return baseEmbed(worst ?? 'info', at, {
    title,
    description: `${total}\n\n${clipLines(lines, room, language)}`.trimEnd(),
  });
}

function queueLine(queue: Queue, language: Language): string {
  const { words, counted, count, list } = language;
  const { name, depth, activeWorkers, drain, verdict, unreadable } = queue;
  const parts = [
    ...(depth === null ? [] : [words.facts.queue(counted(depth))]),
    ...(activeWorkers === null ? [] : [`${words.kinds.workers}: ${count(activeWorkers)}`]),
    ...(depth === null || depth === 0 || drain === null
      ? []
      : [`${words.queueReport.drain}: ${drainWords(drain, language)}`]),
    ...(verdict.state === 'unknown' ? [words.status.why[verdict.why]] : []),
    ...unreadable.map(({ why }) => `⚠️ ${words.queueSource.why[why]}`),
  ];
  return `${DOTS[severityOf(verdict)]} ${inlineCode(name)}: ${list(parts)}`;
}
