import { beforeEach, describe, expect, test } from 'vitest';
import type { Flapping } from '../../src/monitor/alerts/flapping.ts';
import type { AlertState } from '../../src/monitor/alerts/incident.ts';
import type { FlappingMessage, Message } from '../../src/monitor/alerts/message.ts';
import { readFlapping } from '../../src/store/incidentRows.ts';
import {
  ANNA,
  alert,
  alertState,
  edit,
  ended,
  facts,
  incident,
  key,
  NOTHING,
  OPEN,
  recovery,
} from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { HOUR, MINUTE, NOW, PIPELINE } from '../fixtures/store.ts';

const FLAPS: Flapping = {
  ...{ since: NOW - HOUR / 2, times: 6, before: 5, cameAt: NOW - MINUTE, goneAt: NOW, isGone: true, isNotified: true },
};
const FLAPPING: AlertState = alertState(incident({ clearSince: NOW, flapping: FLAPS }), OPEN.lastSent);
const SEEN = { times: FLAPS.times, since: FLAPS.since };
const SEVEN = { ...SEEN, times: 7 };
const DIGEST: FlappingMessage = { type: 'flapping', severity: 'warning', worst: facts(), ...SEEN, at: NOW };
const ONCE_MORE: AlertState = alertState(
  incident({ clearSince: NOW, flapping: { ...FLAPS, times: 7 } }),
  OPEN.lastSent,
);

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

const commit = (before: AlertState, after: AlertState, messages: readonly Message[] = [], now = NOW) =>
  commitNow(stage.opened.store, [{ key: key(), before, after, messages }], now);
const remembered = async (store = stage.opened.store, closedAfter = NOW - HOUR) =>
  (await store.alertStates.of(PIPELINE, closedAfter)).get('g1')?.get('balance');
const edited = (sent: readonly Message[]) => sent.flatMap((one) => (one.type === 'edit' ? [one.state.flapping] : []));

test.each([
  ['fires again', NOW - MINUTE, NOW, false],
  ['is ok', NOW, NOW - MINUTE, true],
  ['is ok at the same moment', NOW, NOW, true],
])('a row of an earlier version tells by its times that it %s', (_name, goneAt, cameAt, isGone) => {
  const { isGone: _later, isNotified: isTold, ...earlier } = { ...FLAPS, goneAt, cameAt };
  expect(readFlapping(JSON.stringify({ ...earlier, isTold }))).toEqual({ ...earlier, isGone, isNotified: isTold });
});

describe('how often a kind fired and recovered', () => {
  test('survives a restart, and is in the history', async () => {
    await commit(NOTHING, FLAPPING, [alert()]);
    const store = await stage.opened.reopen();
    expect((await remembered(store))?.incident?.flapping).toEqual(FLAPS);
    expect(await store.incidents.recent('g1', 1)).toMatchObject([{ flapping: SEEN }]);
    await commit(FLAPPING, ended(NOW, FLAPPING), [recovery()]);
    expect(await store.incidents.recent('g1', 1)).toMatchObject([{ flapping: SEEN, endedAt: NOW }]);
  });

  test('is counted by the ends of the time that was asked for, the oldest first', async () => {
    for (const [openedAt, closedAt] of [
      [NOW - 3 * HOUR, NOW - HOUR],
      [NOW - 40 * MINUTE, NOW - 30 * MINUTE],
      [NOW - 20 * MINUTE, NOW - 10 * MINUTE],
    ] as const) {
      const open = alertState(incident({ openedAt, notifiedSeverity: null }));
      await commit(NOTHING, open, [], openedAt);
      await commit(open, ended(closedAt, open), [], closedAt);
    }
    expect((await remembered(await stage.opened.reopen()))?.ends).toEqual([
      { openedAt: NOW - 40 * MINUTE, closedAt: NOW - 30 * MINUTE },
      { openedAt: NOW - 20 * MINUTE, closedAt: NOW - 10 * MINUTE },
    ]);
  });
});

describe('the word that it is flapping', () => {
  test('is edited with the first message, by an acknowledgement too', async () => {
    await commit(NOTHING, OPEN, [alert()]);
    await stage.deliver('first');
    await commit(OPEN, FLAPPING, [DIGEST]);
    await stage.deliver('digest');
    await commit(FLAPPING, ONCE_MORE, [edit({ flapping: SEVEN })]);
    const both = [await stage.deliver(), await stage.deliver()];
    expect(both.map(({ target }) => target?.messageId)).toEqual(['first', 'digest']);
    expect(edited(both.map(({ message }) => message))).toEqual([SEVEN, SEVEN]);
    const id = (await stage.opened.store.incidents.recent('g1', 1))[0]?.id ?? 0;
    expect(await stage.opened.store.incidents.acknowledge('g1', id, ANNA, NOW, change())).toBe('done');
    expect(edited(await stage.drain())).toEqual([SEVEN, SEVEN]);
  });

  test('takes the place of an alert that has not left; people who read it read its end', async () => {
    await commit(NOTHING, OPEN, [alert()]);
    await commit(OPEN, FLAPPING, [DIGEST]);
    expect(await stage.drain()).toEqual([DIGEST]);
    await commit(FLAPPING, ended(NOW, FLAPPING), [recovery()]);
    expect(await stage.drain()).toEqual([recovery()]);
  });

  test('and its end, neither of which has left, are one late message', async () => {
    await commit(NOTHING, OPEN, [alert()]);
    await commit(OPEN, FLAPPING, [DIGEST]);
    await commit(FLAPPING, ended(NOW, FLAPPING), [recovery()]);
    expect(await stage.drain()).toMatchObject([{ type: 'late', openedAt: NOW }]);
  });
});
