import type { UnknownWhy } from '../../../monitor/kinds/verdict.ts';
import type { Counted } from '../plural.ts';
import { MESSAGES, plural, TASKS } from './plural.ts';

export const status = {
  title: '🔎 Pipeline Status',
  lastResult: 'Last Result',
  late: (length: string) => `Results arrive ${length} late: check the workers’ clocks`,
  tooManyCodes: (codes: Counted) =>
    `More than ${codes.text} different error ${plural(codes, { one: 'code', other: 'codes' })} in one hour: the rest are counted as \`(other)\``,
  tooManyTypes: (types: Counted) =>
    `More than ${types.text} different CAPTCHA ${plural(types, { one: 'type', other: 'types' })} in one hour: the rest are counted as \`(other)\``,
  lastDelivery: 'Last Delivery',
  goTo: 'Alerts Go To',
  mutedField: 'Muted',
  noneYet: 'None yet',
  why: {
    noReading: 'nothing reported yet',
    stale: 'the last report is too old',
    notReadable: 'the queue cannot be read',
    tooFewResults: 'too few results to judge',
    tooLittleHistory: 'too little history to judge',
    switchedOff: 'switched off',
    notSureYet: 'calls fail, not confirmed yet',
    ownNetwork: 'Discord cannot be reached either, so the problem is our own network',
    covered: 'the error rate of the whole pipeline fires',
  } satisfies Readonly<Record<UnknownWhy, string>>,
  inhibited: 'inhibited: the alert about its cause was sent',
  noDestination: 'not sent: no destination',
  awaitingClear: 'ok, recovery not confirmed yet',
  quietHours: 'waits for the end of quiet hours',
  suppressed: (messages: Counted) => ` (${messages.text} ${plural(messages, MESSAGES)} suppressed)`,
  mutedUntil: ({ until, who, held }: Record<'until' | 'who' | 'held', string>) =>
    `, muted until ${until} by ${who}${held}`,
  firingSince: (at: string) => `firing since ${at}`,
  openSince: (at: string) => `open since ${at}`,
  cannotBeJudged: (why: string) => `can no longer be judged: ${why}`,
  lastSent: (at: string) => `last sent ${at}`,
  isOnIt: ({ who, since }: Record<'who' | 'since', string>) => `acknowledged by ${who} since ${since}`,
  waiting: ({ messages, since, why }: { messages: Counted; since: string; why: string }) =>
    `${messages.text} ${plural(messages, MESSAGES)} waiting since ${since}${why}`,
  gaveUp: ({ at, why }: Record<'at' | 'why', string>) => `Gave up ${at}: ${why}`,
  nowhere: (why: string) => `Nowhere: ${why}`,
  elsewhere: (why: string) => `A fallback for now: ${why}`,
  pingFailed: (why: string) => `Pings do not work: ${why}`,
  nowhereYet: 'Nowhere yet: use `/setup`',
  webhook: 'The webhook',
  toWithPing: ({ place, whom }: Record<'place' | 'whom', string>) => `${place}, critical alerts ping ${whom}`,
  toWithPingFromWarning: ({ place, whom }: Record<'place' | 'whom', string>) => `${place}, all alerts ping ${whom}`,
  muteLine: ({ scope, until, who, why }: Record<'scope' | 'until' | 'who' | 'why', string>) =>
    `**${scope}** until ${until} by ${who}${why}`,
};

export const balance = {
  title: '💰 CaptchaAI Balance',
  notRead: 'The balance has not been read yet',
  threadPlan: 'Switched off for this account: on a thread plan a balance of 0 is healthy',
  read: ({ balance, when }: Record<'balance' | 'when', string>) => `CaptchaAI balance is **${balance}**, read ${when}`,
  threshold: 'Threshold',
  criticalBelow: 'Critical Below',
  switchedOff: 'Switched off',
  runway: 'Runway',
  runwayValue: ({ length, sure }: Record<'length' | 'sure', string>) => `${length} (confidence: ${sure})`,
  provider: 'Problem with CaptchaAI',
  providerValue: ({
    code,
    since,
    meaning,
    advice,
    next,
  }: Record<'code' | 'since' | 'meaning' | 'advice' | 'next', string>) =>
    `${code}${since}: ${meaning}. ${advice}.${next}`,
  since: (when: string) => `, since ${when}`,
  nextTry: (when: string) => ` Next try ${when}.`,
};

export const summary = {
  dailyTitle: '📈 Daily CAPTCHA Summary',
  titles: {
    today: '📈 CAPTCHA Summary: today',
    yesterday: '📈 CAPTCHA Summary: yesterday',
    '24h': '📈 CAPTCHA Summary: last 24 hours',
    '7d': '📈 CAPTCHA Summary: last 7 days',
    '30d': '📈 CAPTCHA Summary: last 30 days',
  },
  processed: (tasks: Counted) => `**${tasks.text}** ${plural(tasks, TASKS)} processed`,
  successRate: 'Success Rate',
  latency: 'Avg Latency',
  cost: 'Total Cost',
  errors: 'Errors',
  balance: 'Balance',
  peakQueue: 'Peak Queue',
  noData: 'No data',
  notReported: 'Not reported',
  percentiles: 'Latency p50 / p95 / p99',
  byCode: 'Errors by Code',
  period: 'Period',
  /** Beside what the period before had; the rest of the field names what is compared. */
  against: 'Against the Period Before',
  tasks: 'Tasks',
  wasBefore: (value: string) => `before: ${value}`,
  points: (n: string) => `${n} pt`,
  late: 'Sent Late',
  lateValue: (due: string) => `It was due ${due}, when the monitor was not running`,
};
