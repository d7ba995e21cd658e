import { beforeEach, describe, expect, test } from 'vitest';
import { bucketsOf, HOUR, MINUTE, NOW, type OpenFile, openOnDisk, PIPELINE, result } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

const of = (captchaType: string | null, costMicros: number | null, at = NOW) => result({ captchaType, costMicros, at });
const costs = async (stepMs: number) =>
  (await opened.store.costs.steps(PIPELINE, NOW, NOW + HOUR, stepMs)).map(({ at, tasks, costMicros }) => {
    return { at, tasks, costMicros };
  });
const add = (...results: Parameters<typeof bucketsOf>[0]) => opened.store.results.add(bucketsOf(results));

describe('costs in steps', () => {
  test.each([
    ['just before the span', -5_000, []],
    ['at its first moment', 0, [0]],
    ['at the end of a step', 15 * MINUTE - 1, [0]],
    ['at the beginning of the next one', 15 * MINUTE, [15 * MINUTE]],
    ['at the end of the span', HOUR, []],
  ])('a task %s', async (_name, offset, steps) => {
    await add(of('a', 3_000, NOW + offset));
    expect(await costs(15 * MINUTE)).toEqual(steps.map((ms) => ({ at: NOW + ms, tasks: 1, costMicros: 3_000 })));
  });

  test('add up all types and both outcomes, and what was not reported is zero', async () => {
    await add(of('a', 3_000), { ...of('b', 2_000), outcome: 'failed', errorCode: 'TIMEOUT' }, of(null, null));
    await opened.store.results.add(bucketsOf([of('a', 9)], 'another'));
    expect(await costs(HOUR)).toEqual([{ at: NOW, tasks: 3, costMicros: 5_000 }]);
  });
});

describe('costs by type', () => {
  test('the dearest first, then those with the most tasks, then by name', async () => {
    await add(
      of('b', null),
      of('a', null),
      of('cheap', 1),
      of('dear', 9),
      of('many', null),
      of('many', null),
      of(null, 5),
    );
    expect(await opened.store.costs.byType(PIPELINE, NOW, NOW + 1)).toEqual([
      { type: 'dear', tasks: 1, costMicros: 9 },
      { type: '', tasks: 1, costMicros: 5 },
      { type: 'cheap', tasks: 1, costMicros: 1 },
      { type: 'many', tasks: 2, costMicros: 0 },
      { type: 'a', tasks: 1, costMicros: 0 },
      { type: 'b', tasks: 1, costMicros: 0 },
    ]);
  });

  test('ten at most, and none of another time', async () => {
    await add(...Array.from({ length: 12 }, (_, n) => of(`type${n}`, 12 - n)), of('before', 99, NOW - 5_000));
    const types = (await opened.store.costs.byType(PIPELINE, NOW, NOW + 1)).map(({ type }) => type);
    expect(types).toEqual(Array.from({ length: 10 }, (_, n) => `type${n}`));
  });
});

test('steps have both outcomes and the latency of solved tasks', async () => {
  await add(
    result({ latencyMs: 1_000, costMicros: 3 }),
    result({ latencyMs: 2_000 }),
    result({ outcome: 'failed', errorCode: 'TIMEOUT', latencyMs: 9_000, captchaType: 'a' }),
  );
  expect(await opened.store.costs.steps(PIPELINE, NOW, NOW + HOUR, 15 * MINUTE)).toEqual([
    { at: NOW, tasks: 3, solved: 2, failed: 1, costMicros: 3, latencySumMs: 3_000, latencyCount: 2 },
  ]);
});
