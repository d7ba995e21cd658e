import type { Config } from '../config/config.ts';
import type { AccessKeeper } from '../discord/access.ts';
import type { Charts } from '../discord/answer.ts';
import { createBotConnection } from '../discord/botConnection.ts';
import type { Gateway, GatewayOptions } from '../discord/gateway.ts';
import { createGatewayInfo } from '../discord/gatewayInfo.ts';
import type { FinalTrouble } from '../discord/gatewayTrouble.ts';
import { createSeenInteractions } from '../discord/seenInteractions.ts';
import { createIdentifyTurns } from '../discord/sharding/identifyTurns.ts';
import type { Shard } from '../discord/sharding/shardOf.ts';
import type { Core } from './core.ts';
import type { DiscordLink } from './discordLink.ts';
import { createHeapTidy } from './heapTidy.ts';
import type { HeardGuilds } from './heardGuilds.ts';
import { createShardFleet, type ShardFleet } from './shardFleet.ts';
import { createWelcome, type WelcomeOptions } from './welcome.ts';

/** What each connection of the bot needs. */
export interface ConnectionParts {
  readonly core: Core;
  readonly config: Config['discord'];
  readonly link: Pick<DiscordLink, 'rest' | 'turns' | 'known' | 'snapshots' | 'invalidRequests' | 'webhookChannels'>;
  readonly charts: Charts;
  /** An event of the gateway could not be read. */
  readonly onDropped: GatewayOptions['onDropped'];
}

export interface ShardConnectionsOptions extends WelcomeOptions {
  readonly keeper: AccessKeeper;
  readonly heard: HeardGuilds;
  /** Something of what happened to servers was not heard, or not written. */
  readonly onReconnected: () => void;
  /** The next step should come at once. */
  readonly soon: () => void;
}

/** The shards of this process, each with a connection that welcomes what it hears of. */
export function createShardConnections(options: ConnectionParts, beside: ShardConnectionsOptions): ShardFleet {
  const { log, clock, elapsed, monitor, store, holder } = options.core;
  const { keeper, sync, heard } = beside;
  const info = createGatewayInfo(options.link.rest, elapsed);
  const identifies = createIdentifyTurns({
    identify: store.shards.identify,
    maxConcurrency: () => fleet.maxConcurrency(),
    clock,
  });
  const isNew = createSeenInteractions((id) => store.shards.claim(id, clock.now()));
  const tidyHeap = createHeapTidy(globalThis.gc);
  const onReconnected = beside.onReconnected;
  const parts = { monitor, access: keeper, commandIds: sync.ids, onReconnected, info, identifies, isNew };
  const onFinal = ({ type }: FinalTrouble) => monitor.botLost(type);
  const fleet: ShardFleet = createShardFleet({
    shards: store.shards,
    setting: options.config.shards,
    info,
    holder,
    connect: ({ shard, key, soon, fence }) =>
      createBotConnection({
        open: createOpen(options, { ...parts, events: heard.events(key, fence) }, shard),
        onConnected: createWelcome(options.core, beside, shard, tidyHeap),
        onFinal,
        soon,
        log: shard.count === 1 ? log : log.child({ shard: shard.id, shards: shard.count }),
        now: clock.now,
        elapsed,
      }),
    onFinal,
    onMoved: onReconnected,
    soon: beside.soon,
    clock,
    elapsed,
    log,
  });
  return fleet;
}

type OpenParts = Pick<
  GatewayOptions,
  'monitor' | 'events' | 'access' | 'commandIds' | 'info' | 'identifies' | 'isNew' | 'onReconnected'
>;

/** A new connection of a shard, whenever one is wanted. What only a bot needs is loaded for the first one. */
function createOpen({ core, config, link, charts, onDropped }: ConnectionParts, parts: OpenParts, shard: Shard) {
  const { log, clock, elapsed, hide } = core;
  return async (onClosed: GatewayOptions['onClosed']): Promise<Gateway> => {
    const { COMMANDS, MENUS } = await loadCommands();
    const { createGateway } = await import('../discord/gateway.ts');
    return createGateway({
      ...parts,
      token: config.token ?? '',
      shard,
      apiUrl: config.apiUrl,
      rest: link.rest,
      turns: link.turns,
      commands: COMMANDS,
      menus: MENUS,
      charts,
      clock,
      log,
      hide,
      elapsed,
      operator: config.operator,
      watchRequests: link.invalidRequests.watch,
      onDropped,
      onClosed,
    });
  };
}

/** Only a bot needs them. */
export const loadCommands = () => import('../../commands/index.ts');
