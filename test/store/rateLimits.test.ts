import { expect, test } from 'vitest';
import { NOW, ON_POSTGRES, openAt, openOnDisk, SECOND } from '../fixtures/store.ts';

const FIVE = [{ requests: 5, inMs: 2 * SECOND }];

/** Two stores on one PostgreSQL; a file has one process. */
async function twoProcesses() {
  const { store, location, other } = await openOnDisk();
  return {
    limits: [store.rateLimits, ON_POSTGRES ? (await openAt(location)).rateLimits : store.rateLimits] as const,
    store,
    other,
  };
}

test('processes count together what leaves for one place, and no other place waits for it', async () => {
  const {
    limits: [a, b],
  } = await twoProcesses();
  const taken = await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? a : b).take('x', FIVE, NOW)));
  expect(taken.filter((one) => 'ticket' in one)).toHaveLength(5);
  expect(await b.take('y', FIVE, NOW)).toHaveProperty('ticket');
});

test('an answer that one has counts for the other', async () => {
  const {
    limits: [a, b],
  } = await twoProcesses();
  for (let i = 0; i < 5; i += 1) {
    const taken = await a.take('x', FIVE, NOW);
    if ('ticket' in taken) await a.answered('x', taken.ticket, NOW + 100 * i, 0);
  }
  expect(await b.take('x', FIVE, NOW + 500)).toEqual({ waitMs: 1_500 });
  expect(await b.take('x', FIVE, NOW + 2_000)).toHaveProperty('ticket');
});

test('what the receiver says it takes no more counts for all', async () => {
  const {
    limits: [a, b],
  } = await twoProcesses();
  const taken = await a.take('x', FIVE, NOW);
  if ('ticket' in taken) await a.answered('x', taken.ticket, NOW + 40, 700.4);
  expect(await b.take('x', [], NOW + 41)).toEqual({ waitMs: 700 });
  expect(await b.take('x', [], NOW + 741)).toHaveProperty('ticket');
});

test.runIf(ON_POSTGRES)('moments are whole milliseconds, whatever the clock says', async () => {
  const {
    limits: [a],
    other,
  } = await twoProcesses();
  const taken = await a.take('x', FIVE, NOW + 0.25);
  if ('ticket' in taken) await a.answered('x', taken.ticket, NOW + 40.75, 10.5);
  expect(await other.rows('select requests, closed_until from rate_limits')).toEqual([
    { requests: JSON.stringify([NOW + 41]), closed_until: NOW + 52 },
  ]);
});

test.runIf(ON_POSTGRES)('what was used two hours ago is removed', async () => {
  const {
    limits: [a],
    other,
    store,
  } = await twoProcesses();
  await a.take('old', FIVE, NOW);
  await a.take('new', FIVE, NOW + 3 * SECOND);
  const later = NOW + 7_200_000 + 2 * SECOND;
  // It removes while its clock goes on evenly.
  for (let at = NOW; at <= later; at += 600_000) await store.tidy(at);
  await store.tidy(later);
  expect(await other.rows('select name from rate_limits')).toEqual([{ name: 'new' }]);
});
