import type { Counted } from '../plural.ts';
import { plural, TASKS } from './plural.ts';

export const errorsReport = {
  title: (span: string) => `🧾 Errors in the Last ${span}`,
  noResults: 'No solve results in this time.',
  rate: ({ rate, failed, total, threshold }: Record<'rate' | 'failed' | 'total' | 'threshold', string>) =>
    `Error rate: **${rate}** (${failed}/${total}), threshold ${threshold}`,
  notFailures: 'Not Failures, Counted Separately',
  byCode: 'Errors by Code',
  byType: 'Errors by CAPTCHA Type',
  noType: 'type not reported',
};

export const queueReport = {
  title: '📥 Queue',
  nothing:
    'No queue depth is known yet. Set `QUEUE_SOURCE`, so that the monitor reads the queue, or report it with `POST /v1/queue`.',
  depth: ({ tasks, when }: { tasks: Counted; when: string }) =>
    `Queue depth: **${tasks.text}** ${plural(tasks, { one: 'pending task', other: 'pending tasks' })}, reported ${when}`,
  workers: 'Active Workers',
  busy: 'Busy',
  oldest: 'Oldest Task',
  throughput: 'Throughput',
  perMinute: (tasks: Counted) => `${tasks.text} ${plural(tasks, TASKS)} per minute`,
  drain: 'Est. Drain Time',
  threshold: 'Threshold',
  empty: 'Empty',
  unknown: 'Unknown',
};
