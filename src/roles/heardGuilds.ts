import { LeaseLostError } from '../monitor/errors.ts';
import { type ShardFence, type ShardKey, shardName } from '../monitor/ports/shardStore.ts';
import type { GuildEvents } from '../monitor/settings/guildEvents.ts';
import type { GuildSnapshots } from '../store/guildSnapshots.ts';
import type { Core } from './core.ts';

interface Heard {
  readonly events: GuildEvents;
  readonly snapshots: GuildSnapshots;
}

/**
 * Where a process writes what it hears of servers through its shards. A process that stood still may go on in the middle of that: what it
 * writes is kept only while no other one has taken the shard, and rejects with a LeaseLostError otherwise.
 */
export function createHeardGuilds({ store, guildEvents }: Pick<Core, 'store' | 'guildEvents'>) {
  const known = new WeakMap<ShardFence, Heard>();

  function under(fence: ShardFence): Heard {
    const before = known.get(fence);
    if (before !== undefined) return before;
    const { guilds, snapshots } = store.fencedByShard(fence);
    const heard = { events: guildEvents({ guilds }), snapshots };
    known.set(fence, heard);
    return heard;
  }

  return {
    snapshots: (fence: ShardFence) => under(fence).snapshots,
    /** Of a shard that may be another process's now, and this one's later. */
    events(shard: ShardKey, fence: () => ShardFence | null): GuildEvents {
      async function now(): Promise<GuildEvents> {
        const held = fence();
        if (held === null) throw new LeaseLostError(`shard ${shardName(shard)}`);
        return under(held).events;
      }
      return {
        guildsSeen: async (seen) => (await now()).guildsSeen(seen),
        guildLeft: async (guildId) => (await now()).guildLeft(guildId),
        channelFound: async (guildId, channelId, state) => (await now()).channelFound(guildId, channelId, state),
      };
    },
  };
}

export type HeardGuilds = ReturnType<typeof createHeardGuilds>;
