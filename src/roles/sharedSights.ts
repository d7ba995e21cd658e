import type { Gateway } from '../discord/gateway.ts';
import { type GuildSight, readSight } from '../discord/guildSight.ts';
import type { Logger } from '../log.ts';
import { chunks } from '../monitor/chunks.ts';
import { type Clock, HOUR, MINUTE, type Millis, SECOND } from '../monitor/time.ts';
import type { GuildSights } from '../store/guildSights.ts';
import { createLoop } from './loop.ts';

export interface SharedSightsOptions {
  readonly store: GuildSights;
  readonly clock: Clock;
  readonly log: Logger;
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
export function createSharedSights({ store, clock, log }: SharedSightsOptions) {
  const sights = new Map<string, { sight: string; at: Millis }>();
  let comparedAt = Number.NEGATIVE_INFINITY;

  async function readChanged(): Promise<Millis> {
    if (!store.isShared) return NOT_SHARED_MS;
    const now = clock.now();
    const isAll = Math.abs(now - comparedAt) >= COMPARE_ALL_MS;
    const written = await store.writtenFrom(isAll ? 0 : now - CLOCKS_DIFFER_MS);
    const times = new Map(written.map(({ guildId, at }) => [guildId, at]));
    const changed = [...times.keys()].filter((guildId) => sights.get(guildId)?.at !== times.get(guildId));
    for (const some of chunks(changed, AT_ONCE)) {
      for (const { guildId, sight } of await store.read(some)) {
        sights.set(guildId, { sight, at: times.get(guildId) ?? now });
      }
    }
    if (isAll) {
      for (const guildId of sights.keys()) if (!times.has(guildId)) sights.delete(guildId);
      comparedAt = now;
    }
    return AGAIN_MS;
  }

  async function writeChanged(gateway: Gateway): Promise<boolean> {
    const guildIds = gateway.changedGuilds.take(AT_ONCE);
    const now = clock.now();
    const written = guildIds.flatMap((guildId) => {
      const sight = gateway.writtenSight(guildId);
      return sight === null || sight === (sights.get(guildId)?.sight ?? '') ? [] : [{ guildId, sight }];
    });
    try {
      await store.write(written, now);
    } catch (err) {
      gateway.changedGuilds.putBack(guildIds);
      throw err;
    }
    for (const { guildId, sight } of written) sights.set(guildId, { sight, at: now });
    return guildIds.length === AT_ONCE;
  }

  const loop = createLoop({
    run: readChanged,
    retryMs: RETRY_MS,
    onError: (err) => log.error({ err }, 'servers that other processes know could not be read'),
  });

  return {
    /** Null: no process has said anything of the guild. */
    of(guildId: string): GuildSight | null {
      const sight = sights.get(guildId)?.sight ?? '';
      return sight === '' ? null : readSight(sight);
    },
    /** The guild with a channel. Asked rarely, so there is no index. */
    guildOf(channelId: string): string | null {
      for (const [guildId, { sight }] of sights) if (sight.includes(`"${channelId}"`)) return guildId;
      return null;
    },
    /** Writes what the connections of this process have heard; answers when to look again. */
    async write(gateways: readonly Gateway[]): Promise<Millis> {
      if (!store.isShared) return NOT_SHARED_MS;
      let isMore = false;
      for (const gateway of gateways) isMore = (await writeChanged(gateway)) || isMore;
      return isMore ? 0 : AGAIN_MS;
    },
    start: loop.start,
    stop: loop.stop,
  };
}

export type SharedSights = ReturnType<typeof createSharedSights>;
