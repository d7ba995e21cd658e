import type { Counted } from '../plural.ts';
import { plural, TASKS } from './plural.ts';

/** What the pictures show, for those who do not see them. */
export const charts = {
  /** On the picture. */
  titles: {
    balance: 'Balance',
    errors: 'Error rate',
    latency: 'Solve latency',
    queue: 'Queue depth',
    cost: 'Cost by day',
    hours: 'Failed by hour',
  },
  noData: 'No data yet',
  others: 'others',
  perMinute: 'Tasks per minute',
  balance: ({ span, last, lowest }: Record<'span' | 'last' | 'lowest', string>) =>
    `Balance over ${span}: now ${last}, lowest ${lowest}.`,
  errors: ({ span, failed, total, code }: { span: string; failed: Counted; total: Counted; code: string }) =>
    `Error rate over ${span}: ${failed.text} of ${total.text} ${plural(total, TASKS)} failed, most often with ${code}.`,
  latency: ({ span, p50, p95 }: Record<'span' | 'p50' | 'p95', string>) =>
    `Solve latency over ${span}: last p50 ${p50}, p95 ${p95}.`,
  queue: ({ span, last, peak }: Record<'span' | 'last' | 'peak', string>) =>
    `Queue depth over ${span}: now ${last}, peak ${peak}.`,
  hours: ({ span, total, failed }: { span: string; total: Counted; failed: Counted }) =>
    `Tasks by day and hour over ${span}: ${total.text} ${plural(total, TASKS)}, ${failed.text} failed.`,
  cost: ({ span, total, most }: Record<'span' | 'total' | 'most', string>) =>
    `Cost by day over ${span}: ${total} in all, at most ${most} a day.`,
  empty: (span: string) => `No data over ${span}.`,
  noCode: 'no code',
};
