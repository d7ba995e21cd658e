import { beforeEach, expect, test } from 'vitest';
import type { GuildSnapshots } from '../../src/store/guildSnapshots.ts';
import { NOW, openOnDisk } from '../fixtures/store.ts';

let snapshots: GuildSnapshots;

beforeEach(async () => {
  ({ snapshots } = (await openOnDisk()).store);
});

test('what was written last of a guild is read, and which ones changed since', async () => {
  await snapshots.write([], NOW);
  await snapshots.write(
    [
      { guildId: '2', snapshot: 'two' },
      { guildId: '1', snapshot: 'one' },
    ],
    NOW,
  );
  await snapshots.write([{ guildId: '1', snapshot: 'uno' }], NOW + 5);
  expect((await snapshots.writtenFrom(NOW)).toSorted((a, b) => a.at - b.at)).toEqual([
    { guildId: '2', at: NOW },
    { guildId: '1', at: NOW + 5 },
  ]);
  expect(await snapshots.writtenFrom(NOW + 5)).toEqual([{ guildId: '1', at: NOW + 5 }]);
  expect(await snapshots.writtenFrom(NOW + 6)).toEqual([]);
  expect(await snapshots.read(['1', '3'])).toEqual([{ guildId: '1', snapshot: 'uno' }]);
  expect(await snapshots.read([])).toEqual([]);
});

test('processes that write the same guilds at once do not get in each other’s way', async () => {
  const some = Array.from({ length: 50 }, (_, n) => ({ guildId: String(n), snapshot: 'x' }));
  const writes = Array.from({ length: 8 }, (_, n) => snapshots.write(n % 2 === 0 ? some : some.toReversed(), NOW + n));
  await Promise.all(writes);
  expect(await snapshots.writtenFrom(NOW)).toHaveLength(50);
});
