import { createAccessKeeper } from '../discord/access.ts';
import { createCommandSync } from '../discord/commandSync.ts';
import { offeredCommands } from '../discord/offeredCommands.ts';
import { presenceLine } from '../discord/presence.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import { createAccessReview } from './accessReview.ts';
import { createHeardGuilds } from './heardGuilds.ts';
import { createLoops } from './loops.ts';
import type { DiscordState } from './readiness.ts';
import { type ConnectionParts, createShardConnections, loadCommands } from './shardConnections.ts';
import type { ShardFleet } from './shardFleet.ts';
import { createSignal, type Signals } from './signals.ts';
import { createWebhookHomes } from './webhookHomes.ts';

export interface GatewayRoleOptions extends ConnectionParts {
  readonly signals: Pick<Signals, 'guilds'>;
}

export interface GatewayRole {
  readonly state: DiscordState;
  start(): void;
  /** Goes on by the settings in force: other webhooks, and commands that ask for a pipeline or do not. */
  follow(): void;
  /** Begins nothing new; resolves when what is under way has ended. Commands are still answered. */
  finish(): Promise<void>;
  /** Leaves Discord. */
  stop(): Promise<void>;
}

const NO_GATEWAY_MS: Millis = 5_000;
const NO_BOT_MS: Millis = HOUR;
/** Discord limits how often it may change. */
const PRESENCE_MS: Millis = MINUTE;

/** Both ways to Discord: the bot's gateway with its shards, and the webhook of the environment. Each is tried until it works. */
export function createGatewayRole(options: GatewayRoleOptions): GatewayRole {
  const { config, link } = options;
  const { rest, known } = link;
  const { log, monitor } = options.core;
  const [onGuilds, reconnected] = [options.signals.guilds.raise, createSignal()];
  const reloaded = createSignal();
  const soon = { connect: createSignal(), commands: createSignal() };
  const keeper = createAccessKeeper(rest, config.guildIds);
  const commands = async () => {
    const { COMMANDS, MENUS } = await loadCommands();
    return [...offeredCommands(COMMANDS, monitor.pipelines), ...MENUS];
  };
  const sync = createCommandSync({ rest, commands, guildId: config.commandsGuildId, log });
  const heard = createHeardGuilds(options.core);
  const fleet = createShardConnections(options, {
    keeper,
    sync,
    heard,
    onGuilds,
    onReconnected: reconnected.raise,
    soon: soon.connect.raise,
    onCommands: soon.commands.raise,
  });
  const onFound = () => {
    onGuilds();
    // Where the bot is lost, this guild can be notified of that now.
    if (fleet.isTokenRefused()) fleet.wake();
  };
  const homes = createWebhookHomes({
    webhook: config.webhook,
    pipelines: () => options.core.config.pipelines,
    rest,
    monitor,
    log,
    onFound,
    onSeen: link.webhookChannels.note,
  });
  known.fillIn({ bot: fleet, home: homes.main });

  const loops = createLoops(log);
  loops.add('connect', async () => (config.token === null ? NO_BOT_MS : fleet.step()), soon.connect);
  loops.add('commands', sync.step, soon.commands);
  loops.add('access', createAccessReview({ keeper, gateways: fleet.gateways, log }), reconnected);
  loops.add('webhook', homes.find, reloaded);
  loops.add('snapshots', async () =>
    link.snapshots.write(fleet.held().map(({ gateway, fence }) => ({ gateway, write: heard.snapshots(fence).write }))),
  );
  loops.add('presence', () => showPresence(fleet, monitor));
  const gateway = () => (config.token === null ? null : fleet.why());
  return {
    state: { gateway, webhook: homes.trouble, commands: sync.trouble },
    start: loops.start,
    follow() {
      reloaded.raise();
      sync.again();
      soon.commands.raise();
    },
    async finish() {
      await Promise.all([loops.stop(), fleet.finish()]);
    },
    stop: fleet.stop,
  };
}

async function showPresence(fleet: ShardFleet, monitor: Monitor): Promise<Millis> {
  const gateways = fleet.gateways();
  if (gateways.length === 0) return NO_GATEWAY_MS;
  const line = presenceLine(await monitor.glance());
  for (const gateway of gateways) gateway.show(line);
  return PRESENCE_MS;
}
