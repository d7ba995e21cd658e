import type { Role } from '../monitor/roles.ts';
import type { Core } from './core.ts';
import type { DiscordLink } from './discordLink.ts';
import { createShare } from './share.ts';
import { createSharedInvalidRequests } from './sharedInvalidRequests.ts';
import type { Signals } from './signals.ts';
import { createWakeUps } from './wakeUps.ts';

export interface BesideOptions {
  readonly core: Core;
  readonly link: Pick<DiscordLink, 'turns' | 'invalidRequests' | 'snapshots'>;
  readonly roles: readonly Role[];
  readonly signals: Signals;
}

/** What this process and those beside it tell one another while they run. */
export function createBeside({ core, link, roles, signals }: BesideOptions) {
  const { store, holder, clock, elapsed, log } = core;
  const { turns, invalidRequests, snapshots } = link;
  const sends = roles.includes('worker');
  const wakeUps = createWakeUps({ notifications: store.notifications, signals, log });
  // What a connection asks Discord for counts for the bot as alerts do.
  const share =
    core.isShared && (sends || roles.includes('gateway'))
      ? createShare({ shares: store.shares, holder, sends, turns, clock, elapsed, log })
      : null;
  const counts = createSharedInvalidRequests({ store: store.invalidRequests, invalidRequests, holder, clock, log });

  return {
    start(): void {
      wakeUps.start();
      snapshots.start();
      share?.start();
      counts.start();
    },
    /** Resolves when it hears nothing new of servers. */
    finish: snapshots.stop,
    async stop(): Promise<void> {
      await Promise.all([wakeUps.stop(), share?.stop(), counts.stop()]);
    },
  };
}
