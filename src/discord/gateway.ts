import { setTimeout as sleep } from 'node:timers/promises';
import type { REST } from '@discordjs/rest';
import { type Client, Events, GatewayDispatchEvents, Status } from 'discord.js';
import type { Logger } from '../log.ts';
import { LeaseLostError } from '../monitor/errors.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { GuildEvents } from '../monitor/settings/guildEvents.ts';
import type { Clock, Millis } from '../monitor/time.ts';
import type { AccessKeeper } from './access.ts';
import type { Charts } from './answer.ts';
import { createChangedGuilds } from './changedGuilds.ts';
import { createClient } from './client.ts';
import type { AnyCommand, Operator } from './command.ts';
import { COMPONENTS } from './components/index.ts';
import { createDispatch } from './dispatch.ts';
import type { GatewayInfo } from './gatewayInfo.ts';
import type { GatewayTrouble } from './gatewayTrouble.ts';
import { createGuildRecords, type Packet } from './guildRecords.ts';
import { type GuildSnapshot, writeSnapshot } from './guildSnapshot.ts';
import { createGuildView } from './guildView.ts';
import type { InvalidRequests } from './invalidRequests.ts';
import { logIn } from './logIn.ts';
import { createMemberRoles } from './memberRoles.ts';
import { createMembership } from './membership.ts';
import type { MessageMenu } from './messageMenu.ts';
import { createPlaceReview } from './placeReview.ts';
import { fieldOf } from './rawFields.ts';
import { closeTrouble } from './readTrouble.ts';
import type { RequestTurns } from './requestTurns.ts';
import type { IdentifyTurns } from './sharding/identifyTurns.ts';
import { isOfShard, type Shard } from './sharding/shardOf.ts';
import { createTurnOf } from './sharding/turnOf.ts';
import { createStatusLine } from './statusLine.ts';

export interface GatewayOptions {
  readonly token: string;
  readonly shard: Shard;
  readonly identifies: IdentifyTurns;
  readonly info: GatewayInfo;
  /** Whether an interaction, by its id, is for this process to answer: it may be heard twice. */
  readonly isNew: (interactionId: string) => Promise<boolean>;
  readonly apiUrl: string;
  readonly turns: RequestTurns;
  readonly rest: REST;
  readonly commands: readonly AnyCommand[];
  readonly menus: readonly MessageMenu[];
  readonly monitor: Monitor;
  /** What it hears of servers. Rejects with a LeaseLostError while another process has the shard. */
  readonly events: GuildEvents;
  readonly charts: Charts;
  readonly clock: Clock;
  readonly log: Logger;
  /** Takes secrets out of what people typed. */
  readonly hide: (text: string) => string;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly access: AccessKeeper;
  readonly operator: Operator;
  readonly commandIds: () => ReadonlyMap<string, string>;
  readonly watchRequests: InvalidRequests['watch'];
  /** An event of the gateway could not be read. */
  readonly onDropped: (event: string) => void;
  /** Discord closed the gateway, and the library will not connect again. */
  readonly onClosed: (trouble: GatewayTrouble) => void;
  /** Connected again after a break: Discord did not send what happened meanwhile. */
  readonly onReconnected: () => void;
}

const STOP_WITHIN_MS: Millis = 5_000;

/** A connection of the bot to Discord: it hears of the guilds of its shard and of interactions there, and that is all it asks for. */
export function createGateway(options: GatewayOptions) {
  const { token, shard, rest, monitor, events, log, access, info } = options;
  const turn = createTurnOf(options.identifies);
  let onClose: (code: number) => void = () => undefined;
  const records = createGuildRecords();
  const client = createClient({ ...options, records, identify: turn.next, onClose: (code) => onClose(code) });
  const botId = () => client.user?.id ?? '';
  const isHere = (guildId: string) => client.guilds.cache.get(guildId)?.available === true;
  const changedGuilds = createChangedGuilds(client);
  options.watchRequests(client.rest);

  /** A rejected listener would end the process, so every one ends here. */
  const logged = (what: string, work: Promise<unknown>) => {
    unlessLost(work).catch((err: unknown) => log.error({ err, what }, 'gateway event failed'));
  };
  const { accessOf, review } = createMembership({ ...options, client, access: access.current, logged });
  const viewOf = (guildId: string) => createGuildView(records.of(guildId), botId());
  const reviewPlaces = createPlaceReview({
    viewOf: (guildId) => (isHere(guildId) ? viewOf(guildId) : null),
    rest,
    monitor,
    events,
  });
  const dispatch = createDispatch({
    ...options,
    components: COMPONENTS,
    accessOf,
    viewOf,
    rolesOf: createMemberRoles(client),
  });

  client.on(Events.InteractionCreate, (interaction) => logged('interaction', dispatch(interaction)));
  client.on(Events.GuildDelete, ({ id }) => records.forget(id));
  client.on(Events.Raw, ({ t, d }: Packet) => {
    const guildId = t === GatewayDispatchEvents.ChannelDelete ? fieldOf(d, 'guild_id') : null;
    if (typeof guildId === 'string') logged('channelDelete', reviewPlaces.of(guildId));
  });
  client.on(Events.Error, (err) => log.error({ err }, 'discord client error'));
  client.on(Events.Warn, (text) => log.warn({ text }, 'discord client warning'));

  return {
    /** Resolves when commands can be answered. Rejects with what `gatewayTrouble` reads. */
    async start(): Promise<void> {
      await readBefore(access);
      const closing = (listener: (code: number) => void) => {
        onClose = listener;
      };
      await logIn({ client, token, info, now: options.clock.now, closing, isWaiting: turn.isWaiting });
      onClose = () => undefined;
      client.on(Events.ShardDisconnect, ({ code }) => options.onClosed(closeTrouble(code)));
      client.on(Events.ShardReady, options.onReconnected);
      client.on(Events.ShardResume, options.onReconnected);
    },
    isWaiting: turn.isWaiting,
    isReady: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
    guildIds: () => [...client.guilds.cache.keys()],
    applicationId: () => client.application?.id ?? '',
    /** Writes who may see data and which channels are there, as it is now known; nothing while another process has the shard. */
    review: () => unlessLost(review().then(reviewPlaces.all)),
    show: createStatusLine(client, accessOf),
    /** Null: it does not hear of the guild. */
    snapshotOf(guildId: string): GuildSnapshot | null {
      return client.guilds.cache.has(guildId) ? records.snapshotOf(guildId, botId()) : null;
    },
    /** The guild with a channel; null: it does not hear of one. */
    guildOf(channelId: string): string | null {
      const guildId = records.guildOf(channelId);
      return guildId !== null && client.guilds.cache.has(guildId) ? guildId : null;
    },
    changedGuilds,
    /** What there is to know of a guild, as a text: empty where the bot is not in it, null where too little is known. */
    writtenSnapshot(guildId: string): string | null {
      if (!client.guilds.cache.has(guildId)) return isOfShard(shard, guildId) ? '' : null;
      const record = isHere(guildId) ? records.of(guildId) : null;
      return record === null ? null : writeSnapshot(record, botId());
    },
    /** Does not wait for a connection that does not end. */
    stop: () => Promise.race([destroy(client, log), sleep(STOP_WITHIN_MS, undefined, { ref: false })]),
  };
}

/** The process that holds the shard hears the same events, and writes them. */
function unlessLost(work: Promise<unknown>): Promise<void> {
  return work.then(
    () => undefined,
    (err: unknown) => {
      if (!(err instanceof LeaseLostError)) throw err;
    },
  );
}

/** What was read before a break is good enough to begin with. */
async function readBefore(access: AccessKeeper): Promise<void> {
  await access.refresh().catch((err: unknown) => {
    if (access.current() === null) throw err;
  });
}

function destroy(client: Client, log: Logger): Promise<void> {
  return client.destroy().catch((err: unknown) => log.warn({ err }, 'gateway not closed'));
}

export type Gateway = ReturnType<typeof createGateway>;
