import type { APIEmbed } from 'discord-api-types/v10';
import type { QueueReport } from '../../monitor/charts/queueReport.ts';
import type { Millis } from '../../monitor/time.ts';
import { drainWords } from '../kinds/queue.ts';
import type { Language } from '../words/language.ts';
import { baseEmbed, severityOf } from './baseEmbed.ts';
import { queueTroubleFields } from './queueTrouble.ts';
import { relativeTime } from './text.ts';

/** The answer to `/queue`. */
export function queueEmbed(report: QueueReport, at: Millis, language: Language): APIEmbed {
  const { words, count, counted } = language;
  const { depth, depthAt, activeWorkers, perMinute, drain, thresholds, verdict } = report;
  const troubles = queueTroubleFields(report.unreadable, language);
  const title = words.queueReport.title;
  if (depth === null || depthAt === null) {
    if (troubles.length > 0) return baseEmbed('warning', at, { title, fields: troubles });
    return baseEmbed('info', at, { title, description: words.queueReport.nothing });
  }
  const unknown = words.queueReport.unknown;
  return baseEmbed(severityOf(verdict), at, {
    title,
    description: words.queueReport.depth({ tasks: counted(depth), when: relativeTime(depthAt) }),
    fields: [
      { name: words.queueReport.workers, value: activeWorkers === null ? unknown : count(activeWorkers), inline: true },
      ...knownOfTasks(report, language),
      {
        name: words.queueReport.throughput,
        value: perMinute === null ? unknown : words.queueReport.perMinute(counted(perMinute)),
        inline: true,
      },
      {
        name: words.queueReport.drain,
        value: depth === 0 ? words.queueReport.empty : drain === null ? unknown : drainWords(drain, language),
        inline: true,
      },
      { name: words.queueReport.threshold, value: count(thresholds.depth), inline: true },
      ...troubles,
    ],
  });
}

/** What only a queue that the monitor reads itself may tell. */
function knownOfTasks({ busy, oldestAt }: QueueReport, { words, count }: Language) {
  const fields = [
    { name: words.queueReport.busy, value: busy === null ? null : count(busy) },
    { name: words.queueReport.oldest, value: oldestAt === null ? null : relativeTime(oldestAt) },
  ];
  return fields.flatMap(({ name, value }) => (value === null ? [] : [{ name, value, inline: true }]));
}
