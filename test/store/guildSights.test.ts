import { beforeEach, expect, test } from 'vitest';
import type { GuildSights } from '../../src/store/guildSights.ts';
import { NOW, openOnDisk } from '../fixtures/store.ts';

let sights: GuildSights;

beforeEach(async () => {
  ({ sights } = (await openOnDisk()).store);
});

test('what was written last of a guild is read, and which ones changed since', async () => {
  await sights.write([], NOW);
  await sights.write(
    [
      { guildId: '2', sight: 'two' },
      { guildId: '1', sight: 'one' },
    ],
    NOW,
  );
  await sights.write([{ guildId: '1', sight: 'uno' }], NOW + 5);
  expect((await sights.writtenFrom(NOW)).toSorted((a, b) => a.at - b.at)).toEqual([
    { guildId: '2', at: NOW },
    { guildId: '1', at: NOW + 5 },
  ]);
  expect(await sights.writtenFrom(NOW + 5)).toEqual([{ guildId: '1', at: NOW + 5 }]);
  expect(await sights.writtenFrom(NOW + 6)).toEqual([]);
  expect(await sights.read(['1', '3'])).toEqual([{ guildId: '1', sight: 'uno' }]);
  expect(await sights.read([])).toEqual([]);
});

test('processes that write the same guilds at once do not get in each other’s way', async () => {
  const some = Array.from({ length: 50 }, (_, n) => ({ guildId: String(n), sight: 'x' }));
  const writes = Array.from({ length: 8 }, (_, n) => sights.write(n % 2 === 0 ? some : some.toReversed(), NOW + n));
  await Promise.all(writes);
  expect(await sights.writtenFrom(NOW)).toHaveLength(50);
});
