import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterStep } from '../../../src/monitor/live/afterStep.ts';
import {
  BETWEEN_EDITS_MS,
  CHECK_MS,
  decideLive,
  type LiveNow,
  type LiveStep,
  LONGEST_WAIT_MS,
  VALUES_MS,
} from '../../../src/monitor/live/decideLive.ts';
import { type LiveState, NO_LIVE, type Shown } from '../../../src/monitor/live/live.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/monitor/time.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const SHOWN: Shown = { state: 'ok', text: '5 %' };
const VALUES: Shown = { state: 'ok', text: '6 %' };
const FIRING: Shown = { state: 'firing', text: '20 %' };

/** A message in channel 1 that shows what holds, edited and seen so long ago. */
const there = (agoMs: number, more: Partial<LiveState> = {}, seenAgoMs = agoMs): LiveState => ({
  ...NO_LIVE,
  message: {
    messageId: 'm',
    channelId: '1',
    shown: SHOWN,
    editedAt: NOW - agoMs,
    seenAt: NOW - seenAgoMs,
    isPinned: true,
  },
  ...more,
});

const at = (more: Partial<LiveNow> = {}): LiveNow => ({
  target: { channelId: '1' },
  shown: SHOWN,
  isBusy: false,
  now: NOW,
  ...more,
});

const inShort = ({ do: what, reason }: LiveStep) => `${what}: ${reason}`;
const GONE = { trouble: 'destinationGone', troubleAt: '1' } as const;

describe('what to do about a live status', () => {
  test.each<[string, LiveState, Partial<LiveNow>, string]>([
    ['there is none yet', NO_LIVE, {}, 'create: noMessage'],
    ['nothing changed', there(HOUR, {}, MINUTE), {}, 'nothing: unchanged'],
    ['the state changed, 1 ms too soon', there(BETWEEN_EDITS_MS - 1), { shown: FIRING }, 'wait: stateChanged'],
    ['the state changed', there(BETWEEN_EDITS_MS), { shown: FIRING }, 'edit: stateChanged'],
    ['a value changed, 1 ms too soon', there(VALUES_MS - 1), { shown: VALUES }, 'wait: valuesChanged'],
    ['a value changed', there(VALUES_MS), { shown: VALUES }, 'edit: valuesChanged'],
    ['the clock was set back since the last edit', there(-HOUR), { shown: VALUES }, 'edit: valuesChanged'],
    ['it was seen 1 ms less than ten minutes ago', there(HOUR, {}, CHECK_MS - 1), {}, 'nothing: unchanged'],
    ['it was not seen for ten minutes', there(HOUR, {}, CHECK_MS), {}, 'check: notSeenLately'],
    ['an alert waits', there(HOUR), { shown: FIRING, isBusy: true }, 'wait: deliveriesWait'],
    ['an alert waits, and there is none yet', NO_LIVE, { isBusy: true }, 'wait: deliveriesWait'],
    ['the last request failed', there(HOUR, { notBefore: NOW + 1 }), { shown: FIRING }, 'wait: backingOff'],
    ['the wait after a failure is over', there(HOUR, { notBefore: NOW }), { shown: FIRING }, 'edit: stateChanged'],
    ['the longest wait', there(HOUR, { notBefore: NOW + LONGEST_WAIT_MS }), { shown: FIRING }, 'wait: backingOff'],
    [
      'a wait by a clock that was ahead',
      there(HOUR, { notBefore: NOW + LONGEST_WAIT_MS + 1 }),
      { shown: FIRING },
      'edit: stateChanged',
    ],
    ['it is switched off', NO_LIVE, { target: null }, 'nothing: switchedOff'],
    ['it was switched off', there(SECOND), { target: null }, 'remove: switchedOff'],
    ['it was switched off while an alert waits', there(SECOND), { target: null, isBusy: true }, 'remove: switchedOff'],
    ['another channel was chosen', there(SECOND), { target: { channelId: '2' } }, 'remove: moved'],
    ['alerts have no channel', NO_LIVE, { target: { trouble: 'noDestination' } }, 'giveUp: noDestination'],
    ['alerts no longer have a channel', there(SECOND), { target: { trouble: 'noDestination' } }, 'remove: moved'],
    [
      'nothing can be posted with the alerts',
      there(SECOND),
      { target: { trouble: 'notAllowed' } },
      'giveUp: notAllowed',
    ],
    ['the channel is gone', { ...NO_LIVE, ...GONE }, {}, 'giveUp: destinationGone'],
    ['another one was gone', { ...NO_LIVE, ...GONE }, { target: { channelId: '2' } }, 'create: noMessage'],
  ])('%s', (_case, state, now, expected) => {
    expect(inShort(decideLive(state, at(now)))).toBe(expected);
  });
});

describe('what is remembered of a request', () => {
  const edit = { do: 'edit', message: there(0).message ?? never(), reason: 'stateChanged' } as const;
  const create = { do: 'create', channelId: '1', reason: 'noMessage' } as const;
  const snapshot = { shown: FIRING, now: NOW };

  test('a message is there, as it was shown, and what was wrong before is forgotten', () => {
    const before = { ...NO_LIVE, failures: 3, trouble: 'rateLimited' as const, notBefore: NOW };
    const done = { outcome: 'done', messageId: 'm', channelId: '1' } as const;
    const shown = { shown: FIRING, editedAt: NOW, seenAt: NOW };
    const made = afterStep(before, create, done, snapshot);
    expect(made).toEqual({ ...NO_LIVE, message: { messageId: 'm', channelId: '1', ...shown, isPinned: false } });
    expect(afterStep(there(HOUR), edit, done, snapshot).message).toMatchObject({ ...shown, isPinned: true });
  });

  test('one that was deleted is forgotten, and the next one is another', () => {
    expect(afterStep(there(HOUR), edit, { outcome: 'gone' }, snapshot)).toEqual({ ...NO_LIVE, generation: 1 });
  });

  test.each([
    [0, null, 15 * SECOND],
    [1, null, 30 * SECOND],
    [2, 5 * MINUTE, 5 * MINUTE],
    [6, null, 15 * MINUTE],
    [99, null, 15 * MINUTE],
    [0, 9 * HOUR, LONGEST_WAIT_MS],
  ])('edits that Discord does not take grow rarer: after %d failures %j ms are %d ms', (failures, afterMs, waitMs) => {
    const outcome = { outcome: 'wait', afterMs, why: 'rateLimited' } as const;
    const after = afterStep(there(HOUR, { failures }), edit, outcome, snapshot);
    expect(after).toMatchObject({ failures: failures + 1, notBefore: NOW + waitMs, trouble: 'rateLimited' });
    expect(after.message).toEqual(there(HOUR).message);
  });

  test('a channel that refuses is asked again rarely, one that is gone never', () => {
    const refused = afterStep(NO_LIVE, create, { outcome: 'stop', why: 'notAllowed' }, snapshot);
    expect(refused).toMatchObject({ trouble: 'notAllowed', troubleAt: '1', notBefore: NOW + 10 * MINUTE });
    const gone = afterStep(there(HOUR), edit, { outcome: 'stop', why: 'destinationGone' }, snapshot);
    expect(inShort(decideLive(gone, at({ now: NOW + 99 * HOUR })))).toBe('giveUp: destinationGone');
  });

  test('what cannot be removed is left behind', () => {
    const remove = { ...edit, do: 'remove', reason: 'moved' } as const;
    const after = afterStep(there(HOUR), remove, { outcome: 'stop', why: 'notAllowed' }, snapshot);
    expect(after).toEqual({ ...NO_LIVE, generation: 1 });
  });
});

function never(): never {
  throw new Error('there is a message');
}

type Event = { readonly afterMs: number; readonly state: number; readonly text: number; readonly fails: boolean };

test('within any minute there is at most one edit that is no change of state, and never two edits within three seconds', () => {
  const event: fc.Arbitrary<Event> = fc.record({
    afterMs: fc.integer({ min: 0, max: 20_000 }),
    state: fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
    text: fc.integer({ min: 0, max: 9 }),
    fails: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });
  let edits = 0;
  fc.assert(
    fc.property(fc.array(event, { minLength: 20, maxLength: 60 }), (events) => {
      let state: LiveState = there(HOUR);
      let now = NOW;
      const values: number[] = [];
      const all: number[] = [];
      for (const { afterMs, fails, ...what } of events) {
        now += afterMs;
        const shown = { state: `${what.state}`, text: `${what.state} ${what.text}` };
        const step = decideLive(state, at({ shown, now }));
        if (step.do !== 'edit') continue;
        if (!fails) (step.reason === 'valuesChanged' ? values : []).push(now);
        if (!fails) all.push(now);
        const done = { outcome: 'done', messageId: 'm', channelId: '1' } as const;
        const failed = { outcome: 'wait', afterMs: null, why: 'rateLimited' } as const;
        state = afterStep(state, step, fails ? failed : done, { shown, now });
      }
      edits += values.length;
      expect(gaps(values).every((gap) => gap >= MINUTE)).toBe(true);
      expect(gaps(all).every((gap) => gap >= 3 * SECOND)).toBe(true);
      expect(all.every((time) => !values.some((value) => value > time && value - time < MINUTE))).toBe(true);
    }),
  );
  expect(edits, 'some edits were of values alone').toBeGreaterThan(50);
});

function gaps(times: readonly number[]): readonly number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}
