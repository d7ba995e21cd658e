import { expect, test } from 'vitest';
import type { Shares } from '../../src/monitor/ports/shareStore.ts';
import { NOW, ON_POSTGRES, openAt, openOnDisk, SECOND } from '../fixtures/store.ts';

const HELD_MS = 6 * SECOND;

async function twoProcesses() {
  const { store, location } = await openOnDisk();
  return [store.shares, ON_POSTGRES ? (await openAt(location)).shares : store.shares] as const;
}

/** Takes what is asked for; answers what was there before. */
async function taking(
  shares: Awaited<ReturnType<typeof twoProcesses>>[number],
  holder: string,
  share: number,
  now = NOW,
  keeps = 48,
) {
  const seen: Shares[] = [];
  const decide = (before: Shares) => {
    seen.push(before);
    return share;
  };
  await shares.renew(holder, keeps, decide, now, HELD_MS);
  return seen[0];
}

test('a process sees what the others have, and what it has itself', async () => {
  const [a, b] = await twoProcesses();
  expect(await taking(a, 'a', 48)).toEqual({ mine: 0, others: 0, processes: 1 });
  expect(await taking(b, 'b', 1)).toEqual({ mine: 0, others: 48, processes: 2 });
  expect(await taking(a, 'a', 24)).toEqual({ mine: 48, others: 1, processes: 2 });
  expect(await taking(b, 'b', 24, NOW, 0)).toEqual({ mine: 0, others: 24, processes: 2 });
});

test.each([
  ['until the end of its time', HELD_MS - 1, 2],
  ['and no longer', HELD_MS, 1],
])('what a process has is its own %s', async (_what, afterMs, processes) => {
  const [a, b] = await twoProcesses();
  await taking(a, 'a', 24, NOW + 0.4);
  expect(await taking(b, 'b', 24, NOW + afterMs)).toMatchObject({ processes });
});

test('what a process that ends has had is free soon', async () => {
  const [a, b] = await twoProcesses();
  await taking(a, 'a', 24);
  await a.leave('a', NOW, SECOND);
  expect(await taking(b, 'b', 24, NOW + SECOND - 1)).toMatchObject({ processes: 2 });
  expect(await taking(b, 'b', 24, NOW + SECOND)).toMatchObject({ processes: 1, mine: 24 });
});

test('processes take their shares one after the other', async () => {
  const both = await twoProcesses();
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      both[i % 2]?.renew(`${i}`, 0, ({ others }) => Math.min(20, 48 - others), NOW, HELD_MS),
    ),
  );
  expect(await taking(both[0], 'last', 0)).toMatchObject({ others: 48, processes: 9 });
});
