import { HOUR, MINUTE, type Millis, SECOND } from '../time.ts';
import type { LiveMessage, LiveState, LiveTrouble, Shown } from './live.ts';

/** Where it is to be shown; a trouble where it cannot be; null: it is switched off. */
export type LiveTarget = { readonly channelId: string } | { readonly trouble: LiveTrouble } | null;

/** How it stands now. */
export interface LiveNow {
  readonly target: LiveTarget;
  /** What a message would show. */
  readonly shown: Shown;
  /** A message waits to be sent to the channel. */
  readonly isBusy: boolean;
  readonly now: Millis;
}

/** What to do about a live status, and why. */
export type LiveStep =
  | { readonly do: 'create'; readonly channelId: string; readonly reason: 'noMessage' }
  | { readonly do: 'edit'; readonly message: LiveMessage; readonly reason: 'stateChanged' | 'valuesChanged' }
  /** Asks whether somebody deleted it. */
  | { readonly do: 'check'; readonly message: LiveMessage; readonly reason: 'notSeenLately' }
  | { readonly do: 'remove'; readonly message: LiveMessage; readonly reason: 'switchedOff' | 'moved' }
  | { readonly do: 'giveUp'; readonly reason: LiveTrouble; readonly channelId: string | null }
  | { readonly do: 'nothing'; readonly reason: 'unchanged' | 'switchedOff' }
  /** There is something to do, and it has to wait. */
  | { readonly do: 'wait'; readonly reason: 'stateChanged' | 'valuesChanged' | 'deliveriesWait' | 'backingOff' };

/** Values alone are shown at most so often. */
export const VALUES_MS: Millis = MINUTE;
/**
 * The least time between any two edits. Discord takes three edits in six seconds in one channel of messages that are older than an
 * hour, and answers 30046 to more (https://docs.discord.food/resources/message#edit-message): one of them is left to alerts.
 */
export const BETWEEN_EDITS_MS: Millis = 3 * SECOND;
/** A message that nothing was heard of for so long may have been deleted. */
export const CHECK_MS: Millis = 10 * MINUTE;
/** No wait is longer: what lies further ahead was written by a clock that was ahead. */
export const LONGEST_WAIT_MS: Millis = HOUR;

export function decideLive(state: LiveState, current: LiveNow): LiveStep {
  const { target, now } = current;
  const { message } = state;
  const left = message === null ? null : leftBehind(message, target);
  if (target === null && left === null) return { do: 'nothing', reason: 'switchedOff' };
  if (left === null) {
    const trouble = troubleOf(state, target);
    if (trouble !== null) return trouble;
  }
  const waitMs = state.notBefore - now;
  if (waitMs > 0 && waitMs <= LONGEST_WAIT_MS) return { do: 'wait', reason: 'backingOff' };
  if (left !== null) return left;
  return showAt(message, current);
}

/** A message that is no longer wanted where it is. */
function leftBehind(message: LiveMessage, target: LiveTarget): LiveStep | null {
  if (target === null) return { do: 'remove', message, reason: 'switchedOff' };
  const isThere = 'channelId' in target ? target.channelId === message.channelId : target.trouble !== 'noDestination';
  return isThere ? null : { do: 'remove', message, reason: 'moved' };
}

/** A channel that is gone does not come back. */
function troubleOf({ trouble, troubleAt }: LiveState, target: LiveTarget): LiveStep | null {
  if (target === null) return null;
  if ('trouble' in target) return { do: 'giveUp', reason: target.trouble, channelId: null };
  const { channelId } = target;
  const isGone = trouble === 'destinationGone' && troubleAt === channelId;
  return isGone ? { do: 'giveUp', reason: trouble, channelId } : null;
}

function showAt(message: LiveMessage | null, { target, shown, isBusy, now }: LiveNow): LiveStep {
  if (isBusy) return { do: 'wait', reason: 'deliveriesWait' };
  const channelId = target !== null && 'channelId' in target ? target.channelId : '';
  if (message === null) return { do: 'create', channelId, reason: 'noMessage' };
  const reason = changeOf(message.shown, shown);
  if (reason === null) {
    return isOver(message.seenAt, CHECK_MS, now)
      ? { do: 'check', message, reason: 'notSeenLately' }
      : { do: 'nothing', reason: 'unchanged' };
  }
  const restMs = reason === 'stateChanged' ? BETWEEN_EDITS_MS : VALUES_MS;
  return isOver(message.editedAt, restMs, now) ? { do: 'edit', message, reason } : { do: 'wait', reason };
}

function changeOf(before: Shown, after: Shown): 'stateChanged' | 'valuesChanged' | null {
  if (before.state !== after.state) return 'stateChanged';
  return before.text === after.text ? null : 'valuesChanged';
}

/** Also where the clock was set back since. */
function isOver(since: Millis, lengthMs: Millis, now: Millis): boolean {
  return now - since >= lengthMs || since > now;
}
