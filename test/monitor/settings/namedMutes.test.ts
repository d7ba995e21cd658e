import { expect, onTestFinished } from 'vitest';
import { deliverNext } from '../../../src/monitor/delivery/deliver.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import { ANA } from '../../fixtures/constants.ts';
import { everywhere } from '../../fixtures/everywhere.ts';
import { setUpSeveralCommands } from '../../fixtures/severalCommands.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR, MINUTE } from '../../fixtures/thresholds.ts';

const BEN = { userId: '8', name: 'Ben' };
const OF_SHOP = { scope: 'errors', pipeline: 'shop' } as const;

/** Two pipelines fail, and one message tells of both. `named` answers which mute it names for each, once it was edited. */
async function setUp(store: OpenStore) {
  const stage = await setUpSeveralCommands(store);
  await stage.addGuild('g1');
  await stage.results('shop', 0, 100);
  await stage.results('tickets', 0, 100);
  expect(await stage.tell()).toHaveLength(1);
  return {
    ...stage,
    async named() {
      const before = stage.edits.length;
      while (await deliverNext(stage.ports));
      if (stage.edits.length === before) return 'not edited';
      const parts = stage.edits.at(-1)?.target?.parts ?? [];
      return Object.fromEntries(parts.map(({ about, state }) => [about?.pipeline, state?.muted ?? null]));
    },
  };
}

test('the message names who muted it by a command, and only where it is muted', async ({ store }) => {
  const { monitor, named, now } = await setUp(store);
  await monitor.mute('g1', OF_SHOP, '1h', ANA, null);
  expect(await named()).toEqual({ shop: { by: ANA, until: now() + HOUR }, tickets: null });
  await monitor.mute('g1', everywhere('balance'), '1h', ANA, null);
  expect(await named()).toBe('not edited');
});

test('a longer mute is named instead, a shorter one is not', async ({ store }) => {
  const { monitor, named, now } = await setUp(store);
  await monitor.mute('g1', OF_SHOP, '1h', ANA, null);
  await named();
  await monitor.mute('g1', everywhere('errors'), '2h', BEN, null);
  const longer = { by: BEN, until: now() + 2 * HOUR };
  expect(await named()).toEqual({ shop: longer, tickets: longer });
  await monitor.mute('g1', everywhere('all'), '30m', ANA, null);
  expect(await named()).toBe('not edited');
});

test('one that is ended early was until then, and another one that still holds is named', async ({ store }) => {
  const { monitor, named, now, wait } = await setUp(store);
  await monitor.mute('g1', everywhere('all'), '1h', BEN, null);
  await monitor.mute('g1', OF_SHOP, '2h', ANA, null);
  const all = { by: BEN, until: now() + HOUR };
  expect(await named()).toEqual({ shop: { by: ANA, until: now() + 2 * HOUR }, tickets: all });
  wait(MINUTE);
  await monitor.unmute('g1', OF_SHOP, ANA);
  expect(await named()).toEqual({ shop: all, tickets: all });
  await monitor.unmute('g1', everywhere('all'), ANA);
  const over = { by: BEN, until: now(), isOver: true };
  expect(await named()).toEqual({ shop: over, tickets: over });
});

test('a mute from the message itself is ended by a command', async ({ store }) => {
  const { monitor, named, now } = await setUp(store);
  const id = (await monitor.incidents('g1', 9)).find(({ pipeline }) => pipeline === 'tickets')?.id ?? 0;
  await monitor.muteIncident('g1', id, HOUR, ANA);
  expect(await named()).toEqual({ shop: null, tickets: { by: ANA, until: now() + HOUR } });
  await monitor.unmute('g1', everywhere('errors'), BEN);
  expect(await named()).toEqual({ shop: null, tickets: { by: ANA, until: now(), isOver: true } });
});

test('a click on the message of several mutes all of them until the same moment, though the clock goes on', async ({
  store,
}) => {
  const { monitor, named, now, wait } = await setUp(store);
  const [{ id } = { id: 0 }] = await monitor.incidents('g1', 1);
  const { add } = store.mutes;
  onTestFinished(() => {
    store.mutes.add = add;
  });
  store.mutes.add = async (...given) => {
    wait(7);
    return add(...given);
  };
  const until = now() + HOUR;
  await monitor.muteIncident('g1', id, HOUR, ANA, 'm1');
  expect(await monitor.mutes('g1')).toMatchObject([{ until }, { until }]);
  expect(await named()).toEqual({ shop: { by: ANA, until }, tickets: { by: ANA, until } });
});

test('another server hears nothing of it', async ({ store }) => {
  const { addGuild, tell, monitor, named, edits } = await setUp(store);
  await addGuild('g2');
  expect(await tell()).toHaveLength(1);
  await monitor.mute('g2', everywhere('errors'), '1h', ANA, null);
  await named();
  expect(edits.map(({ target }) => target?.messageId)).toEqual(['m2']);
});
