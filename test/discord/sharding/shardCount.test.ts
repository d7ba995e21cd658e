import { expect, test } from 'vitest';
import { firstShardCount, moreShards, otherShardCount } from '../../../src/discord/sharding/shardCount.ts';
import { isOfShard } from '../../../src/discord/sharding/shardOf.ts';

test.each([
  [null, 1, 1],
  [null, 16, 16],
  [4, 1, 4],
  [1, 16, 1],
])('a setting of %j with %d recommended begins with %d', (setting, recommended, expected) => {
  expect(firstShardCount(setting, recommended)).toBe(expected);
});

test.each([
  [1, 4, 4],
  [4, 5, 5],
  [4, 4, 8],
  [4, 1, 8],
  [15, 1, 16],
  [16, 1, 16],
  [100, 1, 100],
])('%d are too few, %d recommended: %d', (tooFew, recommended, expected) => {
  expect(moreShards(tooFew, recommended)).toBe(expected);
});

test.each([
  ['auto: not for a few more', null, 7, 4, null],
  ['auto: for twice as many', null, 8, 4, 8],
  ['auto: not for fewer', null, 1, 4, null],
  ['auto: the same', null, 1, 1, null],
  ['a number that it is', 4, 9, 4, null],
  ['a number above', 6, 9, 4, 6],
  ['a number below', 2, 9, 4, 2],
])('%s', (_name, setting, recommended, current, expected) => {
  expect(otherShardCount(setting, recommended, current)).toBe(expected);
});

test.each([
  ['0', 0],
  [String(3n << 22n), 3],
  [String((5n << 22n) - 1n), 0],
  [String((5n << 22n) + 1n), 1],
  // Beyond what a number holds exactly.
  ['1234567890123456789', Number((1_234_567_890_123_456_789n >> 22n) % 4n)],
])('guild %s is of shard %d of 4 alone', (guildId, expected) => {
  const shards = [0, 1, 2, 3].filter((id) => isOfShard({ id, count: 4 }, guildId));
  expect(shards).toEqual([expected]);
});
