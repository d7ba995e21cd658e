import type { World } from '../world/world.ts';
import { shardHas } from './session.ts';

/** How many shards Discord wants for the guilds of the bot. */
export interface Sharding {
  /** What GET /gateway/bot recommends. */
  recommended(): number;
  /** Whether a shard may have the guilds that are its own. */
  fits(shard: readonly [id: number, count: number]): boolean;
  setRecommended(shards: number | null): void;
  setGuildsPerShard(guilds: number): void;
}

/** Of the most guilds that a shard may have: Discord recommends about 1,000 a shard and refuses more than 2,500. */
const COMFORTABLE = 0.4;

export function createSharding(world: World, most: number, fixed: number | null): Sharding {
  let guildsPerShard = most;
  let wanted = fixed;
  const ours = () => [...world.guilds.values()].filter(({ members }) => members.has(world.bot.userId));

  return {
    recommended: () => wanted ?? Math.max(1, Math.ceil(ours().length / (guildsPerShard * COMFORTABLE))),
    fits: (shard) => ours().filter(({ id }) => shardHas(shard, id)).length <= guildsPerShard,
    setRecommended(shards) {
      wanted = shards;
    },
    setGuildsPerShard(guilds) {
      guildsPerShard = guilds;
    },
  };
}
