import type { LiveOutcome } from '../ports/liveBoard.ts';
import { MINUTE, type Millis, SECOND } from '../time.ts';
import { type LiveStep, LONGEST_WAIT_MS } from './decideLive.ts';
import type { LiveMessage, LiveState, LiveTrouble, Shown } from './live.ts';

/** A step that asks Discord for something. */
export type LiveRequest = Extract<LiveStep, { do: 'create' | 'edit' | 'check' | 'remove' }>;

/** Doubled with each failure: edits grow rarer where Discord wants fewer of them. */
const FIRST_WAIT_MS: Millis = 15 * SECOND;
const LONGEST_PASSING_MS: Millis = 15 * MINUTE;
/** A permission may be granted without anybody telling us. */
const REFUSED_MS: Millis = 10 * MINUTE;

/** What is remembered after a request, by what became of it. */
export function afterStep(
  state: LiveState,
  step: LiveRequest,
  outcome: LiveOutcome,
  { shown, now }: { readonly shown: Shown; readonly now: Millis },
): LiveState {
  switch (outcome.outcome) {
    case 'done':
      return step.do === 'remove'
        ? forgotten(state)
        : { ...well(state), message: messageAfter(step, outcome, shown, now) };
    case 'gone':
      return forgotten(state);
    case 'wait': {
      const waitMs = Math.max(outcome.afterMs ?? 0, doubled(FIRST_WAIT_MS, state.failures, LONGEST_PASSING_MS));
      return failed(state, step, outcome.why, now + Math.min(waitMs, LONGEST_WAIT_MS));
    }
    case 'stop': {
      // What cannot be removed is left where it is.
      if (step.do === 'remove') return forgotten(state);
      const notBefore = now + doubled(REFUSED_MS, state.failures, LONGEST_WAIT_MS);
      const after = failed(state, step, outcome.why, notBefore);
      return outcome.why === 'destinationGone' ? { ...after, message: null, generation: state.generation + 1 } : after;
    }
  }
}

function messageAfter(
  step: Exclude<LiveRequest, { do: 'remove' }>,
  { messageId, channelId }: Extract<LiveOutcome, { outcome: 'done' }>,
  shown: Shown,
  now: Millis,
): LiveMessage {
  if (step.do === 'create') return { messageId, channelId, shown, editedAt: now, seenAt: now, isPinned: false };
  return step.do === 'edit' ? { ...step.message, shown, editedAt: now, seenAt: now } : { ...step.message, seenAt: now };
}

function well(state: LiveState): LiveState {
  return { ...state, notBefore: 0, failures: 0, trouble: null, troubleAt: null };
}

/** The next one is another message: Discord would take it for this one by its nonce. */
function forgotten(state: LiveState): LiveState {
  return { ...well(state), message: null, generation: state.generation + 1 };
}

function failed(state: LiveState, step: LiveRequest, trouble: LiveTrouble, notBefore: Millis): LiveState {
  const troubleAt = step.do === 'create' ? step.channelId : step.message.channelId;
  return { ...state, failures: state.failures + 1, notBefore, trouble, troubleAt };
}

function doubled(first: Millis, times: number, longest: Millis): Millis {
  return Math.min(first * 2 ** Math.min(times, 16), longest);
}
