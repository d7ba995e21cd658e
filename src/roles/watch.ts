import type { InvalidRequests } from '../discord/invalidRequests.ts';
import type { Millis } from '../monitor/time.ts';
import { EVALUATION } from './accountWatch.ts';
import { createAlertPath } from './alertPath.ts';
import { createClockWatch } from './clockWatch.ts';
import type { Core } from './core.ts';
import { createDatabaseWatch } from './databaseWatch.ts';
import type { KnownDiscord } from './knownDiscord.ts';
import { createLoop } from './loop.ts';
import type { DiscordState } from './readiness.ts';
import type { Signals } from './signals.ts';

export interface WatchOptions {
  readonly core: Pick<Core, 'monitor' | 'store' | 'clock' | 'log' | 'leases'>;
  readonly known: Pick<KnownDiscord, 'hasBot' | 'knowsWebhook'>;
  /** Null: another process has that role. */
  readonly discord: Pick<DiscordState, 'gateway'> | null;
  /** Whether this process sends the alerts. */
  readonly sends: boolean;
  readonly signals: Pick<Signals, 'guilds'>;
  readonly invalidRequests: Pick<InvalidRequests, 'waitMs'>;
}

const AGAIN_MS: Millis = 5_000;

/** Looks after the monitor itself: whether alerts get to where they should, and whether anything can be kept. */
export function createWatch(options: WatchOptions) {
  const { core, known, discord, sends, signals, invalidRequests } = options;
  const { monitor, store, clock, log } = core;
  const knowsGuilds = () => (discord?.gateway() ?? null) === null && known.knowsWebhook();
  const path = createAlertPath({
    monitor,
    deliveries: store.deliveries,
    clock,
    log,
    hasBot: known.hasBot,
    knowsGuilds,
    invalidRequests,
  });
  const alerts = createLoop({
    run: path.watch,
    retryMs: AGAIN_MS,
    onError: (err) => log.error({ err }, 'the alert path could not be checked'),
  });
  signals.guilds.listen(alerts.wake);
  const clocks = createClockWatch({ serverNow: store.serverNow, clock, log });
  const clockLoop = createLoop({
    run: clocks.run,
    retryMs: AGAIN_MS,
    // A database that does not answer has a line of its own.
    onError: (err) => log.debug({ err }, 'clocks could not be compared'),
  });
  const database = createLoop({
    run: createDatabaseWatch(store.trouble, log),
    retryMs: AGAIN_MS,
    onError: (err) => log.error({ err }, 'the database could not be checked'),
  });

  return {
    /** A sentence where somebody cannot be notified, or nothing is evaluated; null where all is well. */
    alertTrouble: async () => core.leases.trouble(EVALUATION) ?? (await path.check()),
    /** A sentence where the clock of this machine is not that of the others; null where it is. */
    clockTrouble: async () => clocks.trouble(),
    start(): void {
      if (sends) alerts.start();
      clockLoop.start();
      database.start();
    },
    async stop(): Promise<void> {
      await Promise.all([alerts.stop(), database.stop(), clockLoop.stop()]);
    },
  };
}
