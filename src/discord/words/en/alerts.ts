import type { Counted } from '../plural.ts';
import { MESSAGES, plural, TASKS } from './plural.ts';

/** Titles, descriptions and fields of alerts. Those of balance, errors and queue are fixed by the product's origin. */
export const alerts = {
  balance: {
    title: '💰 Balance Alert',
    description: (balance: string) => `CaptchaAI balance is **${balance}**`,
    threshold: 'Threshold',
    severity: 'Severity',
    criticalBelow: 'Critical Below',
  },
  errors: {
    title: '⚠️ Error Rate Spike',
    description: ({ rate, failed, total }: Record<'rate' | 'failed' | 'total', string>) =>
      `Error rate: **${rate}** (${failed}/${total})`,
    inRow: (results: Counted) =>
      `The last ${plural(results, { one: 'result', other: `${results.text} results in a row` })} failed`,
    breakdown: 'Error Breakdown',
    noDetails: 'No details',
  },
  types: {
    title: '🧩 One CAPTCHA Type Fails',
    description: ({ type, rate, failed, total }: Record<'type' | 'rate' | 'failed' | 'total', string>) =>
      `${type}: **${rate}** failed (${failed}/${total})`,
    others: 'Other Types That Fail',
    action: 'Check what you send for this type, such as the site key and the page address',
  },
  queue: {
    title: '📊 Queue Backup',
    description: (tasks: Counted) => `Queue depth: **${tasks.text}** pending ${plural(tasks, TASKS)}`,
    workers: 'Active Workers',
    drain: 'Est. Drain Time',
    rough: (length: string) => `${length} (rough guess)`,
    noWorker: 'No active worker',
    growing: (perMinute: string) => `Growing by ${perMinute} a minute`,
    action: 'Check that the workers run; start more of them, or send fewer tasks',
  },
  workers: {
    title: '👷 No Worker Active',
    leftAlone: (depth: string) => `No worker is active, pending tasks: **${depth}**`,
    stuck: ({ length, depth }: Record<'length' | 'depth', string>) =>
      `No result for **${length}**, pending tasks: **${depth}**`,
    noResultFor: 'No Result For',
    action: 'Check why the workers stopped, and start them again',
  },
  silence: {
    title: '🤫 Pipeline Quiet',
    description: (length: string) => `No solve result for **${length}**`,
    last: 'Last Result',
    before: 'Hour Before',
    results: (results: Counted) => `${results.text} ${plural(results, { one: 'result', other: 'results' })}`,
    action: 'Check that the workers run and can post their results',
  },
  provider: {
    accountTitle: '🔑 CaptchaAI Refuses the Account',
    outageTitle: '🔌 CaptchaAI Outage',
    description: (code: string) => `CaptchaAI answers ${code}`,
    noBalanceTitle: '🔌 Balance Cannot Be Read',
    noBalance: ({ length, code }: Record<'length' | 'code', string>) =>
      `No usable balance for **${length}**: CaptchaAI answers ${code}`,
    addressTitle: '🔌 Wrong Address of CaptchaAI',
    address: 'CaptchaAI is not at the address in `CAPTCHAAI_URL`',
    nothing: 'nothing',
    meaning: 'Meaning',
    since: 'Since',
    wait: 'Wait',
  },
  latency: {
    title: '🐢 Slow Solves',
    description: (p95: string) => `Solve latency p95: **${p95}**`,
    threshold: 'Threshold',
    windowSolved: ({ window, solved }: Record<'window' | 'solved', string>) => `${window}, ${solved} solved`,
    action: 'Check CaptchaAI, the proxies and whether the target site changed its CAPTCHA',
  },
  threads: {
    title: '🧵 Threads Used Up',
    description: (busy: string) => `Threads of the plan: **${busy}**`,
    action: 'Send fewer tasks at a time, or upgrade the plan',
  },
  runway: {
    title: '⏳ Balance Runs Out Soon',
    description: (length: string) => `At the present burn rate the balance lasts **${length}**`,
    balance: 'Balance',
    burn: 'Burn Rate',
    anHour: (amount: string) => `${amount} an hour`,
    sure: 'Confidence',
  },
  botLost: {
    title: '🔌 The Bot Cannot Connect',
    tokenRefused:
      'Discord does not accept the bot’s token. Commands and buttons do not work; alerts are still sent here',
    tokenAction:
      'Copy the token again from discord.com/developers, page Bot, set `DISCORD_TOKEN`, and restart the monitor',
    intentsRefused:
      'Discord refuses the intents of the bot. Commands and buttons do not work; alerts are still sent here',
    intentsAction: 'Update the program and restart the monitor',
  },
  action: 'Action',
  topUpAction: 'Top up your balance at captchaai.com',
  unknown: 'Unknown',
  window: 'Window',
  lastMinute: 'Last minute',
  lastMinutes: (minutes: Counted) => `Last ${minutes.text} ${plural(minutes, { one: 'minute', other: 'minutes' })}`,
  lastSeconds: (seconds: Counted) => `Last ${seconds.text} ${plural(seconds, { one: 'second', other: 'seconds' })}`,
  /** The title of an alert once it is over. */
  over: (title: string) => `${title} (over)`,
  operatorNote: 'Operator’s Note',
  affected: 'Also Affected',
  affectedValue: (kinds: string) => `${kinds}: suppressed while this lasts`,
  reminder: ({ number, since, recovers, next }: Record<'number' | 'since' | 'recovers' | 'next', string>) =>
    `Reminder ${number}: still firing since ${since}, ${recovers}, next one ${next}`,
  recoversAt: (level: string) => `recovers at ${level}`,
  recoversWithResult: 'recovers when a result arrives',
  recoversWithAnswer: 'recovers when CaptchaAI answers',
  recoversWithWork: 'recovers when a worker is active, a result arrives or nothing waits',
  suppressed: 'Suppressed',
  suppressedValue: (messages: Counted) =>
    `${messages.text} ${plural(messages, MESSAGES)} suppressed while this was muted`,
  acknowledged: 'Acknowledged',
  acknowledgedValue: ({ who, since }: Record<'who' | 'since', string>) => `${who} has been on it since ${since}`,
  muted: 'Muted',
  mutedValue: ({ who, until }: Record<'who' | 'until', string>) => `${who} muted this until ${until}`,
  mutedBefore: ({ who, until }: Record<'who' | 'until', string>) =>
    `No longer muted: ${who} had muted this until ${until}`,
  unknownTitle: '❔ Can No Longer Be Judged',
  unknownDescription: ({ kind, why }: Record<'kind' | 'why', string>) => `**${kind}**: ${why}`,
  unknownField: 'No Longer Judged',
  unknownValue: ({ why, since }: Record<'why' | 'since', string>) => `${why}, since ${since}`,
  firingSince: 'Firing Since',
  lastKnown: 'Last Known',
  began: 'Began',
  ended: 'Ended',
  endedValue: ({ at, length }: Record<'at' | 'length', string>) => `${at}, after ${length}`,
  sentLate: 'Sent Late',
  sentLateValue: 'Discord could not be reached while it lasted',
  sentLateInCooldown: 'It ended before the cooldown did',
  sentLateTimes: (times: Counted) =>
    `It happened ${times.text} ${plural(times, { one: 'time', other: 'times' })} before the cooldown ended`,
};

type BeforeAndAfter = Record<'before' | 'after', string>;

export const recovery = {
  title: '✅ Pipeline Recovered',
  errors: ({ before, after }: BeforeAndAfter) => `Solve rate recovered: ${before} → ${after}`,
  balance: ({ before, after }: BeforeAndAfter) => `Balance recovered: ${before} → ${after}`,
  queue: ({ before, after }: { before: string; after: Counted }) =>
    `Queue recovered: ${before} → ${after.text} pending ${plural(after, TASKS)}`,
  latency: ({ before, after }: BeforeAndAfter) => `Solve latency p95 recovered: ${before} → ${after}`,
  threads: ({ before, after }: BeforeAndAfter) => `Threads recovered: ${before} → ${after}`,
  runway: ({ before, after }: BeforeAndAfter) => `Runway recovered: ${before} → ${after}`,
  types: ({ type, before, after }: Record<'type' | 'before' | 'after', string>) =>
    `CAPTCHA type recovered: ${type} ${before} → ${after} failed`,
  workers: ({ before, after }: { before: string; after: Counted }) =>
    `Tasks are processed again: ${before} → ${after.text} pending ${plural(after, TASKS)}`,
  silence: (length: string) => `Results arrive again after ${length} without any`,
  provider: 'CaptchaAI answers again',
  other: 'The pipeline is back to normal',
  topUpTitle: '💚 Balance Topped Up',
  topUp: ({ before, after }: BeforeAndAfter) => `Balance: **${before}** → **${after}**`,
  newRunway: 'New Runway',
  runwayUnknown: 'More than 30 d, or not known yet',
};
