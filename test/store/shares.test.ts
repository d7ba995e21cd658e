import { expect, test } from 'vitest';
import type { Shares } from '../../src/monitor/ports/shareStore.ts';
import { NOW, ON_POSTGRES, openAt, openOnDisk, rows, SECOND } from '../fixtures/store.ts';

const HELD_MS = 6 * SECOND;
const WEIGHT = 3;

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
  await shares.renew({ holder, weight: WEIGHT }, keeps, decide, now, HELD_MS);
  return seen[0];
}

test('a process sees what the others have, and what it has itself', async () => {
  const [a, b] = await twoProcesses();
  expect(await taking(a, 'a', 48)).toEqual({ mine: 0, others: 0, weight: WEIGHT, weights: WEIGHT, processes: 1 });
  expect(await taking(b, 'b', 1)).toEqual({ mine: 0, others: 48, weight: WEIGHT, weights: 2 * WEIGHT, processes: 2 });
  expect(await taking(a, 'a', 24)).toEqual({ mine: 48, others: 1, weight: WEIGHT, weights: 2 * WEIGHT, processes: 2 });
  expect(await taking(b, 'b', 24, NOW, 0)).toEqual({
    mine: 0,
    others: 24,
    weight: WEIGHT,
    weights: 2 * WEIGHT,
    processes: 2,
  });
});

test.each([
  ['until the end of its time', HELD_MS - 1, 2],
  ['and no longer', HELD_MS, 1],
])('what a process has is its own %s', async (_what, afterMs, processes) => {
  const [a, b] = await twoProcesses();
  await taking(a, 'a', 24, NOW + 0.4);
  expect(await taking(b, 'b', 24, NOW + afterMs)).toMatchObject({ weights: processes * WEIGHT });
});

test('what a process that ends has had is free soon', async () => {
  const [a, b] = await twoProcesses();
  await taking(a, 'a', 24);
  await a.leave('a', NOW, SECOND);
  expect(await taking(b, 'b', 24, NOW + SECOND - 1)).toMatchObject({ weights: 2 * WEIGHT });
  expect(await taking(b, 'b', 24, NOW + SECOND)).toMatchObject({ weights: WEIGHT, mine: 24 });
});

test('processes take their shares one after the other', async () => {
  const both = await twoProcesses();
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      both[i % 2]?.renew(
        { holder: `${i}`, weight: WEIGHT },
        0,
        ({ others }) => Math.min(20, 48 - others),
        NOW,
        HELD_MS,
      ),
    ),
  );
  expect(await taking(both[0], 'last', 0)).toMatchObject({ others: 48, weights: 9 * WEIGHT });
});

test('each has the weight that it named last, and one of an earlier version that of a process that sends', async () => {
  const { store, other } = await openOnDisk();
  const renew = (holder: string, weight: number) => store.shares.renew({ holder, weight }, 0, () => 1, NOW, HELD_MS);
  expect(await renew('a', 1)).toEqual({ share: 1, weights: 1, processes: 1 });
  expect(await renew('b', 8)).toEqual({ share: 1, weights: 9, processes: 2 });
  expect(await renew('a', 8)).toEqual({ share: 1, weights: 16, processes: 2 });
  await rows(
    other,
    `insert into shares (holder, share, until) values ('earlier', 1, ${NOW + HELD_MS}) returning holder`,
  );
  expect(await renew('b', 1)).toEqual({ share: 1, weights: 17, processes: 3 });
});
