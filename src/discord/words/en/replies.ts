import type { CodeClass } from '../../../monitor/record/codes.ts';
import type { NeededPermission } from '../../guildView.ts';
import type { Counted } from '../plural.ts';
import { MESSAGES, plural } from './plural.ts';

/** What the bot answers when something keeps it from answering properly. */
export const refusals = {
  serverOnly: 'Use this in a server.',
  notAllowed: 'This server is not allowed to use this monitor. Ask the operator to add it.',
  starting: 'I am still connecting. Try again in a few seconds.',
  unknownCommand: 'This command was removed. It disappears when Discord has the new list of commands.',
  oldButton: 'This button is from an older version. Use a command instead: `/help` lists them.',
  missingPermission: (permissions: string) => `You need the permission ${permissions} for this.`,
  noPicture: 'The chart is missing: Discord did not accept the picture.',
  chartFailed: 'The chart is missing: it could not be drawn.',
  broken: (reference: string) => `Something went wrong. Ask the operator to look for ${reference} in the log.`,
};

/** Permissions by the names that Discord's own settings give them. */
export const permissions: Readonly<Record<NeededPermission | 'ManageGuild', string>> = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  SendMessagesInThreads: 'Send Messages in Threads',
  CreatePublicThreads: 'Create Public Threads',
  EmbedLinks: 'Embed Links',
  AttachFiles: 'Attach Files',
  ManageGuild: 'Manage Server',
};

export const buttons = {
  mute1h: 'Mute 1 h',
  mute24h: 'Mute 24 h',
  acknowledge: 'Acknowledge',
  details: 'Details',
  topUp: 'Top Up',
  sendTest: 'Send a test alert',
  useWebhook: 'Use the webhook',
  asTheServer: 'As for the server',
};

export const mutes = {
  muted: ({ scope, until, relative }: Record<'scope' | 'until' | 'relative', string>) =>
    `🔇 **${scope}** is muted until ${until} (${relative}).`,
  reason: (reason: string) => `Reason: ${reason}.`,
  endEarly: '`/unmute` ends it early.',
  summaryStays: 'The daily summary is still sent.',
  unmutedAll: '🔔 All mutes have ended.',
  unmuted: (scope: string) => `🔔 The mute of **${scope}** has ended.`,
  title: '🔇 Active Mutes',
  none: 'Nothing is muted.',
  line: ({ scope, until, relative, who }: Record<'scope' | 'until' | 'relative' | 'who', string>) =>
    `**${scope}** until ${until} (${relative}) by ${who}`,
  /** In the list of durations to pick from: `2 h, until 14:30`. */
  suggestion: ({ length, until }: Record<'length' | 'until', string>) => `${length}, until ${until}`,
};

export const incidents = {
  title: '📒 Recent Incidents',
  none: 'No incidents yet.',
  ongoing: ({ when, kind, length, peak }: Record<'when' | 'kind' | 'length' | 'peak', string>) =>
    `${when}: **${kind}** has been firing for ${length}. Peak: ${peak}.`,
  over: ({ when, kind, length, peak }: Record<'when' | 'kind' | 'length' | 'peak', string>) =>
    `${when}: **${kind}** fired for ${length}. Peak: ${peak}.`,
  isOnIt: (who: string) => `${who} has acknowledged it.`,
  wasOnIt: (who: string) => `${who} acknowledged it.`,
  notNotified: 'Nobody was notified.',
  changesTitle: 'Changes',
  noneBefore: 'none',
  theDefault: 'the default',
  defaultValue: (value: string) => `the default ${value}`,
  muted: ({ who, scope, until }: Record<'who' | 'scope' | 'until', string>) =>
    `${who} muted **${scope}** until ${until}.`,
  unmuted: ({ who, scope, until }: Record<'who' | 'scope' | 'until', string>) =>
    `${who} unmuted **${scope}**, which was muted until ${until}.`,
  changed: ({ who, what, before, after }: Record<'who' | 'what' | 'before' | 'after', string>) =>
    `${who} changed **${what}** from ${before} to ${after}.`,
  tookOn: ({ who, kind }: Record<'who' | 'kind', string>) => `${who} acknowledged **${kind}**.`,
  quietAdded: ({ who, hours }: Record<'who' | 'hours', string>) => `${who} added quiet hours: ${hours}.`,
  quietRemoved: ({ who, hours }: Record<'who' | 'hours', string>) => `${who} removed quiet hours: ${hours}.`,
  quietRestored: (who: string) => `${who} restored the quiet hours of the settings.`,
  settings: {
    channel: 'channel',
    mention: 'ping',
    mentionFrom: 'ping severity',
    acknowledgeRole: 'who may acknowledge',
    timeZone: 'time zone',
    summaryTime: 'summary time',
    liveStatus: 'live status',
    silent: 'sent silently',
    format: 'form of alerts',
    threads: 'threads',
  },
  webhook: 'the webhook',
  began: 'Began',
  ended: 'Ended',
  peak: 'Peak',
  stillOn: 'Ongoing',
};

export const thresholds = {
  title: '🎚️ Thresholds',
  own: 'set here',
  unused: (value: string) => `${value} is set here, but not used: it does not fit the other thresholds`,
  footerHint: '`/threshold kind value` changes a threshold for this server. The value `default` restores its default.',
  changed: ({ name, before, after }: Record<'name' | 'before' | 'after', string>) =>
    `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }: Record<'name' | 'value', string>) => `🎚️ ${name} is **${value}**.`,
  cooldown: (length: string) => `⏱️ Cooldown: at least **${length}** between two messages of one kind.`,
  cooldownChanged: ({ before, after }: Record<'before' | 'after', string>) => `⏱️ Cooldown: ${before} → **${after}**.`,
  notANumber: (text: string) => `${text} is not a number. Use a number such as 15, or \`default\`.`,
  needsKind: 'Choose the threshold to change: pick one for `kind`.',
  named: ({ kind, label }: Record<'kind' | 'label', string>) => `${kind}: ${label}`,
  range: ({ min, most }: Record<'min' | 'most', string>) => `from ${min} to ${most}`,
  stays: ({ name, value }: Record<'name' | 'value', string>) => `${name} stays ${value}.`,
  changeFirst: ({ name, value }: Record<'name' | 'value', string>) => `${name} is ${value} now: change that first.`,
  isSwitch: (name: string) => `${name} is either \`on\` or \`off\`.`,
  on: 'on',
  off: 'off',
};

export const test = {
  title: (severity: string) => `🧪 Test Alert (${severity})`,
  description: (who: string) => `${who} is testing whether alerts arrive here. Nothing is wrong.`,
  severities: { warning: 'Warning', critical: 'Critical' },
  arrived: (place: string) => `🧪 The test alert arrived in ${place}.`,
  pinged: (whom: string) => `It pinged ${whom}.`,
  pingsNobody: 'It pings nobody. Choose in `/setup` whom critical alerts ping.',
  belowPing: 'Alerts of this severity ping nobody.',
  cannotPing: (role: string) =>
    `${role} was shown but not pinged: make the role mentionable, or give the bot the permission Mention Everyone.`,
  retrying: 'Discord has not accepted it yet. It is saved, and the bot tries again until it arrives.',
  waiting: (messages: Counted) =>
    `It is saved and waits behind ${messages.text} other ${plural(messages, MESSAGES)} that Discord has not accepted yet.`,
  refused: (why: string) => `❌ The test alert did not arrive: ${why}.`,
  theWebhook: 'the webhook’s channel',
  toReceivers: (names: string) => `It also goes to ${names}: \`/status\` says whether it arrived.`,
};

export const explain = {
  title: (code: string) => `📖 ${code}`,
  advice: 'What to Do',
  whoActs: 'Who Should Act',
  unknown: (code: string) =>
    `${code} is not a code that CaptchaAI documents. It is counted and shown as it is. Check it for a typing error.`,
  classes: {
    account: 'You, now: the problem is the account',
    capacity: 'You: the plan allows fewer tasks at a time',
    caller: 'You: the request is wrong',
    proxy: 'You: the proxy does not work',
    solver: 'Nobody: some tasks fail. Look closer if many do',
    outage: 'CaptchaAI: wait',
    none: 'Nobody: this is not a failure',
  } satisfies Readonly<Record<CodeClass, string>>,
};

export const help = {
  title: '🛟 CaptchaAI Monitor',
  description: 'I watch a CAPTCHA-solving pipeline and notify you when something is wrong. I never solve CAPTCHAs.',
  everyone: 'For everyone',
  managers: 'For members who can manage the server',
};
