import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import type { Gateway } from '../../src/discord/gateway.ts';
import { LeaseLostError } from '../../src/monitor/errors.ts';
import { createSharedSnapshots } from '../../src/roles/sharedSnapshots.ts';
import type { GuildSnapshots } from '../../src/store/guildSnapshots.ts';

const snapshotOf = (owner: string, channel = 'c1') =>
  JSON.stringify({ owner, system: null, mentionsAll: false, channels: { 7: [channel] }, mentionable: [], roles: [] });

/** A table in memory, and two processes that use it. */
function setUp() {
  const rows = new Map<string, { snapshot: string; at: number }>();
  const state = { now: 1_000, isDown: false, writes: 0 };
  const store: GuildSnapshots = {
    isShared: true,
    async write(snapshots, now) {
      if (state.isDown) throw new Error('no database');
      state.writes += snapshots.length;
      for (const { guildId, snapshot } of snapshots) rows.set(guildId, { snapshot, at: now });
    },
    writtenFrom: async (from) =>
      [...rows].filter(([, { at }]) => at >= from).map(([guildId, { at }]) => ({ guildId, at })),
    read: async (ids) => ids.map((guildId) => ({ guildId, snapshot: rows.get(guildId)?.snapshot ?? '' })),
  };
  const create = () =>
    createSharedSnapshots({ store, clock: { now: () => state.now }, log: pino({ level: 'silent' }) });
  const hearing = (heard: Heard) => ({ gateway: gatewayOf(heard), write: store.write });
  return { create, hearing, state };
}

type Heard = Readonly<Record<string, string | null>>;

/** A connection that hears of guilds. */
function gatewayOf(heard: Heard) {
  const changed = new Set(Object.keys(heard));
  return {
    changedGuilds: {
      take: () => [...changed].filter((id) => changed.delete(id)),
      putBack: (ids: readonly string[]) => {
        for (const id of ids) changed.add(id);
      },
    },
    writtenSnapshot: (guildId: string) => heard[guildId] ?? null,
  } as unknown as Gateway;
}

test('what one process hears, another one knows: owner, channels, and that the bot has left', async () => {
  const { create, hearing, state } = setUp();
  const [first, second] = [create(), create()];
  await first.write([hearing({ g1: snapshotOf('anna'), unknown: null })]);
  second.start();
  onTestFinished(() => second.stop());
  await expect.poll(() => second.of('g1')?.ownerId).toBe('anna');
  expect(second.guildOf('c1')).toBe('g1');
  expect(second.guildOf('c')).toBeNull();
  expect(second.of('unknown')).toBeNull();

  state.now += 1;
  await first.write([hearing({ g1: '' })]);
  expect(first.of('g1')).toBeNull();
  await second.stop();
  second.start();
  await expect.poll(() => second.of('g1')).toBeNull();
});

test('what is as it was is not written, and what could not be written is written later', async () => {
  const { create, hearing, state } = setUp();
  const snapshots = create();
  const gateway = hearing({ g1: snapshotOf('anna') });
  state.isDown = true;
  await expect(snapshots.write([gateway])).rejects.toThrow('no database');
  expect(snapshots.of('g1')).toBeNull();
  state.isDown = false;
  await snapshots.write([gateway]);
  expect([state.writes, snapshots.of('g1')?.ownerId]).toEqual([1, 'anna']);
  await snapshots.write([hearing({ g1: snapshotOf('anna') })]);
  expect(state.writes).toBe(1);
});

test('what belongs to another process by now stays as that one wrote it', async () => {
  const { create, hearing, state } = setUp();
  const snapshots = create();
  const mine = hearing({ g1: snapshotOf('anna') });
  let isMine = false;
  const write: GuildSnapshots['write'] = async (written, now) => {
    if (!isMine) throw new LeaseLostError('shard 1/0');
    return mine.write(written, now);
  };
  await snapshots.write([{ ...mine, write }]);
  expect([state.writes, snapshots.of('g1')]).toEqual([0, null]);
  isMine = true;
  await snapshots.write([{ ...mine, write }]);
  expect([state.writes, snapshots.of('g1')?.ownerId]).toEqual([1, 'anna']);
});
