import { expect, onTestFinished, test } from 'vitest';
import type { BotConnection } from '../../src/discord/botConnection.ts';
import { createLog } from '../../src/log.ts';
import { createShardFleet } from '../../src/roles/shardFleet.ts';
import type { NewShardLink } from '../../src/roles/shardLink.ts';
import { createShardsOfFile } from '../../src/store/shardsOfFile.ts';
import { NOW } from '../fixtures/thresholds.ts';

const log = createLog({ level: 'fatal', secrets: [], destination: { write: () => true } });

/** A process with two shards, each connected as soon as it is opened. */
async function setUp() {
  const shards = createShardsOfFile();
  const moved: string[] = [];
  const fences = new Map<number, NewShardLink['fence']>();
  const connect = ({ shard: { id }, fence }: NewShardLink) => {
    fences.set(id, fence);
    return {
      run: async () => 60_000,
      isConnected: () => true,
      isOver: () => false,
      isRefused: () => false,
      isTokenRefused: () => false,
      why: () => null,
      gateway: () => `gateway ${id}`,
      stop: async () => undefined,
    } as unknown as BotConnection;
  };
  const fleet = createShardFleet({
    shards,
    setting: 2,
    info: { read: async () => ({ shards: 2, maxConcurrency: 2, servers: 2 }) } as never,
    elapsed: () => 0,
    log,
    holder: 'me',
    connect,
    onFinal: async () => undefined,
    onMoved: () => moved.push('moved'),
    soon: () => undefined,
    clock: { now: () => NOW },
  });
  onTestFinished(() => fleet.stop());
  const steps = async () => {
    for (let n = 0; n < 4; n += 1) await fleet.step();
  };
  await steps();
  return { shards, fleet, fences, moved, steps };
}

test('a process writes what it hears through the shards that it holds, and under the time for which it holds them', async () => {
  const { fleet, fences } = await setUp();
  expect(fleet.held()).toMatchObject([
    { gateway: 'gateway 0', fence: { generation: 1, shard: 0, holder: 'me' } },
    { gateway: 'gateway 1', fence: { generation: 1, shard: 1, holder: 'me' } },
  ]);
  expect([0, 1].map((shard) => fences.get(shard)?.())).toEqual(fleet.held().map(({ fence }) => fence));
});

test('a shard that moves here is written from then on, and looked at once more; before, another process writes', async () => {
  const { shards, fleet, fences, moved, steps } = await setUp();
  await shards.move({ generation: 1, shard: 0 }, 'me', 'another', NOW, 1_000);
  // Its connection may be dead: it is closed, and another one made.
  await fleet.step();
  expect(fleet.held().map(({ gateway }) => gateway)).toEqual(['gateway 1']);
  await fleet.step();
  expect(fences.get(0)?.()).toBeNull();
  expect(moved).toEqual([]);
  await steps();
  expect(moved).toHaveLength(1);
  expect(fences.get(0)?.()).toMatchObject({ shard: 0, holder: 'me' });
});

test('a shard whose former process is gone meanwhile is looked at once more too', async () => {
  const { shards, fleet, fences, moved, steps } = await setUp();
  await shards.move({ generation: 1, shard: 0 }, 'me', 'another', NOW, 1_000);
  await fleet.step();
  await fleet.step();
  expect(fences.get(0)?.()).toBeNull();
  // Before it could be taken over.
  await shards.leave('another');
  await steps();
  expect(fences.get(0)?.()).toMatchObject({ shard: 0, holder: 'me' });
  expect(moved).toHaveLength(1);
});
