import { beforeEach, expect, test } from 'vitest';
import { ANNA, PLACE } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { bucketsOf, MINUTE, NOW, PIPELINE, result, rows } from '../fixtures/store.ts';

/** What a clock that only moves forward adds to a moment. */
const FRACTION = 0.376_953_125;
const THEN = NOW + FRACTION;

let stage: DeliveriesStage;
beforeEach(async () => {
  stage = await setUpDeliveries();
  await stage.tell();
});
const store = () => stage.opened.store;

/** Every edge of the store that takes a moment or a measured value. */
const EDGES: Readonly<Record<string, () => Promise<unknown>>> = {
  'a claim': () => store().deliveries.claim(THEN, MINUTE + FRACTION),
  'a longer claim': () => store().deliveries.hold(1, THEN),
  'a note that it leaves': () => store().deliveries.sending(1, PLACE, THEN),
  'a wait for the rate of a place': () => store().deliveries.retry(1, THEN, 'paced', false),
  'a delivery': () => store().deliveries.delivered(1, 'm1', PLACE, THEN),
  'a message that is given up': () => store().deliveries.giveUp(1, 'rejected', THEN),
  'a new message': () => store().deliveries.add('g1', { type: 'test', severity: 'critical', by: ANNA, at: THEN }, THEN),
  'the end of a mute': () => store().deliveries.releaseMuted('g1', THEN),
  'a mute': () =>
    store().mutes.add(
      { guildId: 'g1', scope: 'all', pipeline: null, until: THEN, createdAt: THEN, by: ANNA, reason: null },
      change({ at: THEN }),
    ),
  'a place that cannot be used': () => store().guilds.setUnusable('g1', { why: 'notAllowed', until: THEN }),
  'a guild that is seen': () => store().guilds.see([{ id: 'g9', name: 'New' }], THEN),
  'a guild that left': () => store().guilds.leave('g2', THEN),
  'a reading': () => store().readings.add(PIPELINE, [{ metric: 'queueDepth', at: THEN, value: 3 + FRACTION }]),
  'a result': () => store().results.add(bucketsOf([result({ latencyMs: 5 + FRACTION, costMicros: 7 + FRACTION })])),
  'a daily summary': () =>
    store().summaries.once('g1', '2026-04-20', { type: 'test', severity: 'critical', by: ANNA, at: THEN }, THEN),
};

test.each(Object.entries(EDGES))('%s is taken and kept in whole numbers', async (_name, edge) => {
  await edge();
  const broken: string[] = [];
  for (const table of ['deliveries', 'mutes', 'guilds', 'readings', 'solve_buckets', 'summaries', 'changes']) {
    for (const row of await rows(stage.opened.other, `select * from ${table}`)) {
      for (const [column, value] of Object.entries(row))
        if (typeof value === 'number' && !Number.isInteger(value)) broken.push(`${table}.${column} = ${value}`);
    }
  }
  expect(broken).toEqual([]);
});

test('a message that waits for the rate of its place is due when that is over, to the millisecond', async () => {
  const { id } = await stage.claimed();
  await store().deliveries.retry(id, NOW + 1_234 + FRACTION, 'paced', false);
  expect(await store().deliveries.nextDueAt()).toBe(NOW + 1_234);
  expect(await stage.claim(NOW + 1_233)).toBeNull();
  expect((await stage.claim(NOW + 1_234 + FRACTION))?.id).toBe(id);
});
