import type { REST } from '@discordjs/rest';
import type { Config } from '../config/config.ts';
import { createAccessKeeper } from '../discord/access.ts';
import type { Charts } from '../discord/answer.ts';
import { createBotConnection } from '../discord/botConnection.ts';
import { createCommandSync } from '../discord/commandSync.ts';
import type { Gateway, GatewayOptions } from '../discord/gateway.ts';
import { createGatewayInfo } from '../discord/gatewayInfo.ts';
import type { FinalTrouble } from '../discord/gatewayTrouble.ts';
import { offeredCommands } from '../discord/offeredCommands.ts';
import { presenceLine } from '../discord/presence.ts';
import { createSeenInteractions } from '../discord/seenInteractions.ts';
import { createIdentifyTurns } from '../discord/sharding/identifyTurns.ts';
import type { Shard } from '../discord/sharding/shardOf.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import { createAccessReview } from './accessReview.ts';
import type { Core } from './core.ts';
import { createHeardGuilds } from './heardGuilds.ts';
import type { KnownDiscord } from './knownDiscord.ts';
import { createLoops } from './loops.ts';
import type { DiscordState } from './readiness.ts';
import { createShardFleet, type ShardFleet } from './shardFleet.ts';
import type { SharedSnapshots } from './sharedSnapshots.ts';
import { createSignal, type Signal, type Signals } from './signals.ts';
import type { WebhookHomeOptions } from './webhookHome.ts';
import { createWebhookHomes } from './webhookHomes.ts';
import { createWelcome } from './welcome.ts';

export interface GatewayRoleOptions {
  readonly core: Core;
  readonly config: Config['discord'];
  readonly rest: REST;
  readonly turns: GatewayOptions['turns'];
  readonly charts: Charts;
  readonly known: Pick<KnownDiscord, 'fillIn'>;
  readonly snapshots: Pick<SharedSnapshots, 'write'>;
  readonly signals: Pick<Signals, 'guilds'>;
  readonly watchRequests: GatewayOptions['watchRequests'];
  /** An event of the gateway could not be read. */
  readonly onDropped: GatewayOptions['onDropped'];
  readonly onWebhookSeen: WebhookHomeOptions['onSeen'];
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
  const { config, rest, known } = options;
  const { log, clock, elapsed, monitor, store, holder } = options.core;
  const [onGuilds, reconnected] = [options.signals.guilds.raise, createSignal()];
  const reloaded = createSignal();
  const soon = { connect: createSignal(), commands: createSignal() };
  const keeper = createAccessKeeper(rest, config.guildIds);
  const commands = async () => {
    const { COMMANDS, MENUS } = await loadCommands();
    return [...offeredCommands(COMMANDS, monitor.pipelines), ...MENUS];
  };
  const sync = createCommandSync({ rest, commands, guildId: config.commandsGuildId, log });
  const info = createGatewayInfo(rest, elapsed);
  const identifies = createIdentifyTurns({
    identify: store.shards.identify,
    maxConcurrency: () => fleet.maxConcurrency(),
    clock,
  });
  const isNew = createSeenInteractions((id) => store.shards.claim(id, clock.now()));
  const heard = createHeardGuilds(options.core);
  const parts = { monitor, access: keeper, commandIds: sync.ids, reconnected, info, identifies, isNew };
  const onFinal = ({ type }: FinalTrouble) => monitor.botLost(type);
  const fleet: ShardFleet = createShardFleet({
    shards: store.shards,
    setting: config.shards,
    info,
    holder,
    connect: ({ shard, key, soon: soonAgain, fence }) =>
      createBotConnection({
        open: createOpen(options, { ...parts, events: heard.events(key, fence) }, shard),
        onConnected: createWelcome(options.core, sync, onGuilds, soon.commands, shard),
        onFinal,
        soon: soonAgain,
        log: shard.count === 1 ? log : log.child({ shard: shard.id, shards: shard.count }),
        now: clock.now,
        elapsed,
      }),
    onFinal,
    onMoved: reconnected.raise,
    soon: soon.connect.raise,
    clock,
    elapsed,
    log,
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
    onSeen: options.onWebhookSeen,
  });
  known.fillIn({ bot: fleet, home: homes.main });

  const loops = createLoops(log);
  loops.add('connect', async () => (config.token === null ? NO_BOT_MS : fleet.step()), soon.connect);
  loops.add('commands', sync.step, soon.commands);
  loops.add('access', createAccessReview({ keeper, gateways: fleet.gateways, log }), reconnected);
  loops.add('webhook', homes.find, reloaded);
  loops.add('snapshots', async () =>
    options.snapshots.write(
      fleet.held().map(({ gateway, fence }) => ({ gateway, write: heard.snapshots(fence).write })),
    ),
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

/** Only a bot needs them. */
const loadCommands = () => import('../../commands/index.ts');

interface OpenParts
  extends Pick<GatewayOptions, 'monitor' | 'events' | 'access' | 'commandIds' | 'info' | 'identifies' | 'isNew'> {
  readonly reconnected: Signal;
}

/** A new connection of a shard, whenever one is wanted. What only a bot needs is loaded for the first one. */
function createOpen(
  { core, config, rest, turns, charts, watchRequests, onDropped }: GatewayRoleOptions,
  { reconnected, ...parts }: OpenParts,
  shard: Shard,
) {
  const { log, clock, elapsed, hide } = core;
  return async (onClosed: GatewayOptions['onClosed']): Promise<Gateway> => {
    const { COMMANDS, MENUS } = await loadCommands();
    const { createGateway } = await import('../discord/gateway.ts');
    return createGateway({
      ...parts,
      token: config.token ?? '',
      shard,
      apiUrl: config.apiUrl,
      rest,
      turns,
      commands: COMMANDS,
      menus: MENUS,
      charts,
      clock,
      log,
      hide,
      elapsed,
      operator: config.operator,
      watchRequests,
      onDropped,
      onClosed,
      onReconnected: reconnected.raise,
    });
  };
}

async function showPresence(fleet: ShardFleet, monitor: Monitor): Promise<Millis> {
  const gateways = fleet.gateways();
  if (gateways.length === 0) return NO_GATEWAY_MS;
  const line = presenceLine(await monitor.glance());
  for (const gateway of gateways) gateway.show(line);
  return PRESENCE_MS;
}
