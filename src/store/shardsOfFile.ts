import { type ShardFence, type ShardKey, type ShardPlan, type Shards, shardName } from '../monitor/ports/shardStore.ts';
import type { Millis } from '../monitor/time.ts';

/** Of the one process that uses a file: nothing of it has to outlive the process, nor wait for the disk. */
export function createShardsOfFile(): Shards {
  let plan: ShardPlan | null = null;
  let next: ShardPlan | null = null;
  const leases = new Map<string, ShardKey & { readonly holder: string; readonly isReady: boolean }>();
  const gateways = new Set<string>();
  const turns = new Map<number, Millis>();
  let taken = 0;
  const held = (key: ShardKey, holder: string) => leases.get(shardName(key))?.holder === holder;
  const write = ({ generation, shard }: ShardKey, holder: string, isReady: boolean) =>
    leases.set(shardName({ generation, shard }), { generation, shard, holder, isReady });
  const fenceOf = ({ generation, shard }: ShardKey, holder: string): ShardFence => {
    taken += 1;
    return { generation, shard, holder, epoch: taken };
  };

  return {
    async beat(holder) {
      gateways.add(holder);
    },
    async read() {
      return { plan, next, gateways: [...gateways].sort(), troubles: [], leases: [...leases.values()] };
    },
    async decide(shards, inPlaceOf) {
      if (plan?.generation !== inPlaceOf?.generation || next !== null) return false;
      plan = { generation: (inPlaceOf?.generation ?? 0) + 1, shards };
      return true;
    },
    async propose(shards, beside, inPlaceOf) {
      if (plan?.generation !== beside.generation || next?.generation !== inPlaceOf?.generation) return false;
      next = { generation: Math.max(beside.generation, inPlaceOf?.generation ?? 0) + 1, shards };
      return true;
    },
    async promote({ generation, shards }) {
      if (next?.generation !== generation) return false;
      [plan, next] = [{ generation, shards }, null];
      for (const [key, lease] of leases) if (lease.generation < generation) leases.delete(key);
      return true;
    },
    async take(key, holder) {
      if (leases.has(shardName(key)) && !held(key, holder)) return null;
      write(key, holder, false);
      return fenceOf(key, holder);
    },
    async confirm(key, holder) {
      const isOwn = held(key, holder);
      if (isOwn) write(key, holder, true);
      return isOwn;
    },
    async move(key, from, to) {
      if (!held(key, from)) return null;
      write(key, to, true);
      return fenceOf(key, to);
    },
    async release(key, holder) {
      if (held(key, holder)) leases.delete(shardName(key));
    },
    async leave(holder) {
      gateways.delete(holder);
      for (const [key, lease] of leases) if (lease.holder === holder) leases.delete(key);
    },
    async claim() {
      return true;
    },
    async identify(bucket, now, intervalMs) {
      const waitMs = (turns.get(bucket) ?? now) - now;
      if (waitMs > 0 && waitMs <= 2 * intervalMs) return waitMs;
      turns.set(bucket, now + intervalMs);
      return 0;
    },
  };
}
