import { beforeEach, describe, expect, test } from 'vitest';
import {
  alert,
  alertState,
  clearing,
  edit,
  ended,
  incident,
  key,
  OPEN,
  opening,
  PLACE,
  recovery,
} from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, LEASE, setUpDeliveries } from '../fixtures/deliveries.ts';
import { HOUR, MINUTE, NOW, SECOND } from '../fixtures/store.ts';

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

const open = () => commitNow(stage.opened.store, [opening()], NOW);
const repeat = (usd: number, at: number) =>
  commitNow(stage.opened.store, [{ key: key(), before: OPEN, after: OPEN, messages: [alert(usd, 'warning', at)] }], at);
const end = (at: number) =>
  commitNow(
    stage.opened.store,
    [{ key: key(), before: clearing(at - 10), after: ended(at), messages: [recovery(at), edit({ endedAt: at }, at)] }],
    at,
  );

describe('a message that may have arrived', () => {
  test('is known as one, with since when and where, after its sender was killed', async () => {
    await stage.tell();
    const { id } = await stage.claimed();
    await stage.deliveries().sending(id, PLACE, NOW + 5);
    await stage.opened.reopen();
    expect((await stage.claimed(NOW + LEASE)).uncertain).toEqual({ since: NOW + 5, place: PLACE });
  });

  test('is not one where its sender was killed before anything left', async () => {
    await stage.tell();
    await stage.claimed();
    await stage.opened.reopen();
    expect((await stage.claimed(NOW + LEASE)).uncertain).toBeNull();
  });

  test.each([
    ['stays one where the next try is uncertain too, since the first', true, { since: NOW, place: PLACE }],
    ['is none any more once a try surely failed', false, null],
  ])('%s', async (_name, isUncertain, expected) => {
    await stage.tell();
    const { id } = await stage.claimed();
    await stage.deliveries().sending(id, PLACE, NOW);
    await stage.deliveries().retry(id, NOW + SECOND, 'unreachable', true);
    await stage.claimed(NOW + SECOND);
    await stage.deliveries().sending(id, PLACE, NOW + SECOND);
    await stage.deliveries().retry(id, NOW + MINUTE, 'discordFailed', isUncertain);
    expect((await stage.claimed(NOW + MINUTE)).uncertain).toEqual(expected);
  });

  test('is not turned into something newer: what is newer has its own turn', async () => {
    await open();
    const first = await stage.claimed();
    await stage.deliveries().sending(first.id, PLACE, NOW);
    await stage.deliveries().retry(first.id, NOW + SECOND, 'unreachable', true);
    await end(NOW + MINUTE);
    expect((await stage.drain(NOW + MINUTE)).map(({ type }) => type)).toEqual(['alert', 'recovery', 'edit']);
  });

  test('that is to be sent anew says what is true by then: sent late, once', async () => {
    await open();
    const { id } = await stage.claimed();
    await stage.deliveries().sending(id, PLACE, NOW);
    await stage.deliveries().retry(id, NOW + SECOND, 'discordFailed', true);
    await end(NOW + MINUTE);
    await stage.claimed(NOW + MINUTE);
    const renewed = await stage.deliveries().renew(id, NOW + MINUTE);
    expect(renewed).toMatchObject({
      message: expect.objectContaining({ type: 'late', openedAt: NOW, endedAt: NOW + MINUTE - 10 }),
      incidentId: expect.any(Number),
    });
    expect(await stage.deliveries().renew(id, NOW + 2 * MINUTE)).toEqual(renewed);
    await stage.deliveries().delivered(id, 'm1', PLACE, NOW + MINUTE);
    expect(await stage.drain(NOW + MINUTE)).toEqual([]);
  });

  test('and was made new before its sender was killed, may still have arrived', async () => {
    await open();
    const { id } = await stage.claimed();
    await stage.deliveries().sending(id, PLACE, NOW);
    await end(NOW + SECOND);
    await stage.deliveries().renew(id, NOW + SECOND);
    await stage.opened.reopen();
    expect(await stage.claimed(NOW + LEASE)).toMatchObject({
      message: { type: 'late' },
      uncertain: { since: NOW, place: PLACE },
    });
  });

  test('and has nothing newer behind it, says what it said', async () => {
    await open();
    const { id, message, incidentId } = await stage.claimed();
    await stage.deliveries().sending(id, PLACE, NOW);
    expect(await stage.deliveries().renew(id, NOW + MINUTE)).toMatchObject({ message, incidentId });
  });
});

test('a message that takes longer to send is held longer, and nobody else gets it meanwhile', async () => {
  await stage.tell();
  const { id } = await stage.claimed();
  await stage.deliveries().hold(id, NOW + 2 * LEASE);
  expect(await stage.claim(NOW + 2 * LEASE - 1)).toBeNull();
  expect((await stage.claimed(NOW + 2 * LEASE)).id).toBe(id);
});

describe('what is written while a message is being sent', () => {
  test('supersedes it before the next try, where it surely did not arrive: sent late, once', async () => {
    await open();
    const { id } = await stage.claimed();
    await end(NOW + MINUTE);
    await stage.deliveries().retry(id, NOW + MINUTE, 'rateLimited', false);
    expect(await stage.drain(NOW + MINUTE)).toEqual([
      expect.objectContaining({ type: 'late', openedAt: NOW, endedAt: NOW + MINUTE - 10 }),
    ]);
  });

  test('supersedes it as often as it was repeated, with what a mute suppressed of all of them', async () => {
    await open();
    const { id } = await stage.claimed();
    await repeat(7, NOW + 1);
    await stage.deliveries().retry(id, NOW + MINUTE, 'rateLimited', false);
    expect(await stage.drain(NOW + MINUTE)).toEqual([alert(7, 'warning', NOW + 1)]);
  });

  test('follows it where it arrived', async () => {
    await open();
    const { id } = await stage.claimed();
    await end(NOW + MINUTE);
    await stage.deliveries().delivered(id, 'm1', PLACE, NOW + 1);
    expect((await stage.drain(NOW + MINUTE)).map(({ type }) => type)).toEqual(['recovery', 'edit']);
  });

  test('of another incident of the kind leaves its end in order', async () => {
    await open();
    const { id } = await stage.claimed();
    await end(NOW + SECOND);
    const again = alertState(incident({ openedAt: NOW + MINUTE }), { warning: NOW + MINUTE });
    const change = {
      key: key(),
      before: ended(NOW + SECOND),
      after: again,
      messages: [alert(3, 'warning', NOW + MINUTE)],
    };
    await commitNow(stage.opened.store, [change], NOW + MINUTE);
    await stage.deliveries().retry(id, NOW + MINUTE, 'rateLimited', false);
    const sent = await stage.drain(NOW + MINUTE);
    expect(sent.filter(({ type }) => type !== 'edit').map(({ type }) => type)).toEqual(['late', 'alert']);
  });
});

describe('an edit', () => {
  test('that cannot be made holds up nothing behind it', async () => {
    await open();
    await stage.deliver();
    await commitNow(
      stage.opened.store,
      [{ key: key(), before: OPEN, after: OPEN, messages: [edit({ affects: ['queue'] })] }],
      NOW,
    );
    const { id } = await stage.claimed();
    await stage.deliveries().retry(id, NOW + MINUTE, 'discordFailed', true);
    await stage.tell('g1', recovery(5));
    expect(await stage.claimed()).toMatchObject({ message: { type: 'recovery' } });
  });

  test('is due when it may be tried, though a message before it waits longer', async () => {
    await open();
    await stage.deliver();
    await stage.tell('g1', recovery(5));
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, 'discordFailed', true);
    await commitNow(
      stage.opened.store,
      [{ key: key(), before: OPEN, after: OPEN, messages: [edit({ affects: ['queue'] })] }],
      NOW + SECOND,
    );
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + SECOND);
    expect(await stage.claimed(NOW + SECOND)).toMatchObject({ message: { type: 'edit' } });
    expect(await stage.deliveries().nextDueAt()).toBe(NOW + MINUTE);
  });
});

test('the post of a forum that a message opened is where the guild is notified from then on', async () => {
  const webhook = { type: 'webhook', webhookId: 'w1' } as const;
  await stage.opened.store.guilds.see([{ id: 'g1', name: 'g1', webhookId: 'w1' }], NOW);
  await stage.tell();
  const { id } = await stage.claimed();
  await stage.deliveries().sending(id, webhook, NOW);
  const destination = { ...webhook, threadId: 't1' };
  await stage.deliveries().delivered(id, 'm1', destination, NOW, { post: { threadId: 't1', destination } });
  expect((await stage.opened.store.guilds.get('g1'))?.webhookThreadId).toBe('t1');
});

test('a message is given up and its notification rolled back in one step, whatever ends the process', async () => {
  await open();
  const { id } = await stage.claimed();
  const rollBack = {
    guildId: 'g1',
    kind: 'balance',
    pipeline: key().pipeline,
    severity: 'warning',
    suppressed: 2,
    mutedAt: null,
    keepCooldown: false,
  } as const;
  // The row of the incident cannot be written: nothing of the step may stay.
  const broken = await stage.opened.other.failOn('update', 'incidents');
  await expect(stage.deliveries().giveUp(id, 'muted', NOW, [rollBack])).rejects.toThrow('disk full');
  await broken.end();
  expect((await stage.claimed(NOW + LEASE)).id).toBe(id);
});

test.each([
  ['just as long as anything waits', 2 * HOUR, false],
  ['longer than anything waits', 2 * HOUR + 1, true],
])('a message that a clock that was ahead put off %s', async (_name, ahead, isDue) => {
  await stage.tell();
  await stage.deliveries().retry((await stage.claimed()).id, NOW + ahead, 'discordFailed', false);
  expect((await stage.claim(NOW)) !== null).toBe(isDue);
});

test('what waits for the end of a mute waits, however long that is', async () => {
  await stage.tell();
  await stage.deliveries().retry((await stage.claimed()).id, NOW + 30 * 24 * HOUR, 'muted', false);
  expect(await stage.claim(NOW)).toBeNull();
});

test('a message that may have arrived knows which others did, so that none of them is taken for it', async () => {
  await stage.tell('g1', recovery(1));
  await stage.deliver('m1');
  await stage.tell('g1', recovery(2));
  const { id } = await stage.claimed();
  await stage.deliveries().sending(id, PLACE, NOW);
  await stage.deliveries().retry(id, NOW + SECOND, 'unreachable', true);
  expect((await stage.claimed(NOW + SECOND)).others).toEqual(['m1']);
});
