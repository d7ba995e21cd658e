import { beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/monitor/alerts/message.ts';
import {
  ANNA,
  alert,
  alertState,
  edit,
  ended,
  facts,
  incident,
  key,
  OPEN,
  opening,
  PLACE,
  recovery,
} from '../fixtures/alerts.ts';
import { change as someChange } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { MINUTE, NOW, rows } from '../fixtures/store.ts';

const LATER = NOW + MINUTE;
const QUEUE_TOO = edit({ affects: ['queue'] }, LATER);
const TAKEN = edit({ acknowledged: { by: ANNA, at: LATER, severity: 'warning' } }, LATER);

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
  await commitNow(stage.opened.store, [opening()], NOW);
});

const change = (messages: readonly Message[], after = OPEN) =>
  commitNow(stage.opened.store, [{ key: key(), before: OPEN, after, messages }], LATER);
const edits = async () =>
  (await rows(stage.opened.other, "select count(*) as n from deliveries where type = 'edit'"))[0]?.['n'];

describe('an edit', () => {
  test.each([
    ['the person of that time', { type: 'user', id: '7' }],
    ['nobody', null],
  ] as const)('mentions %s, whoever would be by now', async (_name, mentioned) => {
    const { id } = await stage.claimed();
    await stage.deliveries().delivered(id, 'first', PLACE, NOW, { mentioned });
    await change([QUEUE_TOO]);
    await stage.opened.reopen();
    expect((await stage.claimed(LATER)).target?.mentioned).toEqual(mentioned);
  });

  test('is handed out with the message that it is to change, where it stands, over a restart too', async () => {
    const { id } = await stage.claimed();
    const place = { type: 'webhook', webhookId: 'w' } as const;
    await stage.deliveries().delivered(id, 'first', place, NOW);
    await change([QUEUE_TOO]);
    await stage.opened.reopen();
    expect(await stage.claimed(LATER)).toEqual({
      id: expect.any(Number),
      guildId: 'g1',
      message: QUEUE_TOO,
      createdAt: LATER,
      attempts: 1,
      unknownFailures: 0,
      copies: 0,
      refusals: 0,
      isPlain: false,
      incidentId: expect.any(Number),
      incidentNow: expect.objectContaining({ isOpen: true, severity: 'warning' }),
      about: { kind: 'balance', pipeline: 'default' },
      target: { incidentId: expect.any(Number), place, messageId: 'first', message: alert() },
      uncertain: null,
    });
  });

  test('is of the first message that arrived, not of a repeat', async () => {
    await stage.deliver('first');
    await change([alert(4)]);
    await stage.deliver('second', LATER);
    await change([QUEUE_TOO]);
    expect((await stage.claimed(LATER)).target?.messageId).toBe('first');
  });

  test('is of the repeat where the first message was given up', async () => {
    await stage.deliveries().giveUp((await stage.claimed()).id, 'rejected', NOW);
    await change([alert(4)]);
    await stage.deliver('second', LATER);
    await change([QUEUE_TOO]);
    expect((await stage.claimed(LATER)).target).toMatchObject({ place: PLACE, messageId: 'second', message: alert(4) });
  });

  test('is of nothing where no message of the incident is there', async () => {
    await stage.deliveries().giveUp((await stage.claimed()).id, 'muted', NOW);
    await change([QUEUE_TOO]);
    expect(await stage.claim(LATER)).toBeNull();
  });

  test('waits for the message that it is of, and has no target where that never arrives', async () => {
    await change([QUEUE_TOO]);
    const first = await stage.claimed(LATER);
    expect(first.message.type).toBe('alert');
    expect(await stage.claim(LATER)).toBeNull();
    await stage.deliveries().giveUp(first.id, 'rejected', LATER);
    expect(await stage.claimed(LATER)).toMatchObject({ message: QUEUE_TOO, target: null });
  });

  test('is not of the message of an incident before', async () => {
    await stage.deliver('first');
    await change([], ended(LATER));
    await commitNow(stage.opened.store, [{ ...opening(), before: ended(LATER) }], LATER);
    await stage.deliver('second', LATER);
    await change([QUEUE_TOO]);
    expect((await stage.claimed(LATER)).target?.messageId).toBe('second');
  });
});

describe('a newer edit', () => {
  beforeEach(async () => {
    await stage.deliver('first');
    await change([QUEUE_TOO]);
  });

  test('takes the place of one that waits', async () => {
    await change([TAKEN]);
    expect(await edits()).toBe(1);
    expect((await stage.claimed(LATER)).message).toEqual(TAKEN);
  });

  test('takes the place of one that waits for another try', async () => {
    await stage.deliveries().retry((await stage.claimed(LATER)).id, LATER + 5, 'discordFailed', false);
    await change([TAKEN]);
    expect(await stage.claimed(LATER + 5)).toMatchObject({ message: TAKEN, attempts: 2 });
  });

  test('comes after one that is being sent', async () => {
    const sending = await stage.claimed(LATER);
    await change([TAKEN]);
    await stage.deliveries().delivered(sending.id, 'first', PLACE, LATER);
    expect(await stage.claimed(LATER)).toMatchObject({ message: TAKEN, target: { messageId: 'first' } });
  });

  test('of the end is the last message about the incident', async () => {
    const over = edit({ endedAt: LATER }, LATER);
    await change([recovery(LATER), over], ended(LATER));
    const delivered = await stage.drain(LATER);
    expect(delivered.filter(({ type }) => type === 'edit')).toEqual([over]);
    expect(delivered).toContainEqual(recovery(LATER));
  });
});

test('who is on an incident that can no longer be judged does not take back that it cannot', async () => {
  const unknown = { since: NOW, why: 'stale' } as const;
  const notice: Message = {
    type: 'unknown',
    severity: 'warning',
    facts: facts(),
    ...unknown,
    openedAt: NOW,
    at: LATER,
  };
  const after = alertState(incident({ unknownSince: NOW, unknownNotifiedAt: LATER }), { warning: NOW });
  await change([notice, edit({ unknown }, LATER)], after);
  await stage.opened.store.incidents.acknowledge('g1', 1, ANNA, LATER, someChange());
  const waiting = await rows(
    stage.opened.other,
    "select type, message from deliveries where gave_up_at is null and type <> 'alert' order by id",
  );
  expect(waiting.map(({ type }) => type)).toEqual(['unknown', 'edit']);
  expect(JSON.parse(String(waiting[1]?.['message'])).state).toMatchObject({ unknown, acknowledged: { by: ANNA } });
});
