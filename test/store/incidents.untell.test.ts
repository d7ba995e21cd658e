import { beforeEach, describe, expect, test } from 'vitest';
import type { AlertSeverity } from '../../src/monitor/types.ts';
import { alert, ended, incident, key, memory, NOTHING, OPEN, opening } from './alertFixture.ts';
import { type DeliveriesStage, openDeliveries } from './deliveriesStage.ts';
import { MINUTE, NOW, PIPELINE } from './storeFixture.ts';

const ABOUT = { kind: 'balance', pipeline: PIPELINE } as const;

let stage: DeliveriesStage;

beforeEach(async () => {
  stage = await openDeliveries();
});

const untell = (heldBack = 0) => stage.opened.store.incidents.untell('g1', ABOUT, heldBack);
const remembered = async () => (await stage.opened.store.memories.ofPipeline(PIPELINE, 0)).get('g1')?.get('balance');
const giveUp = async (now = NOW) => stage.deliveries().giveUp((await stage.claimed(now)).id, 'muted', now);

/** Opens an incident that was told of, or tells of it again. */
function tellAgain(severity: AlertSeverity, at: number, before = NOTHING) {
  const lastSent = { ...before.lastSent, [severity]: at };
  const after = memory(incident({ severity, toldSeverity: severity }), lastSent);
  const change = { key: key(), before, after, messages: [alert(1, severity, at)] };
  return stage.opened.store.memories.commit([change], at).then(() => after);
}

describe('taking back that people were told', () => {
  test('where nothing arrived: nobody was told, and no cooldown runs', async () => {
    await stage.opened.store.memories.commit([opening()], NOW);
    await giveUp();
    await untell(3);
    expect(await remembered()).toEqual(memory(incident({ toldSeverity: null, heldBack: 3 })));
  });

  test('survives a restart', async () => {
    await stage.opened.store.memories.commit([opening()], NOW);
    await giveUp();
    await untell(1);
    await stage.opened.reopen();
    expect(await remembered()).toEqual(memory(incident({ toldSeverity: null, heldBack: 1 })));
  });

  test('where an earlier warning arrived: of that they were told, and its cooldown runs from when they could read it', async () => {
    const warned = await tellAgain('warning', NOW);
    await stage.deliver('m1', NOW + 700);
    await tellAgain('error', NOW + MINUTE, warned);
    await giveUp(NOW + MINUTE);
    await untell(1);
    expect(await remembered()).toEqual(
      memory(incident({ severity: 'error', toldSeverity: 'warning', heldBack: 1 }), { warning: NOW + 700 }),
    );
  });

  test('where an error arrived and a later repeat did not: they know the worst of it', async () => {
    const first = await tellAgain('error', NOW);
    await stage.deliver('m1', NOW + 5);
    await tellAgain('error', NOW + 6 * MINUTE, first);
    await giveUp(NOW + 6 * MINUTE);
    await untell();
    expect(await remembered()).toEqual(
      memory(incident({ severity: 'error', toldSeverity: 'error' }), { error: NOW + 5 }),
    );
  });

  test('of an incident that is over changes nothing', async () => {
    await stage.opened.store.memories.commit([opening()], NOW);
    await stage.opened.store.memories.commit([{ key: key(), before: OPEN, after: ended(), messages: [] }], NOW);
    await untell(3);
    expect(await remembered()).toEqual(ended());
    expect(await stage.opened.store.incidents.recent('g1', 1)).toMatchObject([{ told: true }]);
  });

  test('touches no other guild and no other kind', async () => {
    const others = [opening('g2'), opening('g1', 'queue')];
    await stage.opened.store.memories.commit([opening(), ...others], NOW);
    await untell(3);
    const memories = await stage.opened.store.memories.ofPipeline(PIPELINE, NOW);
    expect([memories.get('g2')?.get('balance'), memories.get('g1')?.get('queue')]).toEqual([OPEN, OPEN]);
  });

  test('keeps the cooldown of what people saw of the incident before', async () => {
    const first = await tellAgain('error', NOW);
    await stage.deliver('m1', NOW + 5);
    const change = { key: key(), before: first, after: ended(NOW + 10, first), messages: [] };
    await stage.opened.store.memories.commit([change], NOW + 10);
    await tellAgain('warning', NOW + MINUTE, {
      ...ended(NOW + 10, first),
      lastSent: { warning: null, error: NOW + 5 },
    });
    await giveUp(NOW + MINUTE);
    await untell(1);
    expect((await remembered())?.lastSent).toEqual({ warning: null, error: NOW + 5 });
  });
});
