import { type Client, Events, type Guild } from 'discord.js';
import type { Logger } from '../log.ts';
import { chunks } from '../monitor/chunks.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { GuildEvents } from '../monitor/settings/guildEvents.ts';
import type { Access } from './access.ts';
import type { GuildAccess } from './dispatchParts.ts';
import { createGuildSession } from './guildSession.ts';
import { createMutex } from './mutex.ts';
import { isOfShard, type Shard } from './sharding/shardOf.ts';

export interface MembershipOptions {
  readonly client: Client;
  /** It hears of no other guilds than these. */
  readonly shard: Shard;
  readonly monitor: Pick<Monitor, 'guilds'>;
  readonly events: GuildEvents;
  readonly log: Logger;
  readonly access: () => Access | null;
  /** Runs what an event leads to; its failure must not end the process. */
  readonly logged: (task: string, work: Promise<unknown>) => void;
}

const SNOWFLAKE = /^\d+$/;
/** A transaction of so many takes a few milliseconds; with one for each guild a start with thousands would take half a minute. */
const MOST_AT_ONCE = 100;

/** Which guilds the bot is in, and which of them may see data: those that may not, or are gone, get no more messages from then on. */
export function createMembership({ client, shard, monitor, events, log, access, logged }: MembershipOptions) {
  const session = createGuildSession(client);
  // What happens to a guild is written in the order in which it happened.
  const oneByOne = createMutex();
  /** Guilds that will be written together, before whatever happens next to one of them. */
  let next: { readonly guilds: Set<Guild>; readonly written: Promise<void> } | null = null;
  /** What was written of each guild. */
  const judged = new Map<string, boolean>();
  /** What is known of these is not written yet, be it because that failed. */
  const unwritten = new Set<string>();

  /** Null where too little is known of it: during an outage of Discord a guild is only listed. */
  const isAllowed = (guild: Guild): boolean | null => {
    const now = access();
    return now === null || !isKnown(guild) ? null : now.isAllowed(guild);
  };

  function note(guildId: string, isAllowedNow: boolean): void {
    judged.set(guildId, isAllowedNow);
    unwritten.delete(guildId);
  }

  async function judgeAll(guilds: readonly Guild[]): Promise<void> {
    for (const { id } of guilds) unwritten.add(id);
    const byAnswer = Map.groupBy(guilds, isAllowed);
    for (const { id } of byAnswer.get(false) ?? []) {
      log.warn({ guildId: id }, 'guild is not allowed and sees no data');
      await events.guildLeft(id);
      note(id, false);
    }
    for (const batch of chunks(byAnswer.get(true) ?? [], MOST_AT_ONCE)) {
      await events.guildsSeen(batch.map((guild) => ({ id: guild.id, name: guild.name, ...localeOf(guild) })));
      for (const { id } of batch) note(id, true);
    }
  }

  /** Of guilds that come one after the other, those that came while something was written are written together. */
  function judgeSoon(guild: Guild): Promise<void> {
    if (next === null) {
      const guilds = new Set<Guild>();
      const written = oneByOne(async () => {
        if (next?.guilds === guilds) next = null;
        await judgeAll([...guilds]);
      });
      next = { guilds, written };
    }
    next.guilds.add(guild);
    return next.written;
  }

  async function leave(guildId: string): Promise<void> {
    judged.delete(guildId);
    unwritten.delete(guildId);
    await events.guildLeft(guildId);
    log.info({ guildId }, 'guild is no longer notified');
  }

  /** Guilds that removed the bot, or are no longer allowed, while the bot was not connected. */
  async function forgetOthers(): Promise<void> {
    for (const { id } of await monitor.guilds()) {
      const guild = client.guilds.cache.get(id);
      const isGone = guild === undefined && isOfShard(shard, id) && session.isWithout(id);
      if (isGone || (guild !== undefined && isAllowed(guild) === false)) await leave(id);
    }
  }

  onGuilds(client, logged, {
    seen: judgeSoon,
    gone: ({ id }) => {
      next = null;
      return oneByOne(() => leave(id));
    },
  });

  return {
    accessOf(guildId: string): GuildAccess {
      if (access() === null) return 'starting';
      const guild = client.guilds.cache.get(guildId);
      if (guild === undefined) return 'refused';
      const allowed = isAllowed(guild) ?? judged.get(guildId) ?? null;
      if (allowed === null) return 'starting';
      return allowed ? 'allowed' : 'refused';
    },
    /** Writes what has changed since it was last written, be it because that failed. */
    review: () =>
      oneByOne(async () => {
        const known = new Set((await monitor.guilds()).map(({ id }) => id));
        // Another process may have written meanwhile that the bot has left a guild that it is in.
        const isWrong = (guild: Guild) =>
          unwritten.has(guild.id) ||
          judged.get(guild.id) !== isAllowed(guild) ||
          (isAllowed(guild) === true && !known.has(guild.id));
        await judgeAll([...client.guilds.cache.values()].filter(isWrong));
        await forgetOthers();
      }),
  };
}

interface GuildListeners {
  readonly seen: (guild: Guild) => Promise<void>;
  readonly gone: (guild: Guild) => Promise<void>;
}

function onGuilds(client: Client, logged: MembershipOptions['logged'], { seen, gone }: GuildListeners): void {
  client.on(Events.GuildCreate, (guild) => logged('guildCreate', seen(guild)));
  client.on(Events.GuildAvailable, (guild) => logged('guildAvailable', seen(guild)));
  client.on(Events.GuildUpdate, (_before, guild) => logged('guildUpdate', seen(guild)));
  client.on(Events.GuildDelete, (guild) => logged('guildDelete', gone(guild)));
}

/** An event may tell less than Discord promises; who owns a guild is never guessed from what is missing. */
function isKnown({ name, ownerId }: Guild): boolean {
  return typeof name === 'string' && typeof ownerId === 'string' && SNOWFLAKE.test(ownerId);
}

function localeOf({ preferredLocale }: Guild): { readonly locale?: string } {
  return typeof preferredLocale === 'string' ? { locale: preferredLocale } : {};
}
