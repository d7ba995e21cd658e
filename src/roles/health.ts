import type { Config } from '../config/config.ts';
import { createSendBeat } from '../heartbeat/sendBeat.ts';
import type { Metrics } from '../http/metrics.ts';
import { createReadiness } from '../http/readiness.ts';
import type { Core } from './core.ts';
import type { DiscordLink } from './discordLink.ts';
import { createHeartbeat } from './heartbeat.ts';
import type { Others } from './others.ts';
import { queueCheck } from './queueCheck.ts';
import { type DiscordState, readinessChecks } from './readiness.ts';
import type { Signals } from './signals.ts';
import { createWatch } from './watch.ts';

export interface HealthOptions {
  readonly core: Core;
  readonly config: Pick<Config, 'discord' | 'heartbeat' | 'roles'>;
  readonly link: Pick<DiscordLink, 'known' | 'invalidRequests'>;
  /** Null: another process has that role. */
  readonly discord: DiscordState | null;
  readonly others: Others;
  readonly signals: Pick<Signals, 'guilds'>;
  readonly onBeat: Metrics['heartbeat'];
}

/** Whether this process does what it is there for, as it looks itself and as it says to others. */
export function createHealth({ core, config, link, discord, others, signals, onBeat }: HealthOptions) {
  const { store, elapsed, log } = core;
  const sends = config.roles.includes('worker');
  const watch = createWatch({ core, ...link, discord, sends, signals });
  const checks = () =>
    readinessChecks({
      database: store.trouble,
      discord,
      hasBot: config.discord.token !== null,
      hasWebhook: [core.config.discord, ...core.config.pipelines].some(({ webhook }) => webhook !== null),
      alerts: sends ? watch.alertTrouble : null,
      queue: sends ? queueCheck(core) : null,
      roles: others.isShared ? others.missing : null,
      clock: watch.clockTrouble,
    });
  const readiness = createReadiness(checks, elapsed, async () => (others.isShared ? others.look() : null));
  // Only who sends the alerts can say that they get through.
  const heartbeat =
    config.heartbeat === null || !sends
      ? null
      : createHeartbeat({
          everyMs: config.heartbeat.everyMs,
          send: createSendBeat(config.heartbeat.target),
          readiness,
          missing: others.missing,
          onBeat,
          log,
        });

  return {
    readiness,
    start(): void {
      watch.start();
      heartbeat?.start();
    },
    async stop(): Promise<void> {
      await Promise.all([heartbeat?.stop(), watch.stop()]);
    },
  };
}
