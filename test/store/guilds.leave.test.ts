import { beforeEach, describe, expect, test } from 'vitest';
import { alert, ended, key, NOTHING, OPEN, opening, telling } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { NOW, PIPELINE, rows } from '../fixtures/store.ts';

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await setUpDeliveries(['g1', 'g2']);
  await commitNow(stage.opened.store, [opening('g1'), opening('g2')], NOW);
});

const incidents = () => rows(stage.opened.other, 'select guild_id, ended_at from incidents order by id');

describe('a guild that leaves', () => {
  test('has no open incident any more; another one keeps its own', async () => {
    await stage.opened.store.guilds.leave('g1', NOW + 1);
    expect(await incidents()).toEqual([
      { guild_id: 'g1', ended_at: NOW + 1 },
      { guild_id: 'g2', ended_at: null },
    ]);
    const alertStates = await stage.opened.store.alertStates.of(PIPELINE, NOW);
    expect(alertStates.get('g1')?.get('balance')).toEqual(ended(NOW + 1));
    expect(alertStates.get('g2')?.get('balance')).toEqual(OPEN);
  });

  test('gets nothing of what waited for it, not even after it came back; another one gets its own', async () => {
    await stage.opened.store.guilds.leave('g1', NOW + 1);
    await stage.opened.store.guilds.see([{ id: 'g1', name: 'g1' }], NOW + 2);
    expect((await stage.claimed(NOW + 2)).guildId).toBe('g2');
    expect(await stage.claim(NOW + 2)).toBeNull();
    expect(await stage.deliveries().progress('g1')).toMatchObject({
      waiting: 0,
      gaveUp: { why: 'noDestination', at: NOW + 1 },
    });
  });

  test('keeps when its older incidents ended and what was delivered', async () => {
    await stage.deliver();
    await stage.opened.store.guilds.leave('g1', NOW + 1);
    await stage.opened.store.guilds.leave('g1', NOW + 9);
    expect((await incidents())[0]).toEqual({ guild_id: 'g1', ended_at: NOW + 1 });
    expect(await stage.deliveries().progress('g1')).toMatchObject({ deliveredAt: NOW, gaveUp: null });
  });

  test('begins nothing any more that was decided while it left; another one does', async () => {
    await stage.drain();
    await stage.opened.store.guilds.leave('g1', NOW + 1);
    const cooldowns = () => rows(stage.opened.other, "select * from cooldowns where guild_id = 'g1'");
    const before = [await incidents(), await cooldowns()];
    const changes = [opening('g1', 'queue'), telling(alert(), 'g1'), telling(alert(3), 'g2')];
    await commitNow(stage.opened.store, changes, NOW + 2);
    const never = { key: key('never seen'), before: NOTHING, after: OPEN, messages: [alert()] };
    await commitNow(stage.opened.store, [never], NOW + 2);
    expect([await incidents(), await cooldowns()]).toEqual(before);
    expect(await stage.claimed(NOW + 2)).toMatchObject({ guildId: 'g2', message: alert(3) });
    expect(await stage.claim(NOW + 2)).toBeNull();
  });

  test('leaves whole or not at all', async () => {
    await stage.opened.other.failOn('update', 'deliveries');
    await expect(stage.opened.store.guilds.leave('g1', NOW + 1)).rejects.toThrow('disk full');
    expect((await incidents())[0]).toEqual({ guild_id: 'g1', ended_at: null });
    expect(await stage.opened.store.guilds.present()).toHaveLength(2);
  });
});
