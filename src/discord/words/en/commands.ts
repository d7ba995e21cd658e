import type { CostPeriod } from '../../../monitor/charts/costReport.ts';
import type { SummaryPeriod } from '../../../monitor/reports/summary.ts';
import { NO_OPTIONS } from '../commandTexts.ts';
import { kinds, scopes } from './kinds.ts';
import { test } from './replies.ts';

const pipeline = { name: 'pipeline', description: 'Which pipeline (default: all)' };
/** For what is about one pipeline in any case. */
const onePipeline = { ...pipeline, description: 'Which pipeline (default: the first)' };

/** Names and descriptions as Discord lists them: names lower case, at most 32 characters; descriptions at most 100. */
export const commands = {
  balance: {
    name: 'balance',
    description: 'Show the CaptchaAI balance, how fast it is spent and how long it will last',
    options: { pipeline },
  },
  status: {
    name: 'status',
    description: 'Show everything at a glance: each kind of alert, mutes, the last result and the last delivery',
    options: { pipeline },
  },
  summary: {
    name: 'summary',
    description: 'Show tasks, success rate, latency, cost and errors of a period',
    options: {
      period: {
        name: 'period',
        description: 'Which period (default: today)',
        choices: {
          today: 'Today',
          yesterday: 'Yesterday',
          '24h': 'Last 24 hours',
          '7d': 'Last 7 days',
          '30d': 'Last 30 days',
        } satisfies Readonly<Record<SummaryPeriod, string>>,
      },
      pipeline,
    },
  },
  errors: {
    name: 'errors',
    description: 'Show errors by code, with the meaning of each code and what to do about it',
    options: {
      window: { name: 'window', description: 'How far back: 30m, 6h, 2d (default: 1h)' },
      pipeline,
    },
  },
  latency: {
    name: 'latency',
    description: 'Show how long solved tasks took: p50, p95 and p99, also by CAPTCHA type',
    options: { window: { name: 'window', description: 'How far back: 30m, 6h, 2d (default: 1h)' }, pipeline },
  },
  cost: {
    name: 'cost',
    description: 'Show what was spent by day and by CAPTCHA type, and a forecast of the month',
    options: {
      period: {
        name: 'period',
        description: 'Which period (default: last 7 days)',
        choices: { today: 'Today', '7d': 'Last 7 days', '30d': 'Last 30 days', month: 'This month' } satisfies Readonly<
          Record<CostPeriod, string>
        >,
      },
      pipeline,
    },
  },
  queue: {
    name: 'queue',
    description: 'Show how many tasks are waiting, how fast they are solved and when the queue will be empty',
    options: { pipeline },
  },
  incidents: {
    name: 'incidents',
    description: 'List recent incidents, who acknowledged them, and who changed which setting',
    options: { limit: { name: 'limit', description: 'How many (default: 10)' } },
  },
  why: {
    name: 'why',
    description: 'Show why there was, or was not, a message about one kind of alert at a time',
    options: {
      alert: { name: 'alert', description: 'Which kind of alert', choices: kinds },
      at: {
        name: 'at',
        description: 'When: 14:07, 2h ago, yesterday 9:00, 2026-11-23 14:07 (default: now)',
      },
      pipeline: onePipeline,
    },
  },
  export: {
    name: 'export',
    description: 'Export incidents and the sums of each day as CSV files',
    options: { pipeline: onePipeline },
  },
  mute: {
    name: 'mute',
    description: 'Mute one kind of alert, or all alerts, for a while',
    options: {
      alert: { name: 'alert', description: 'Which kind of alert to mute', choices: scopes },
      for: { name: 'for', description: 'How long: 30m, 2 hours, 1d12h, until 9, until tomorrow 9:00' },
      reason: { name: 'reason', description: 'The reason, shown in /status and /mutes' },
      pipeline,
    },
  },
  unmute: {
    name: 'unmute',
    description: 'End a mute early',
    options: {
      alert: { name: 'alert', description: 'Which kind of alert (default: all mutes end)', choices: scopes },
      pipeline,
    },
  },
  mutes: { name: 'mutes', description: 'List the active mutes: until when, by whom and why', options: NO_OPTIONS },
  quiet: {
    name: 'quiet',
    description: 'Show, add or remove quiet hours: weekly times in which messages wait',
    options: {
      from: { name: 'from', description: 'When they begin: 22:00 (in the time zone of the server)' },
      to: { name: 'to', description: 'When they end: 07:00; not after "from": on the next day' },
      days: { name: 'days', description: 'On which days they begin: mon-fri, sat, weekend (default: daily)' },
      alerts: { name: 'alerts', description: 'Which kinds of alerts, with commas: queue, latency (default: all)' },
      passes: {
        name: 'passes',
        description: 'What is sent all the same (default: critical alerts)',
        choices: { critical: 'Critical alerts', nothing: 'Nothing' },
      },
      remove: { name: 'remove', description: 'Which quiet hours to remove' },
    },
  },
  escalation: {
    name: 'escalation',
    description: 'Show, add or remove steps: who is notified of critical alerts that nobody acknowledges',
    options: {
      after: { name: 'after', description: 'How long after the alert: 5m, 1h' },
      mention: { name: 'mention', description: 'A role or person to ping' },
      channel: { name: 'channel', description: 'Another channel to post in' },
      direct_message: { name: 'direct_message', description: 'A person to send a direct message to' },
      receiver: { name: 'receiver', description: 'A receiver outside of Discord, such as PagerDuty' },
      remove: { name: 'remove', description: 'Which step to remove' },
    },
  },
  oncall: {
    name: 'oncall',
    description: 'Show or change who is on call: people take turns of a week, and alerts ping today’s person',
    options: {
      add: { name: 'add', description: 'A person who joins the turns' },
      remove: { name: 'remove', description: 'A person who leaves the turns' },
      day: { name: 'day', description: 'The weekday of the handover (default: monday)' },
      time: { name: 'time', description: 'The time of the handover: 09:00 (in the time zone of the server)' },
      cover: { name: 'cover', description: 'A person who takes over from now on' },
      until: { name: 'until', description: 'When the cover ends: 4h, tomorrow 9:00, monday, now' },
    },
  },
  setup: {
    name: 'setup',
    description: 'Choose where alerts go, whom they ping, the time zone and the time of the daily summary',
    options: { time_zone: { name: 'time_zone', description: 'A time zone that is not in the menu' }, pipeline },
  },
  threshold: {
    name: 'threshold',
    description: 'Show or change alert thresholds',
    options: {
      kind: { name: 'kind', description: 'Which threshold (default: show all)' },
      value: { name: 'value', description: 'The new value in the unit of the threshold, or "default"' },
      pipeline,
    },
  },
  cooldown: {
    name: 'cooldown',
    description: 'Show or change the shortest time between two messages of one kind',
    options: { length: { name: 'length', description: 'How long: 5m, 1h, or "default"' } },
  },
  test: {
    name: 'test',
    description: 'Send a test alert through the real delivery path',
    options: {
      severity: {
        name: 'severity',
        description: 'Which severity (default: critical, with its ping)',
        choices: test.severities,
      },
      escalation: { name: 'escalation', description: 'Whether to go through all steps of the escalation' },
    },
  },
  explain: {
    name: 'explain',
    description: 'Explain a CaptchaAI error code: what it means and what to do about it',
    options: { code: { name: 'code', description: 'The error code' } },
  },
  privacy: {
    name: 'privacy',
    description: 'Show what is kept about you and this server, for how long, and how to be forgotten',
    options: NO_OPTIONS,
  },
  help: { name: 'help', description: 'List all commands', options: NO_OPTIONS },
};
