import type { GiveUpWhy } from '../../../monitor/delivery/giveUpWhy.ts';
import type { PingFailure } from '../../../monitor/delivery/pingFailure.ts';
import type { AlertKind, AlertSeverity, MuteScope } from '../../../monitor/types.ts';
import type { Counted } from '../plural.ts';

/** What people call each kind of alert. */
export const kinds: Readonly<Record<AlertKind, string>> = {
  balance: 'Balance',
  errors: 'Error rate',
  types: 'CAPTCHA types',
  queue: 'Queue',
  workers: 'Workers',
  silence: 'Silence',
  provider: 'CaptchaAI',
  latency: 'Latency',
  threads: 'Threads',
  runway: 'Runway',
};

export const scopes: Readonly<Record<MuteScope, string>> = { all: 'Everything', ...kinds };

export const severities: Readonly<Record<AlertSeverity, string>> = { warning: 'WARNING', critical: 'ERROR' };

export const sureness = { low: 'low', medium: 'medium', high: 'high' };

/** The last line of a list that does not fit. */
export const andMore = (items: Counted) => `and ${items.text} more`;

/** The end of a refusal: what was probably meant. */
export const didYouMean = (names: string) => `Did you mean ${names}?`;

/** Between the last two of several. */
export const or: string = ' or ';

export const giveUp: Readonly<Record<GiveUpWhy, string>> = {
  destinationGone: 'the webhook or channel is gone: choose another with `/setup`',
  notAllowed: 'Discord did not allow it: check the bot’s permissions in the channel',
  threadGone: 'the thread of the incident was deleted',
  threadClosed: 'the thread is locked or archived: open it again, or choose another channel with `/setup`',
  threadsFull: 'the channel has too many open threads: close some, or choose another channel with `/setup`',
  tagRequired: 'the forum asks for a tag on every post: choose another channel with `/setup`',
  autoMod: 'AutoMod blocked it: let the bot through in the AutoMod settings of the server',
  slowMode: 'the channel is in slow mode: turn that off, or choose another channel with `/setup`',
  channelKind: 'this kind of channel does not accept messages: choose another with `/setup`',
  notAccepted: 'Discord refuses every message there: choose another channel with `/setup`',
  answerLost: 'it probably arrived: Discord’s answers get lost on the way',
  rejected: 'Discord refused the message',
  noDestination: 'no channel is chosen: use `/setup`',
  muted: 'it was muted',
  quietHours: 'it was in quiet hours',
  nothingToEdit: 'the message was deleted',
  superseded: 'a newer message replaced it',
  tooOld: 'it is too old to be useful',
};

/** Why a mention notified nobody, and what to do: under the message, and in `/status`. */
export const pingFailed: Readonly<Record<PingFailure, string>> = {
  roleGone: 'nobody was pinged: the role was deleted, choose another with `/setup`',
  notMentionable: 'nobody was pinged: make the role mentionable, or give the bot Mention Everyone',
  memberGone: 'nobody was pinged: this person is not in the server, choose another with `/setup`',
  notPinged: 'the last ping notified nobody: check the role or person, or choose another with `/setup`',
};

/** Above a message that is not at its usual place. */
export const fallback = (why: string) => `Posted here instead: ${why}`;

/** At the foot of a message that Discord may have had already. */
export const sentAgain: string = 'sent again, the first try may have arrived';

/** A reading in a few words. */
export const facts = {
  balance: ({ balance, threshold }: Record<'balance' | 'threshold', string>) => `${balance} (threshold ${threshold})`,
  errors: ({ rate, failed, total }: Record<'rate' | 'failed' | 'total', string>) => `${rate} (${failed}/${total})`,
  queue: (tasks: Counted) => `${tasks.text} pending`,
  types: ({ type, rate, failed, total }: Record<'type' | 'rate' | 'failed' | 'total', string>) =>
    `${type} ${rate} (${failed}/${total})`,
  noTypeFails: 'no type fails',
  activeWorkers: (workers: Counted) => `${workers.text} active`,
  workersNotReported: 'workers not reported',
  silence: (length: string) => `last result ${length} ago`,
  lastResult: (when: string) => `last result ${when}`,
  answers: 'answers',
  answersWith: (code: string) => `answers ${code}`,
  wrongAddress: 'not at the address in `CAPTCHAAI_URL`',
  latency: (p95: string) => `p95 ${p95}`,
  busy: ({ busy, total }: Record<'busy' | 'total', string>) => `${busy}/${total} busy`,
  refused: (share: string) => `${share} of tasks refused`,
  nothingReported: 'nothing reported',
  beyondForecast: 'more than 30 d',
};
