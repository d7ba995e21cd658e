import { expect, onTestFinished, test } from 'vitest';
import type { BotConnection } from '../../src/discord/botConnection.ts';
import { createLog } from '../../src/log.ts';
import { createShardFleet } from '../../src/roles/shardFleet.ts';
import { createShardsOfFile } from '../../src/store/shardsOfFile.ts';
import { NOW } from '../fixtures/thresholds.ts';

const log = createLog({ level: 'fatal', secrets: [], destination: { write: () => true } });

/** A process with two shards, each connected as soon as it is opened. */
async function setUp() {
  const shards = createShardsOfFile();
  const connect = ({ id }: { readonly id: number }) =>
    ({
      run: async () => 60_000,
      isConnected: () => true,
      isOver: () => false,
      isRefused: () => false,
      isTokenRefused: () => false,
      why: () => null,
      gateway: () => `gateway ${id}`,
      stop: async () => undefined,
    }) as unknown as BotConnection;
  const fleet = createShardFleet({
    shards,
    setting: 2,
    info: { read: async () => ({ shards: 2, maxConcurrency: 2, servers: 2 }) } as never,
    elapsed: () => 0,
    log,
    holder: 'me',
    connect,
    onFinal: async () => undefined,
    soon: () => undefined,
    clock: { now: () => NOW },
  });
  onTestFinished(() => fleet.stop());
  for (let n = 0; n < 4; n += 1) await fleet.step();
  return { shards, fleet };
}

test('after it stood still a process knows by the database whose shards it has, before it writes what it heard', async () => {
  const { shards, fleet } = await setUp();
  expect(await fleet.heldGateways()).toEqual(['gateway 0', 'gateway 1']);
  await shards.move({ generation: 1, shard: 0 }, 'me', 'another', NOW, 1_000);
  expect(await fleet.heldGateways()).toEqual(['gateway 1']);
  // The connection is still there.
  expect(fleet.gateways()).toEqual(['gateway 0', 'gateway 1']);
});
