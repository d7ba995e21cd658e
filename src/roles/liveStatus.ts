import type { Logger } from '../log.ts';
import { keepLive, type LivePorts } from '../monitor/live/keepLive.ts';
import type { LeaseStore } from '../monitor/ports/leaseStore.ts';
import type { LiveGuild } from '../monitor/ports/liveStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import { createLease } from './lease.ts';

export interface LiveStatusOptions extends Omit<LivePorts, 'store' | 'log'> {
  readonly store: Pick<Store, 'live'> & { readonly leases: LeaseStore };
  readonly log: Logger;
  /** Tells this process from others. */
  readonly holder: string;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly hasBot: () => boolean;
}

/** Changes of incidents, mutes and choices are looked for so often. */
const TICK_MS: Millis = SECOND;
const FAILED_MS: Millis = 5 * SECOND;

/** Keeps the live statuses of all guilds up to date, in one process at a time, and one after the other: nothing waits for them. */
export function createLiveStatus(options: LiveStatusOptions) {
  const { store, clock, elapsed, holder, hasBot, log } = options;
  const lease = createLease({ leases: store.leases, name: 'live status', holder, clock, elapsed });
  const looks = new Map<string, { readonly stamp: string; readonly againAt: Millis }>();

  function isDue({ guildId, stamp }: LiveGuild): boolean {
    const last = looks.get(guildId);
    return last === undefined || last.stamp !== stamp || last.againAt <= elapsed();
  }

  async function look(guild: LiveGuild): Promise<void> {
    const { guildId, stamp } = guild;
    const restMs = await keepLive(guild, options).catch((err: unknown) => {
      log.error({ err, guildId }, 'live status not kept');
      return FAILED_MS;
    });
    looks.set(guildId, { stamp, againAt: elapsed() + restMs });
  }

  return {
    async step(): Promise<Millis> {
      if (!hasBot() || !(await lease.isHeld())) {
        looks.clear();
        return TICK_MS;
      }
      const guilds = await store.live.wanted(clock.now());
      for (const guild of guilds.filter(isDue)) if (await lease.isHeld()) await look(guild);
      return TICK_MS;
    },
    release: lease.release,
  };
}
