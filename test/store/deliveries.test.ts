import { beforeEach, describe, expect, test } from 'vitest';
import { alert, alertState, incident, key, NOTHING, PLACE, recovery } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, LEASE, setUpDeliveries } from '../fixtures/deliveries.ts';
import { MINUTE, NOW, ON_POSTGRES, PIPELINE, rows, SECOND } from '../fixtures/store.ts';

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

describe('a message that waits', () => {
  test('is handed out whole, with how often it was tried', async () => {
    await stage.tell('g1', alert(1, 'critical'), NOW);
    expect(await stage.claim(NOW + 5)).toEqual({
      id: expect.any(Number),
      guildId: 'g1',
      message: alert(1, 'critical'),
      createdAt: NOW,
      attempts: 1,
      unknownFailures: 0,
      copies: 0,
      refusals: 0,
      isPlain: false,
      incidentId: null,
      about: { kind: 'balance', pipeline: PIPELINE },
      target: null,
      uncertain: null,
    });
  });

  // Elsewhere other processes may be sending what is claimed.
  test.skipIf(ON_POSTGRES)('is there after a restart, and at once, though its sender held it', async () => {
    await stage.tell();
    const { id } = await stage.claimed();
    await stage.opened.reopen();
    expect(await stage.claimed()).toMatchObject({ id, attempts: 2 });
  });

  test.runIf(ON_POSTGRES)('is there after a restart, when the lease of its sender ends', async () => {
    await stage.tell();
    const { id } = await stage.claimed();
    await stage.opened.reopen();
    expect(await stage.claim(NOW + LEASE - 1)).toBeNull();
    expect(await stage.claimed(NOW + LEASE)).toMatchObject({ id, attempts: 2 });
  });

  test('is not handed out before its time', async () => {
    await stage.tell();
    const { id } = await stage.claimed();
    await stage.deliveries().retry(id, NOW + MINUTE, 'discordFailed', false);
    expect(await stage.claim(NOW + MINUTE - 1)).toBeNull();
    expect(await stage.claimed(NOW + MINUTE)).toMatchObject({ id, attempts: 2 });
  });

  test('is held by one sender until the lease ends', async () => {
    await stage.tell();
    const { id } = await stage.claimed();
    expect(await stage.claim(NOW)).toBeNull();
    expect(await stage.claim(NOW + LEASE - 1)).toBeNull();
    expect(await stage.claimed(NOW + LEASE)).toMatchObject({ id, attempts: 2 });
  });

  test('is handed to one of many that ask at once', async () => {
    await stage.tell();
    const answers = await Promise.all(Array.from({ length: 8 }, () => stage.claim()));
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  test.each([
    ['delivered', (id: number) => stage.deliveries().delivered(id, 'm1', PLACE, NOW)],
    ['given up', (id: number) => stage.deliveries().giveUp(id, 'rejected', NOW)],
  ])('is not handed out again once it was %s, not even after a restart', async (_name, finish) => {
    await stage.tell();
    await finish((await stage.claimed()).id);
    expect(await stage.claim(NOW + 2 * LEASE)).toBeNull();
    await stage.opened.reopen();
    expect(await stage.claim(NOW + 2 * LEASE)).toBeNull();
  });
});

describe('the order', () => {
  test('within a guild is that of writing, one at a time', async () => {
    await stage.tell('g1', recovery(1));
    await stage.tell('g1', recovery(2));
    const first = await stage.claimed();
    expect(first.message.at).toBe(1);
    expect(await stage.claim()).toBeNull();
    await stage.deliveries().delivered(first.id, 'm1', PLACE, NOW);
    expect((await stage.claimed()).message.at).toBe(2);
  });

  test('within a guild holds while its first message waits for another try', async () => {
    await stage.tell('g1', recovery(1));
    await stage.tell('g1', recovery(2));
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, 'discordFailed', false);
    expect(await stage.claim(NOW + MINUTE - 1)).toBeNull();
    expect((await stage.claimed(NOW + MINUTE)).message.at).toBe(1);
  });

  test('within a guild goes on where its first message was given up', async () => {
    await stage.tell('g1', recovery(1));
    await stage.tell('g1', recovery(2));
    await stage.deliveries().giveUp((await stage.claimed()).id, 'destinationGone', NOW);
    expect((await stage.claimed()).message.at).toBe(2);
  });

  test('between guilds: none waits for another', async () => {
    await stage.tell('g1', recovery(1));
    await stage.tell('g1', recovery(2));
    await stage.tell('g2', recovery(3));
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, 'rateLimited', false);
    expect(await stage.claimed()).toMatchObject({ guildId: 'g2', message: { at: 3 } });
    expect(await stage.claim()).toBeNull();
  });

  test('between guilds is by who may be tried first', async () => {
    await stage.tell('g1', recovery(), NOW);
    await stage.tell('g2', recovery(), NOW - SECOND);
    await stage.tell('g3', recovery(), NOW - SECOND);
    expect([(await stage.claimed()).guildId, (await stage.claimed()).guildId, (await stage.claimed()).guildId]).toEqual(
      ['g2', 'g3', 'g1'],
    );
  });
});

describe('what is critical', () => {
  test('is handed out before what is not, whichever guild waits longer', async () => {
    await stage.tell('g1', alert(1, 'warning'), NOW - SECOND);
    await stage.tell('g2', recovery(2), NOW - SECOND);
    await stage.tell('g3', alert(3, 'critical'), NOW);
    expect([(await stage.claimed()).guildId, (await stage.claimed()).guildId, (await stage.claimed()).guildId]).toEqual(
      ['g3', 'g1', 'g2'],
    );
  });

  test('does not go before an earlier message of its own guild', async () => {
    await stage.tell('g1', recovery(1), NOW);
    await stage.tell('g1', alert(2, 'critical'), NOW);
    expect((await stage.claimed()).message.at).toBe(1);
    expect(await stage.claim()).toBeNull();
  });
});

describe('an alert that was delivered', () => {
  const lastSent = async () =>
    (await stage.opened.store.alertStates.of(PIPELINE, NOW)).get('g1')?.get('balance')?.lastSent;

  test('moves the cooldown of its severity to when people could read it', async () => {
    const after = alertState(incident({ severity: 'critical' }), { warning: NOW - MINUTE, critical: NOW });
    await commitNow(
      stage.opened.store,
      [{ key: key(), before: NOTHING, after, messages: [alert(1, 'critical')] }],
      NOW,
    );
    await stage.deliveries().delivered((await stage.claimed()).id, 'm1', PLACE, NOW + 90 * SECOND);
    expect(await lastSent()).toEqual({ warning: NOW - MINUTE, critical: NOW + 90 * SECOND });
    expect(await rows(stage.opened.other, 'select message_id, delivered_at from deliveries')).toEqual([
      { message_id: 'm1', delivered_at: NOW + 90 * SECOND },
    ]);
  });

  test('moves no cooldown of another guild or kind', async () => {
    const after = alertState(incident(), { warning: NOW });
    for (const each of [key('g1'), key('g2'), key('g1', 'queue')]) {
      await commitNow(stage.opened.store, [{ key: each, before: NOTHING, after, messages: [] }], NOW);
    }
    await stage.tell('g1', alert());
    await stage.deliveries().delivered((await stage.claimed()).id, 'm1', PLACE, NOW + 5);
    expect(
      await rows(stage.opened.other, `select guild_id, kind from cooldowns where last_sent_at = ${NOW + 5}`),
    ).toEqual([{ guild_id: 'g1', kind: 'balance' }]);
  });

  test('a recovery moves none', async () => {
    const after = alertState(null, { warning: NOW });
    await commitNow(stage.opened.store, [{ key: key(), before: NOTHING, after, messages: [recovery()] }], NOW);
    await stage.deliveries().delivered((await stage.claimed()).id, 'm1', PLACE, NOW + 5);
    expect(await lastSent()).toEqual({ warning: NOW, critical: null });
  });
});
