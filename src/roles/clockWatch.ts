import type { Logger } from '../log.ts';
import { type Clock, MINUTE, type Millis, SECOND } from '../monitor/time.ts';

export interface ClockWatchOptions {
  /** The time of the database's machine; null: nothing to compare with. */
  readonly serverNow: () => Promise<Millis | null>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Leases and shards end by the clock of the process that looks: from six seconds on, processes take them from one another while they live. */
export const MOST_APART_MS: Millis = 2 * SECOND;
const AGAIN_MS: Millis = MINUTE;

/** Says that the clock of this machine differs from that of the database, with which all processes can compare theirs. */
export function createClockWatch({ serverNow, clock, log }: ClockWatchOptions) {
  let trouble: string | null = null;

  /** The least by which this clock must be ahead, whenever in between the other one was read; negative where it is behind. */
  async function aheadMs(): Promise<Millis> {
    const before = clock.now();
    const server = await serverNow();
    if (server === null) return 0;
    return server < before ? before - server : Math.min(0, clock.now() - server);
  }

  return {
    /** Answers when to look again. */
    async run(): Promise<Millis> {
      const ahead = await aheadMs();
      const apart = `${(Math.abs(ahead) / SECOND).toFixed(1)} s ${ahead > 0 ? 'ahead of' : 'behind'}`;
      const now =
        Math.abs(ahead) <= MOST_APART_MS
          ? null
          : `the clock of this machine is ${apart} that of the database: set both by NTP, or processes take work from one another`;
      if (now !== null && trouble === null) log.warn({ why: now }, 'clocks differ');
      if (now === null && trouble !== null) log.info('clocks agree again');
      trouble = now;
      return AGAIN_MS;
    },
    /** Null: they agree, or there is nothing to compare with. */
    trouble: (): string | null => trouble,
  };
}
