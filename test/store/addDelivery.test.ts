import { beforeEach, describe, expect, test } from 'vitest';
import { alert, PLACE, recovery, telling } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { MINUTE, NOW, rows, SECOND } from '../fixtures/store.ts';

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries();
});

describe('a newer alert of its kind', () => {
  const waiting = async () =>
    (await rows(stage.opened.other, 'select message, severity from deliveries order by id')).map((row) => ({
      micros: JSON.parse(String(row['message'])).facts?.balanceMicros ?? null,
      severity: row['severity'],
    }));

  test('takes the place of one that waits', async () => {
    await stage.tell('g1', alert(3));
    await stage.tell('g1', alert(1, 'critical'));
    expect(await waiting()).toEqual([{ micros: 1, severity: 'critical' }]);
  });

  test('takes the place of one that waits for another try, and keeps its place and time', async () => {
    await stage.tell('g1', alert(3));
    await stage.deliveries().retry((await stage.claimed()).id, NOW + MINUTE, 'discordFailed', false);
    await stage.tell('g1', alert(1), NOW + SECOND);
    expect(await stage.claim(NOW + MINUTE - 1)).toBeNull();
    expect(await stage.claimed(NOW + MINUTE)).toMatchObject({ message: alert(1), attempts: 2, createdAt: NOW });
  });

  test('does not touch one that is being sent', async () => {
    await stage.tell('g1', alert(3));
    const sending = await stage.claimed();
    await stage.tell('g1', alert(1));
    expect((await waiting()).map(({ micros }) => micros)).toEqual([3, 1]);
    await stage.deliveries().delivered(sending.id, 'm1', PLACE, NOW);
    expect((await stage.claimed()).message).toEqual(alert(1));
  });

  test('does not touch one that is done', async () => {
    await stage.tell('g1', alert(3));
    await stage.deliveries().delivered((await stage.claimed()).id, 'm1', PLACE, NOW);
    await stage.tell('g1', alert(2));
    await stage.deliveries().giveUp((await stage.claimed()).id, 'rejected', NOW);
    await stage.tell('g1', alert(1));
    expect((await waiting()).map(({ micros }) => micros)).toEqual([3, 2, 1]);
  });

  test('does not touch one of another guild or kind, or a recovery', async () => {
    await stage.tell('g1', recovery());
    await stage.tell('g2', alert(3));
    await commitNow(stage.opened.store, [telling(alert(2), 'g1', 'queue')], NOW);
    await stage.tell('g1', alert(1));
    expect(await rows(stage.opened.other, 'select count(*) as n from deliveries')).toEqual([{ n: 4 }]);
  });

  test('does not go before a recovery that was written after the one that waits', async () => {
    for (const message of [alert(3, 'warning', 1), recovery(2), alert(1, 'warning', 3)])
      await stage.tell('g1', message);
    const sent: string[] = [];
    for (let delivery = await stage.claim(); delivery !== null; delivery = await stage.claim()) {
      sent.push(delivery.message.type);
      await stage.deliveries().delivered(delivery.id, 'm', PLACE, NOW);
    }
    // It fires: whoever reads the channel must not read last that it has recovered.
    expect(sent.at(-1)).toBe('alert');
  });
});
