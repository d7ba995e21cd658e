import type { Logger } from '../log.ts';
import { LeaseLostError } from '../monitor/errors.ts';
import { keepLive, type LivePorts } from '../monitor/live/keepLive.ts';
import type { LiveGuild } from '../monitor/ports/liveStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import type { Leases } from './leases.ts';

export interface LiveStatusOptions extends Omit<LivePorts, 'store' | 'log'> {
  readonly store: Pick<Store, 'live'>;
  readonly leases: Pick<Leases, 'lease'>;
  readonly log: Logger;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly hasBot: () => boolean;
}

/** Changes of incidents, mutes and choices are looked for so often. */
const TICK_MS: Millis = SECOND;
const FAILED_MS: Millis = 5 * SECOND;

/** Keeps the live statuses of all guilds up to date, in one process at a time, and one after the other: nothing waits for them. */
export function createLiveStatus(options: LiveStatusOptions) {
  const { clock, elapsed, leases, hasBot, log } = options;
  const lease = leases.lease('live status');
  const looks = new Map<string, { readonly stamp: string; readonly againAt: Millis }>();

  function isDue({ guildId, stamp }: LiveGuild): boolean {
    const last = looks.get(guildId);
    return last === undefined || last.stamp !== stamp || last.againAt <= elapsed();
  }

  async function look(guild: LiveGuild, store: Pick<Store, 'live'>): Promise<void> {
    const { guildId, stamp } = guild;
    const restMs = await keepLive(guild, { ...options, store }).catch((err: unknown) => {
      if (err instanceof LeaseLostError) throw err;
      log.error({ err, guildId }, 'live status not updated');
      return FAILED_MS;
    });
    looks.set(guildId, { stamp, againAt: elapsed() + restMs });
  }

  async function lookAtAll(store: Pick<Store, 'live'>): Promise<Millis> {
    const guilds = await store.live.wanted(clock.now());
    // What is sent late cannot be taken back.
    for (const guild of guilds.filter(isDue)) if (lease.isHeld()) await look(guild, store);
    return TICK_MS;
  }

  return {
    async step(): Promise<Millis> {
      if (!hasBot()) await lease.release();
      if (!lease.isHeld()) looks.clear();
      return hasBot() ? lease.run(lookAtAll) : TICK_MS;
    },
    release: lease.release,
  };
}
