import type { CodeClass } from '../../../monitor/record/codes.ts';
import type { NeededPermission } from '../../guildView.ts';
import type { Counted } from '../plural.ts';
import { MESSAGES, plural } from './plural.ts';

/** What the bot answers when something keeps it from answering properly. */
export const refusals = {
  serverOnly: 'Use this in a server.',
  notAllowed:
    'This server is not on the list of the people who run this monitor, so it shows nothing here. Ask them to add it.',
  starting: 'I am still connecting. Try again in a few seconds.',
  unknownCommand: 'This command is not known any more. It goes away when Discord has the new list.',
  oldButton: 'This button belongs to an older version. Use the command instead: `/help` lists them.',
  missingPermission: (permissions: string) => `You need the permission ${permissions} for this.`,
  noPicture: 'The chart is left out: Discord did not take the picture.',
  broken: (reference: string) =>
    `Something broke on our side. Whoever runs this bot finds it in the log under ${reference}.`,
};

/** Permissions by the names that Discord's own settings give them. */
export const permissions: Readonly<Record<NeededPermission | 'ManageGuild', string>> = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  SendMessagesInThreads: 'Send Messages in Threads',
  EmbedLinks: 'Embed Links',
  AttachFiles: 'Attach Files',
  ManageGuild: 'Manage Server',
};

export const buttons = {
  mute1h: 'Mute 1 h',
  mute24h: 'Mute 24 h',
  acknowledge: 'Acknowledge',
  acknowledged: 'Acknowledged',
  details: 'Details',
  topUp: 'Top Up',
  sendTest: 'Send a test alert',
  useWebhook: 'Use the webhook',
};

export const mutes = {
  muted: ({ scope, until, relative }: Record<'scope' | 'until' | 'relative', string>) =>
    `🔇 **${scope}** is muted until ${until} (${relative}).`,
  reason: (reason: string) => `Reason: ${reason}.`,
  endEarly: '`/unmute` ends it early.',
  summaryStays: 'The daily summary still comes.',
  unmutedAll: '🔔 Nothing is muted any more.',
  unmuted: (scope: string) => `🔔 **${scope}** is not muted any more.`,
  title: '🔇 Muted Now',
  none: 'Nothing is muted.',
  line: ({ scope, until, relative, who }: Record<'scope' | 'until' | 'relative' | 'who', string>) =>
    `**${scope}** until ${until} (${relative}) by ${who}`,
  /** In the list of durations to pick from: `2 h, until 14:30`. */
  suggestion: ({ length, until }: Record<'length' | 'until', string>) => `${length}, until ${until}`,
};

export const incidents = {
  title: '📒 Recent Incidents',
  none: 'Nothing has happened yet.',
  ongoing: ({ when, kind, length, peak }: Record<'when' | 'kind' | 'length' | 'peak', string>) =>
    `${when}: **${kind}** has been firing for ${length}. At its worst: ${peak}.`,
  over: ({ when, kind, length, peak }: Record<'when' | 'kind' | 'length' | 'peak', string>) =>
    `${when}: **${kind}** fired for ${length}. At its worst: ${peak}.`,
  isOnIt: (who: string) => `${who} is on it.`,
  wasOnIt: (who: string) => `${who} was on it.`,
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
  tookOn: ({ who, kind }: Record<'who' | 'kind', string>) => `${who} took on **${kind}**.`,
  settings: {
    channel: 'channel',
    mention: 'ping',
    mentionFrom: 'ping severity',
    timeZone: 'time zone',
    summaryTime: 'summary time',
  },
  webhook: 'the webhook',
  began: 'Began',
  ended: 'Ended',
  peak: 'Peak',
  stillOn: 'Not over yet',
};

export const limits = {
  title: '🎚️ Thresholds',
  own: 'set here',
  unused: (value: string) => `the ${value} set here does not fit and is not used`,
  footerHint: '`/threshold kind value` changes one for this server, the value `default` takes it back.',
  changed: ({ name, before, after }: Record<'name' | 'before' | 'after', string>) =>
    `🎚️ ${name}: ${before} → **${after}**.`,
  unchanged: ({ name, value }: Record<'name' | 'value', string>) => `🎚️ ${name} is **${value}**.`,
  cooldown: (length: string) => `⏱️ Messages of one kind come at least **${length}** apart.`,
  cooldownChanged: ({ before, after }: Record<'before' | 'after', string>) => `⏱️ Cooldown: ${before} → **${after}**.`,
  notANumber: (text: string) => `${text} is not a number. Write one such as 15, or \`default\`.`,
  needsKind: 'Say which limit to change: pick one for `kind`.',
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
  description: (who: string) => `${who} tries whether alerts arrive here. Nothing is wrong.`,
  severities: { warning: 'Warning', error: 'Critical' },
  arrived: (place: string) => `🧪 The test alert arrived in ${place}.`,
  pinged: (whom: string) => `It pinged ${whom}.`,
  pingsNobody: 'It pings nobody: `/setup` chooses whom a critical alert pings.',
  belowPing: 'An alert of this severity pings nobody.',
  cannotPing: (role: string) =>
    `${role} was shown but not pinged: make the role mentionable, or give the bot the permission Mention Everyone.`,
  retrying: 'Discord did not take it yet. It is on disk and is tried again until it arrives.',
  waiting: (messages: Counted) =>
    `It is saved and waits behind ${messages.text} other ${plural(messages, MESSAGES)} that Discord has not accepted yet.`,
  refused: (why: string) => `❌ The test alert did not arrive: ${why}.`,
  theWebhook: 'the webhook’s channel',
};

export const explain = {
  title: (code: string) => `📖 ${code}`,
  advice: 'What to Do',
  whoActs: 'Whose Turn',
  unknown: (code: string) =>
    `${code} is not a code that CaptchaAI documents. It is counted and shown as it is; a typing error is one possible reason.`,
  classes: {
    account: 'Yours, now: it is about the account',
    capacity: 'Yours: the plan allows less at a time',
    caller: 'Yours: the request is wrong',
    proxy: 'Yours: the proxy does not work',
    solver: 'Nobody’s: some tasks fail; look closer when many do',
    outage: 'CaptchaAI’s: wait',
    none: 'Nobody’s: this is no failure',
  } satisfies Readonly<Record<CodeClass, string>>,
};

export const help = {
  title: '🛟 CaptchaAI Monitor',
  description:
    'I watch a CAPTCHA-solving pipeline and tell you when something is wrong. I never solve a CAPTCHA myself.',
  everyone: 'For everyone',
  managers: 'For those who may manage the server',
};
