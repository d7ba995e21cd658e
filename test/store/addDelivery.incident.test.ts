import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertState } from '../../src/monitor/alerts/incident.ts';
import type { Message } from '../../src/monitor/alerts/message.ts';
import type { AlertKind } from '../../src/monitor/types.ts';
import {
  alert,
  alertState,
  clearing,
  edit,
  ended,
  facts,
  incident,
  key,
  NOTHING,
  OPEN,
  opening,
  recovery,
} from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { PIPELINE } from '../fixtures/constants.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { MINUTE, NOW, SECOND } from '../fixtures/store.ts';

const END = NOW + MINUTE;
const TOP_UP = { at: END - 5, fromMicros: 8_420_000, toMicros: 20_000_000, runwayMs: null };

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

const commit = (before: AlertState, after: AlertState, messages: readonly Message[], now = NOW) =>
  commitNow(stage.opened.store, [{ key: key(), before, after, messages }], now);
const open = () => commitNow(stage.opened.store, [opening()], NOW);
const repeat = (message: Message = alert(4)) => commit(OPEN, OPEN, [message], NOW + SECOND);
const end = (last: Message = recovery(END), from = OPEN) =>
  commit(clearing(END - 10, from), ended(END, from), [last, edit({ endedAt: END - 10 }, END)], END);
const types = (messages: readonly Message[]) => messages.map(({ type }) => type);
const notifiedTopUpAt = async () => (await stage.opened.store.guilds.present())[0]?.notifiedTopUps[PIPELINE] ?? null;
const LATE: Message = { type: 'late', severity: 'warning', worst: facts(), openedAt: NOW, endedAt: END - 10, at: END };

describe('a repeat of an alert that waits', () => {
  test('takes its place, and counts what a mute suppressed of both', async () => {
    const first = { ...opening(), messages: [alert(8, 'warning', NOW, 3)] };
    await commitNow(stage.opened.store, [first], NOW);
    await repeat(alert(4, 'warning', NOW + SECOND, 2));
    expect(await stage.drain(END)).toEqual([alert(4, 'warning', NOW + SECOND, 5)]);
  });
});

describe('an edit or a top-up that waits', () => {
  const TOPPED_UP: Message = { type: 'topUp', topUp: TOP_UP, at: NOW };

  test.each([
    ['an edit', edit({ affects: ['queue'] })],
    ['a top-up', TOPPED_UP],
  ])('does not hide the alert that a newer one supersedes, and is still sent: %s', async (_name, between) => {
    await open();
    await commit(OPEN, OPEN, [between]);
    await repeat();
    expect(await stage.drain(END)).toEqual([alert(4), between]);
  });
});

describe('the end of an incident', () => {
  test('that nobody heard of is sent late, once, with both times, and no edit', async () => {
    await open();
    await end();
    expect(await stage.drain(END)).toEqual([LATE]);
  });

  test('is sent late where repeats of it waited too', async () => {
    await open();
    await repeat();
    await end();
    expect(await stage.drain(END)).toEqual([LATE]);
  });

  test('is sent late where the first try failed, with the times that stand by then', async () => {
    await open();
    await stage.deliveries().retry((await stage.claimed()).id, NOW + 9, 'discordFailed', false);
    await end();
    expect(await stage.drain(END)).toEqual([LATE]);
  });

  test('is sent late though what it affects was to be added to the message that waits', async () => {
    await open();
    const affecting = alertState(incident({ affects: ['queue'] }), { warning: NOW });
    await commit(OPEN, affecting, [edit({ affects: ['queue'] })], NOW + SECOND);
    await end(recovery(END), affecting);
    expect((await stage.drain(END)).filter(({ type }) => type !== 'edit')).toEqual([LATE]);
  });

  test('takes the place of a repeat where its beginning arrived, and edits that', async () => {
    await open();
    await stage.deliver('first');
    await repeat();
    await end();
    expect((await stage.deliver('second', END)).message).toEqual(recovery(END));
    expect(await stage.claimed(END)).toMatchObject({
      message: edit({ endedAt: END - 10 }, END),
      target: { messageId: 'first' },
    });
  });

  test('comes after a message that is being sent', async () => {
    await open();
    const sending = await stage.claimed();
    await end();
    await stage.deliveries().delivered(sending.id, 'first', { type: 'webhook', webhookId: 'w' }, END);
    expect(types(await stage.drain(END))).toEqual(['recovery', 'edit']);
  });

  test('does not supersede the alert of another incident, kind or guild', async () => {
    const others: [string, AlertKind][] = [
      ['g2', 'balance'],
      ['g1', 'queue'],
    ];
    for (const [guildId, kind] of others) await commitNow(stage.opened.store, [opening(guildId, kind)], NOW);
    await open();
    await end();
    expect(types(await stage.drain(END)).toSorted()).toEqual(['alert', 'alert', 'late']);
  });

  test.each([
    ['where it supersedes nothing', async () => void (await stage.deliver())],
    [
      'where it takes the place of a repeat',
      async () => {
        await stage.deliver();
        await repeat();
      },
    ],
  ])('that tells of a top-up is the only one to tell of it: %s', async (_name, before) => {
    await open();
    await before();
    await end(recovery(END, TOP_UP));
    expect(await notifiedTopUpAt()).toBe(TOP_UP.at);
  });

  test('that is sent late leaves its top-up to be sent by itself', async () => {
    await open();
    await end(recovery(END, TOP_UP));
    expect(await stage.drain(END)).toEqual([LATE]);
    expect(await notifiedTopUpAt()).toBeNull();
  });
});

describe('the order of a channel', () => {
  test('is kept where an incident ended before anybody was notified and a new one begins', async () => {
    await open();
    await end();
    await commit(ended(END - 10), OPEN, [alert(1, 'warning', END + 1)], END + 1);
    expect(types(await stage.drain(END + 1))).toEqual(['late', 'alert']);
  });

  test('is that of the first of them where a repeat, a top-up and the end wait: the top-up hides nothing and stays', async () => {
    await open();
    await stage.deliver();
    await repeat(alert(4, 'warning', NOW + 1));
    await commit(OPEN, OPEN, [{ type: 'topUp', topUp: TOP_UP, at: NOW + 2 }], NOW + 2);
    await repeat(alert(3, 'warning', NOW + 3));
    await end(recovery(NOW + 4));
    const sent = (await stage.drain(END)).filter(({ type }) => type !== 'edit');
    expect(types(sent)).toEqual(['recovery', 'topUp']);
    expect(sent.map(({ at }) => at)).toEqual([NOW + 4, NOW + 2]);
  });

  test('a top-up that is sent once is known as sent', async () => {
    await commit(NOTHING, NOTHING, [{ type: 'topUp', topUp: TOP_UP, at: END }], END);
    expect(await notifiedTopUpAt()).toBe(TOP_UP.at);
  });
});
