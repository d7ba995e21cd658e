import type { Gateway } from '../discord/gateway.ts';
import { type GuildSnapshot, readSnapshot } from '../discord/guildSnapshot.ts';
import type { Logger } from '../log.ts';
import { chunks } from '../monitor/chunks.ts';
import { LeaseLostError } from '../monitor/errors.ts';
import { type Clock, HOUR, MINUTE, type Millis, SECOND } from '../monitor/time.ts';
import type { GuildSnapshots } from '../store/guildSnapshots.ts';
import { createLoop } from './loop.ts';

export interface SharedSnapshotsOptions {
  readonly store: GuildSnapshots;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A connection, and how what it heard is written. */
export interface Hearing extends Pick<GuildSnapshots, 'write'> {
  readonly gateway: Gateway;
}

const AGAIN_MS: Millis = 2 * SECOND;
const NOT_SHARED_MS: Millis = HOUR;
const RETRY_MS: Millis = 5 * SECOND;
/** The clocks of two processes differ by less. */
const CLOCKS_DIFFER_MS: Millis = MINUTE;
/** All are compared so often, whatever the clocks say. */
const COMPARE_ALL_MS: Millis = 10 * MINUTE;
/** As many as a statement takes. */
const AT_ONCE = 500;

/** What processes on one database know of guilds together: each writes what its shards hear, and all read it. */
export function createSharedSnapshots({ store, clock, log }: SharedSnapshotsOptions) {
  const snapshots = new Map<string, { snapshot: string; at: Millis }>();
  let comparedAt = Number.NEGATIVE_INFINITY;

  async function readChanged(): Promise<Millis> {
    if (!store.isShared) return NOT_SHARED_MS;
    const now = clock.now();
    const isAll = Math.abs(now - comparedAt) >= COMPARE_ALL_MS;
    const written = await store.writtenFrom(isAll ? 0 : now - CLOCKS_DIFFER_MS);
    const times = new Map(written.map(({ guildId, at }) => [guildId, at]));
    const changed = [...times.keys()].filter((guildId) => snapshots.get(guildId)?.at !== times.get(guildId));
    for (const batch of chunks(changed, AT_ONCE)) {
      for (const { guildId, snapshot } of await store.read(batch)) {
        snapshots.set(guildId, { snapshot, at: times.get(guildId) ?? now });
      }
    }
    if (isAll) {
      for (const guildId of snapshots.keys()) if (!times.has(guildId)) snapshots.delete(guildId);
      comparedAt = now;
    }
    return AGAIN_MS;
  }

  async function writeChanged({ gateway, write }: Hearing): Promise<boolean> {
    const guildIds = gateway.changedGuilds.take(AT_ONCE);
    const now = clock.now();
    const written = guildIds.flatMap((guildId) => {
      const snapshot = gateway.writtenSnapshot(guildId);
      return snapshot === null || snapshot === (snapshots.get(guildId)?.snapshot ?? '') ? [] : [{ guildId, snapshot }];
    });
    try {
      await write(written, now);
    } catch (err) {
      gateway.changedGuilds.putBack(guildIds);
      // Another process holds the shard now, and hears the same events.
      if (err instanceof LeaseLostError) return false;
      throw err;
    }
    for (const { guildId, snapshot } of written) snapshots.set(guildId, { snapshot, at: now });
    return guildIds.length === AT_ONCE;
  }

  const loop = createLoop({
    run: readChanged,
    retryMs: RETRY_MS,
    onError: (err) => log.error({ err }, 'servers that other processes know could not be read'),
  });

  return {
    /** Null: no process has said anything of the guild. */
    of(guildId: string): GuildSnapshot | null {
      const snapshot = snapshots.get(guildId)?.snapshot ?? '';
      return snapshot === '' ? null : readSnapshot(snapshot);
    },
    /** The guild with a channel. Asked rarely, so there is no index. */
    guildOf(channelId: string): string | null {
      for (const [guildId, { snapshot }] of snapshots) if (snapshot.includes(`"${channelId}"`)) return guildId;
      return null;
    },
    /** Writes what the connections of this process have heard; answers when to look again. */
    async write(hearing: readonly Hearing[]): Promise<Millis> {
      if (!store.isShared) return NOT_SHARED_MS;
      let isMore = false;
      for (const one of hearing) isMore = (await writeChanged(one)) || isMore;
      return isMore ? 0 : AGAIN_MS;
    },
    start: loop.start,
    stop: loop.stop,
  };
}

export type SharedSnapshots = ReturnType<typeof createSharedSnapshots>;
