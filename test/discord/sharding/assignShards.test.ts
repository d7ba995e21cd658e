import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignShards, type Held } from '../../../src/discord/sharding/assignShards.ts';

/** `a-b` : a has 0, nobody has 1, b has 2; a capital letter is connected. */
function heldAs(letters: string): Map<number, Held> {
  const held = [...letters].map(
    (letter, shard) => [shard, { holder: letter.toLowerCase(), isReady: letter !== letter.toLowerCase() }] as const,
  );
  return new Map(held.filter(([, { holder }]) => holder !== '-'));
}

const written = (assigned: ReadonlyMap<number, string>, shards: number) =>
  Array.from({ length: shards }, (_, shard) => assigned.get(shard) ?? '-').join('');

describe('processes × shards → who has which', () => {
  test.each([
    ['nobody', '', '----', '----'],
    ['one process has all', 'a', '----', 'aaaa'],
    ['two share', 'ab', '----', 'aabb'],
    ['the one that comes gets half of what is held', 'ab', 'AAAA', 'AAbb'],
    ['what is connected stays where it is', 'ab', 'aAaA', 'bAbA'],
    ['one above another is fair, and nothing moves', 'ab', 'ABB', 'ABB'],
    ['whoever has more keeps it', 'abc', 'CAAC', 'CAAb'],
    ['what a dead process had is shared', 'bc', 'AABC', 'bcBC'],
    ['more processes than shards', 'abc', 'C-', 'Ca'],
    ['a shard that there no longer is', 'ab', 'AABB', 'AA'.slice(0, 1)],
  ])('%s', (_name, processes, held, expected) => {
    const assigned = assignShards([...processes], expected.length, heldAs(held));
    expect(written(assigned, expected.length)).toBe(expected.toLowerCase());
  });
});

const facts = fc
  .record({
    processes: fc.uniqueArray(fc.constantFrom(...'abcdef'), { minLength: 1 }),
    shards: fc.integer({ min: 1, max: 40 }),
  })
  .chain(({ processes, shards }) =>
    fc.record({
      processes: fc.constant(processes),
      shards: fc.constant(shards),
      // `x` and `y` are dead.
      held: fc.dictionary(
        fc.integer({ min: 0, max: shards - 1 }).map(String),
        fc.record({ holder: fc.constantFrom(...processes, 'x', 'y'), isReady: fc.boolean() }),
      ),
    }),
  )
  .map(({ held, ...rest }) => ({
    ...rest,
    held: new Map(Object.entries(held).map(([shard, one]) => [Number(shard), one])),
  }));

const loads = (processes: readonly string[], assigned: ReadonlyMap<number, string>) =>
  processes.map((process) => [...assigned.values()].filter((holder) => holder === process).length);

test('every shard has exactly one holder, who lives, and none has two more than another', () => {
  fc.assert(
    fc.property(facts, ({ processes, shards, held }) => {
      const assigned = assignShards(processes, shards, held);
      expect([...assigned.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: shards }, (_, n) => n));
      expect(processes).toEqual(expect.arrayContaining([...assigned.values()]));
      const counts = loads(processes, assigned);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

test('no more moves than fairness needs, and none once it is fair', () => {
  fc.assert(
    fc.property(facts, ({ processes, shards, held }) => {
      const assigned = assignShards(processes, shards, held);
      const moved = [...held].filter(
        ([shard, { holder }]) => processes.includes(holder) && assigned.get(shard) !== holder,
      );
      // The fewest: the largest loads keep the larger shares.
      const counts = processes.map((process) => [...held.values()].filter(({ holder }) => holder === process).length);
      const quotas = processes.map(
        (_, n) => Math.floor(shards / processes.length) + (n < shards % processes.length ? 1 : 0),
      );
      const needed = counts.toSorted((a, b) => b - a).map((count, n) => Math.max(0, count - (quotas[n] ?? 0)));
      expect(moved.length).toBe(needed.reduce((sum, one) => sum + one, 0));

      const settled = new Map([...assigned].map(([shard, holder]) => [shard, { holder, isReady: true }]));
      expect(assignShards(processes, shards, settled)).toEqual(assigned);
    }),
  );
});

test('each process finds the same, in whatever order it lists the others', () => {
  fc.assert(
    fc.property(facts, ({ processes, shards, held }) => {
      expect(assignShards(processes.toReversed(), shards, held)).toEqual(assignShards(processes, shards, held));
    }),
  );
});
