import type { DecisionReason } from '../../../monitor/alerts/decision.ts';
import type { Counted } from '../plural.ts';
import { plural, TASKS } from './plural.ts';

export const latencyReport = {
  title: (span: string) => `⏱️ Solve Latency in the Last ${span}`,
  nothing: 'No solved task reported its latency in this time.',
  overall: ({ p50, p95, p99, tasks }: Record<'p50' | 'p95' | 'p99', string> & { tasks: Counted }) =>
    `p50 **${p50}**, p95 **${p95}**, p99 **${p99}** over ${tasks.text} solved ${plural(tasks, TASKS)}`,
  byType: 'p50 / p95 / p99 by CAPTCHA Type (Solved Tasks)',
  others: (tasks: Counted) => `other types or none: ${tasks.text} ${plural(tasks, TASKS)}`,
  threshold: 'Threshold',
};

export const costReport = {
  titles: {
    today: '💵 Cost: today',
    '7d': '💵 Cost: last 7 days',
    '30d': '💵 Cost: last 30 days',
    month: '💵 Cost: this month',
  },
  total: ({ cost, tasks }: { cost: string; tasks: Counted }) =>
    `**${cost}** reported for ${tasks.text} ${plural(tasks, TASKS)}`,
  unreported: (tasks: Counted) => `The cost of ${tasks.text} ${plural(tasks, TASKS)} was not reported.`,
  noTasks: 'No tasks in this time.',
  notReported: 'not reported',
  soFar: 'This Month So Far',
  forecast: 'Month Forecast',
  about: (cost: string) => `about ${cost}`,
  noForecast: 'Not known: it needs a day of tasks whose cost is reported.',
  basis: 'Based On',
  perDay: ({ cost, days }: Record<'cost' | 'days', string>) => `${cost} a day, the mean of the last ${days} d`,
  byType: 'By CAPTCHA Type',
  otherTypes: 'other types',
  costOf: ({ cost, tasks, each }: { cost: string; tasks: Counted; each: string }) =>
    `${cost} (${tasks.text} ${plural(tasks, TASKS)}${each})`,
  each: (cost: string) => `, ${cost} per 1,000`,
  byDay: 'By Day',
  noTasksThen: 'no tasks',
};

export const why = {
  title: (kind: string) => `❓ Why: ${kind}`,
  asked: (at: string) => `At ${at}`,
  nothing: 'Nothing is known of this time. Decisions are kept for 30 days.',
  around: 'Decisions Around That Time',
  because: (why: string) => `The reason: ${why}.`,
  threshold: (value: string) => `threshold ${value}`,
  mutedBy: ({ who, until }: Record<'who' | 'until', string>) => `Nothing was sent: ${who} had muted it until ${until}.`,
  reasons: {
    firstFiring: 'It began to fire, and a message was sent.',
    worsened: 'It got worse, and a message was sent at once.',
    cooldownElapsed: 'It was still firing after the cooldown, and a message was sent.',
    muteEnded: 'It was still firing when messages were no longer suppressed, and a message was sent.',
    recovered: 'It recovered, and a message was sent.',
    endedInCooldown: 'It began and ended inside a cooldown, and one late message was sent.',
    unknownForLong: 'It was open and could no longer be judged for a long time, and a message was sent.',
    stillOnIt:
      'It was still critical two hours after it was acknowledged, and the person who acknowledged it was asked.',
    acknowledgementExpired: 'Nobody said that they were still on it, and a message was sent.',
    escalated: 'It was still critical and nobody had acknowledged it, and the next step of the escalation was taken.',
    flapping: 'It had fired and recovered more than five times in an hour, and one message for all of these was sent.',
    healthy: 'Nothing was sent: all was well.',
    noVerdict: 'Nothing was sent: it could not be judged.',
    switchedOff: 'Nothing was sent: this kind of alert is switched off.',
    muted: 'Nothing was sent: it was muted.',
    coolingDown: 'It was firing. The next message waited for the cooldown.',
    awaitingClear: 'It was well again. The message about that waited until it stayed so.',
    endedBeforeNotified: 'It ended before anybody was notified, so nothing was sent.',
    acknowledged: 'It was firing. Somebody had acknowledged it, so no reminder was sent.',
    inhibited: 'It was firing. Nothing was sent: the alert about its cause was sent instead.',
    noDestination: 'Nothing was sent: no destination was chosen.',
    quietHours: 'Nothing was sent: it waits for the end of quiet hours.',
    stillFlapping:
      'Nothing was sent: it was flapping, and people had been notified of that. The next message comes when it gets worse, keeps firing, or stays ok.',
  } satisfies Readonly<Record<DecisionReason, string>>,
};

export const exported = {
  tables: ({ incidents, days }: Record<'incidents' | 'days', Counted>) =>
    `📤 ${incidents.text} ${plural(incidents, { one: 'incident', other: 'incidents' })}, and the sums of ${days.text} ${plural(days, { one: 'day', other: 'days' })}. Times are UTC, an empty cell was not reported.`,
  newestOnly: (incidents: Counted) => `These are the newest ${incidents.text} incidents; older ones are left out.`,
};
