import type { APIEmbed } from 'discord-api-types/v10';
import type { OverviewReports } from '../../../monitor/reports/overviewReports.ts';
import type { Millis } from '../../../monitor/time.ts';
import type { Severity } from '../../../monitor/types.ts';
import { drainWords } from '../../kinds/queue.ts';
import type { Language } from '../../words/language.ts';
import { DOTS, embed } from '../look.ts';
import { clipLines, DESCRIPTION_LIMIT, inlineCode } from '../text.ts';

type Queue = Awaited<ReturnType<OverviewReports['queue']>>[number];

/** The answer to `/queue` for all pipelines: how much is pending in all, and a line each, the worst first. */
export function queueOverviewEmbed(queues: readonly Queue[], at: Millis, language: Language): APIEmbed {
  const { words, counted } = language;
  const title = words.queueReport.title;
  const known = queues.flatMap(({ depth }) => (depth === null ? [] : [depth]));
  const severities = queues.map(severityOf);
  const worst = (['error', 'warning', 'success'] as const).find((severity) => severities.includes(severity));
  const total = known.length === 0 ? words.queueReport.nothing : words.alerts.queue.description(counted(sumOf(known)));
  const lines = queues.map((queue) => queueLine(queue, language));
  const room = DESCRIPTION_LIMIT - total.length - 2;
  return embed(worst ?? 'info', at, {
    title,
    description: `${total}\n\n${clipLines(lines, room, language)}`.trimEnd(),
  });
}

function sumOf(depths: readonly number[]): number {
  return depths.reduce((sum, depth) => sum + depth, 0);
}

function severityOf({ verdict }: Queue): Severity {
  if (verdict.state === 'firing') return verdict.severity;
  return verdict.state === 'ok' ? 'success' : 'info';
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
  return `${DOTS[severityOf(queue)]} ${inlineCode(name)}: ${list(parts)}`;
}
