import type { SummaryPeriod } from '../../../monitor/reports/summary.ts';
import { NO_OPTIONS } from '../commandTexts.ts';
import { scopes } from './kinds.ts';
import { test } from './replies.ts';

/** Names and descriptions as Discord lists them: names lower case, at most 32 characters; descriptions at most 100. */
export const commands = {
  balance: {
    name: 'balance',
    description: 'The CaptchaAI balance now, how fast it is used and how long it lasts',
    options: { pipeline: { name: 'pipeline', description: 'Which pipeline; the only one if you leave it out' } },
  },
  status: {
    name: 'status',
    description: 'Everything at a glance: each kind of alert, mutes, the last result and the last delivery',
    options: { pipeline: { name: 'pipeline', description: 'Which pipeline; the only one if you leave it out' } },
  },
  summary: {
    name: 'summary',
    description: 'Tasks, success rate, latency, cost and errors of a period',
    options: {
      period: {
        name: 'period',
        description: 'Which period; today if you leave it out',
        choices: {
          today: 'Today',
          yesterday: 'Yesterday',
          '24h': 'Last 24 hours',
          '7d': 'Last 7 days',
          '30d': 'Last 30 days',
        } satisfies Readonly<Record<SummaryPeriod, string>>,
      },
      pipeline: { name: 'pipeline', description: 'Which pipeline; the only one if you leave it out' },
    },
  },
  errors: {
    name: 'errors',
    description: 'What failed, by error code, with what each means and what to do about it',
    options: {
      window: { name: 'window', description: 'How far back: 30m, 6h, 2d; an hour if you leave it out' },
      pipeline: { name: 'pipeline', description: 'Which pipeline; the only one if you leave it out' },
    },
  },
  queue: {
    name: 'queue',
    description: 'How many tasks wait, how fast they are done and when the queue is empty',
    options: { pipeline: { name: 'pipeline', description: 'Which pipeline; the only one if you leave it out' } },
  },
  incidents: {
    name: 'incidents',
    description: 'Recent incidents and who was on them, and what people changed',
    options: { limit: { name: 'limit', description: 'How many; 10 if you leave it out' } },
  },
  mute: {
    name: 'mute',
    description: 'Say nothing about one kind of alert, or about everything, for a while',
    options: {
      alert: { name: 'alert', description: 'Which alert to mute', choices: scopes },
      for: { name: 'for', description: 'How long: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'reason', description: 'Why, for everybody who looks at /status' },
      pipeline: { name: 'pipeline', description: 'Which pipeline; the only one if you leave it out' },
    },
  },
  unmute: {
    name: 'unmute',
    description: 'End a mute early',
    options: {
      alert: { name: 'alert', description: 'Which alert; every mute ends if you leave it out', choices: scopes },
    },
  },
  mutes: { name: 'mutes', description: 'What is muted now, until when, by whom and why', options: NO_OPTIONS },
  setup: {
    name: 'setup',
    description: 'Choose where alerts go, whom they ping, the time zone and the time of the daily summary',
    options: { time_zone: { name: 'time_zone', description: 'A time zone that the menu does not offer' } },
  },
  threshold: {
    name: 'threshold',
    description: 'Show or change the limits that decide when you are told',
    options: {
      kind: { name: 'kind', description: 'Which limit; all of them are shown if you leave it out' },
      value: { name: 'value', description: 'The new value in the unit of the limit, or "default"' },
    },
  },
  cooldown: {
    name: 'cooldown',
    description: 'Show or change the least time between two messages of one kind',
    options: { length: { name: 'length', description: 'How long: 5m, 1h, or "default"' } },
  },
  test: {
    name: 'test',
    description: 'Send a marked test alert the way that real ones go',
    options: {
      severity: {
        name: 'severity',
        description: 'Critical, with its ping, if you leave it out',
        choices: test.severities,
      },
    },
  },
  explain: {
    name: 'explain',
    description: 'What a CaptchaAI error code means and what to do about it',
    options: { code: { name: 'code', description: 'The error code' } },
  },
  help: { name: 'help', description: 'What this bot can do', options: NO_OPTIONS },
};
