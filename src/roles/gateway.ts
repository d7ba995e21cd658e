import type { REST } from '@discordjs/rest';
import { COMMANDS, MENUS } from '../../commands/index.ts';
import type { Config } from '../config/config.ts';
import { createAccessKeeper } from '../discord/access.ts';
import type { Charts } from '../discord/answer.ts';
import { type BotConnection, createBotConnection } from '../discord/botConnection.ts';
import { type CommandSync, createCommandSync } from '../discord/commandSync.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../discord/gateway.ts';
import { offeredCommands } from '../discord/offeredCommands.ts';
import { presenceLine } from '../discord/presence.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import { createAccessReview } from './accessReview.ts';
import type { Core } from './core.ts';
import type { KnownDiscord } from './knownDiscord.ts';
import { createLoops } from './loops.ts';
import type { DiscordState } from './readiness.ts';
import { createSignal, type Signal, type Signals } from './signals.ts';
import { createWebhookHomes } from './webhookHomes.ts';

export interface GatewayRoleOptions {
  readonly core: Core;
  readonly config: Config['discord'];
  readonly rest: REST;
  readonly turns: GatewayOptions['turns'];
  readonly charts: Charts;
  readonly known: Pick<KnownDiscord, 'fillIn'>;
  readonly signals: Pick<Signals, 'guilds'>;
  readonly watchRequests: GatewayOptions['watchRequests'];
  /** An event of the gateway could not be read. */
  readonly onDropped: GatewayOptions['onDropped'];
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

/** Both ways to Discord: the bot's gateway, and the webhook of the environment. Each is tried until it works. */
export function createGatewayRole(options: GatewayRoleOptions): GatewayRole {
  const { config, rest, known } = options;
  const { log, clock, elapsed } = options.core;
  const { monitor } = options.core;
  const [onGuilds, reconnected] = [options.signals.guilds.raise, createSignal()];
  const reloaded = createSignal();
  const soon = { connect: createSignal(), commands: createSignal() };
  const keeper = createAccessKeeper(rest, config.guildIds);
  const commands = () => [...offeredCommands(COMMANDS, monitor.pipelines), ...MENUS];
  const sync = createCommandSync({ rest, commands, guildId: config.commandsGuildId, log });
  const open = createOpen(options, { monitor, access: keeper, commandIds: sync.ids, reconnected });

  const bot = createBotConnection({
    open,
    onConnected: createWelcome(options.core, sync, onGuilds, soon.commands),
    onFinal: ({ type }) => monitor.botLost(type),
    soon: soon.connect.raise,
    log,
    now: clock.now,
    elapsed,
  });
  const onFound = () => {
    onGuilds();
    // Where the bot is lost, this guild can be told so now.
    if (bot.isTokenRefused()) soon.connect.raise();
  };
  const homes = createWebhookHomes({
    webhook: config.webhook,
    pipelines: () => options.core.config.pipelines,
    rest,
    monitor,
    log,
    onFound,
  });
  known.fillIn({ bot, home: homes.main });

  const loops = createLoops(log);
  loops.add('connect', async () => (config.token === null ? NO_BOT_MS : bot.run()), soon.connect);
  loops.add('commands', sync.step, soon.commands);
  loops.add('access', createAccessReview({ keeper, gateway: bot.gateway, log }), reconnected);
  loops.add('webhook', homes.find, reloaded);
  loops.add('presence', () => showPresence(bot, monitor));
  const gateway = () => (config.token === null ? null : bot.why());
  return {
    state: { gateway, webhook: homes.trouble, commands: sync.trouble },
    start: loops.start,
    follow() {
      reloaded.raise();
      sync.again();
      soon.commands.raise();
    },
    finish: loops.stop,
    stop: bot.stop,
  };
}

interface OpenParts extends Pick<GatewayOptions, 'monitor' | 'access' | 'commandIds'> {
  readonly reconnected: Signal;
}

/** A new connection of the bot, whenever one is wanted. */
function createOpen(
  { core, config, rest, turns, charts, watchRequests, onDropped }: GatewayRoleOptions,
  { monitor, access, commandIds, reconnected }: OpenParts,
) {
  const { log, clock, elapsed, hide } = core;
  return (onClosed: GatewayOptions['onClosed']): Gateway =>
    createGateway({
      token: config.token ?? '',
      apiUrl: config.apiUrl,
      rest,
      turns,
      commands: COMMANDS,
      menus: MENUS,
      monitor,
      charts,
      clock,
      log,
      hide,
      elapsed,
      access,
      operator: config.operator,
      commandIds,
      watchRequests,
      onDropped,
      onClosed,
      onReconnected: reconnected.raise,
    });
}

/** What is done each time the bot is connected. */
function createWelcome({ monitor, log }: Core, sync: CommandSync, onGuilds: () => void, commands: Signal) {
  return async (gateway: Gateway): Promise<void> => {
    await gateway.review().catch((err: unknown) => log.error({ err }, 'guilds not written'));
    await monitor.botConnected().catch((err: unknown) => log.error({ err }, 'connection not noted'));
    onGuilds();
    const guildIds = gateway.guildIds();
    const commandsWritten = await sync.begin(gateway.applicationId(), guildIds);
    commands.raise();
    log.info({ guilds: guildIds.length, commandsWritten }, 'connected to Discord');
  };
}

async function showPresence(bot: BotConnection, monitor: Monitor): Promise<Millis> {
  const gateway = bot.gateway();
  if (gateway === null) return NO_GATEWAY_MS;
  gateway.show(presenceLine(await monitor.glance()));
  return PRESENCE_MS;
}
