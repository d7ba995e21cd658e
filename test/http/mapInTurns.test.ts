import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapInTurns } from '../../src/http/mapInTurns.ts';

test('it is what map answers, however long the list is', async () => {
  const length = fc.constantFrom(0, 1, 499, 500, 501, 1_000, 1_001, 5_000);
  await fc.assert(
    fc.asyncProperty(length, async (n) => {
      const items = Array.from({ length: n }, (_, i) => 2 * i);
      const add = (item: number, index: number) => [item, index];
      expect(await mapInTurns(items, add)).toEqual(items.map(add));
    }),
  );
});

test.each([
  [500, [500]],
  [501, [500, 1]],
  [1_200, [500, 500, 200]],
])('of %i items others get a turn after each 500', async (n, turns) => {
  let isOver = false;
  let mapped = 0;
  const seen: number[] = [];
  const others = (async () => {
    while (!isOver) {
      const before = mapped;
      await nextTurn();
      if (mapped > before) seen.push(mapped - before);
    }
  })();
  const work = mapInTurns(Array.from({ length: n }), () => {
    mapped += 1;
  });
  await work;
  await nextTurn();
  isOver = true;
  await others;
  expect(seen).toEqual(turns);
});

test('what cannot be mapped ends it', async () => {
  const items = Array.from({ length: 2_000 }, (_, i) => i);
  const work = mapInTurns(items, (i) => {
    if (i === 700) throw new Error('seven hundred');
  });
  await expect(work).rejects.toThrow('seven hundred');
});
