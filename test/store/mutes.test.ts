import { beforeEach, describe, expect, test } from 'vitest';
import type { Mute, MuteScope } from '../../src/monitor/types.ts';
import { change } from '../fixtures/change.ts';
import { everywhere } from '../fixtures/everywhere.ts';
import { HOUR, NOW, type OpenFile, openOnDisk, rows } from '../fixtures/store.ts';

const ANNA = { userId: '7', name: 'Anna @everyone' };
const BEN = { userId: '8', name: 'Ben' };

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

function mute(changes: Partial<Mute> = {}): Promise<Mute> {
  const plain = {
    guildId: 'g1',
    scope: 'queue',
    pipeline: null,
    until: NOW + HOUR,
    createdAt: NOW,
    by: ANNA,
    reason: null,
  } as const;
  return opened.store.mutes.add({ ...plain, ...changes }, change());
}
const active = async (now = NOW) => (await opened.store.mutes.activeAt(now)).map(({ id }) => id);

describe('a mute', () => {
  test('is kept as it was asked for', async () => {
    const first = await mute({ reason: "deploy'; --" });
    const second = await mute({ guildId: 'g2', scope: 'all', pipeline: null, by: BEN });
    expect(second.id).toBeGreaterThan(first.id);
    expect(await (await opened.reopen()).mutes.activeAt(NOW)).toEqual([first, second]);
    expect(first).toMatchObject({ guildId: 'g1', scope: 'queue', until: NOW + HOUR, by: ANNA, reason: "deploy'; --" });
  });

  test.each([
    [NOW + HOUR - 1, 1],
    [NOW + HOUR, 0],
    [NOW + HOUR + 1, 0],
  ])('at %d holds %d times', async (now, times) => {
    await mute();
    expect(await active(now)).toHaveLength(times);
  });
});

describe('ending mutes', () => {
  test.each<[scope: MuteScope, ended: readonly MuteScope[]]>([
    ['queue', ['queue']],
    ['balance', ['balance']],
    ['errors', []],
    ['all', ['all', 'balance', 'queue']],
  ])('of %s ends those of %j', async (scope, ended) => {
    for (const each of ['all', 'balance', 'queue'] as const) await mute({ scope: each });
    expect(await opened.store.mutes.end('g1', everywhere(scope), BEN, NOW + 1, change())).toBe(ended.length);
    const left = (await opened.store.mutes.activeAt(NOW + 1)).map((each) => each.scope);
    expect(left).toEqual((['all', 'balance', 'queue'] as const).filter((each) => !ended.includes(each)));
  });

  test('ends every one of a scope, and says how many there were', async () => {
    for (let i = 0; i < 3; i += 1) await mute();
    expect(await opened.store.mutes.end('g1', everywhere('queue'), BEN, NOW, change())).toBe(3);
    expect(await opened.store.mutes.end('g1', everywhere('queue'), BEN, NOW, change())).toBe(0);
    expect(await active()).toEqual([]);
  });

  test('leaves other guilds alone', async () => {
    const other = await mute({ guildId: 'g2' });
    expect(await opened.store.mutes.end('g1', everywhere('all'), BEN, NOW, change())).toBe(0);
    expect(await active()).toEqual([other.id]);
  });

  test('does not count those that are over', async () => {
    await mute();
    expect(await opened.store.mutes.end('g1', everywhere('queue'), BEN, NOW + HOUR, change())).toBe(0);
  });

  test('remembers who and when, and survives a restart', async () => {
    await mute();
    await opened.store.mutes.end('g1', everywhere('queue'), BEN, NOW + 5, change());
    expect(await rows(opened.other, 'select by_id, ended_by_id, ended_at from mutes')).toEqual([
      { by_id: ANNA.userId, ended_by_id: BEN.userId, ended_at: NOW + 5 },
    ]);
    expect(await (await opened.reopen()).mutes.activeAt(NOW)).toEqual([]);
  });
});
