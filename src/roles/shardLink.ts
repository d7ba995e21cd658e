import type { BotConnection } from '../discord/botConnection.ts';
import type { Shard } from '../discord/sharding/shardOf.ts';
import type { ShardFence, ShardKey } from '../monitor/ports/shardStore.ts';
import type { Loop } from './loop.ts';

/** What a connection of one shard needs. */
export interface NewShardLink {
  readonly shard: Shard;
  readonly key: ShardKey;
  /** Its next run should come at once. */
  readonly soon: () => void;
  /** Null while another process has the shard. */
  readonly fence: () => ShardFence | null;
}

/** A shard of this process, or one that it is about to take over, with its connection. */
export interface ShardLink extends ShardKey {
  readonly connection: BotConnection;
  readonly loop: Loop;
  /** Null: it takes the shard over once it is connected. */
  fence: ShardFence | null;
}
