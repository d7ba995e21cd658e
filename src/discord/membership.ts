import { type Client, Events, type Guild } from 'discord.js';
import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Access } from './access.ts';
import type { GuildAccess } from './dispatchParts.ts';
import { createGuildSession } from './guildSession.ts';
import { createMutex } from './mutex.ts';
import { isOfShard, type Shard } from './sharding/shardOf.ts';

export interface MembershipOptions {
  readonly client: Client;
  /** It hears of no other guilds than these. */
  readonly shard: Shard;
  readonly monitor: Monitor;
  readonly log: Logger;
  readonly access: () => Access | null;
  /** Runs what an event leads to; its failure must not end the process. */
  readonly logged: (what: string, work: Promise<unknown>) => void;
}

const SNOWFLAKE = /^\d+$/;

/** Which guilds the bot is in, and which of them may see data: those that may not, or are gone, are told nothing from then on. */
export function createMembership({ client, shard, monitor, log, access, logged }: MembershipOptions) {
  const session = createGuildSession(client);
  // What happens to a guild is written in the order in which it happened.
  const oneByOne = createMutex();
  /** What was written of each guild. */
  const judged = new Map<string, boolean>();

  /** Null where too little is known of it: during an outage of Discord a guild is only listed. */
  const isAllowed = (guild: Guild): boolean | null => {
    const now = access();
    return now === null || !isKnown(guild) ? null : now.isAllowed(guild);
  };

  async function judge(guild: Guild): Promise<void> {
    const allowed = isAllowed(guild);
    if (allowed === null) return;
    if (allowed) await monitor.guildSeen({ id: guild.id, name: guild.name, ...localeOf(guild) });
    else {
      log.warn({ guildId: guild.id }, 'guild is not allowed and sees no data');
      await monitor.guildLeft(guild.id);
    }
    judged.set(guild.id, allowed);
  }

  async function leave(guildId: string): Promise<void> {
    judged.delete(guildId);
    await monitor.guildLeft(guildId);
    log.info({ guildId }, 'guild is no longer notified');
  }

  /** Guilds that removed the bot, or are not allowed any more, while nobody told us. */
  async function forgetOthers(): Promise<void> {
    for (const { id } of await monitor.guilds()) {
      const guild = client.guilds.cache.get(id);
      const isGone = guild === undefined && isOfShard(shard, id) && session.isWithout(id);
      if (isGone || (guild !== undefined && isAllowed(guild) === false)) await leave(id);
    }
  }

  onGuilds(client, logged, {
    seen: (guild) => oneByOne(() => judge(guild)),
    gone: ({ id }) => oneByOne(() => leave(id)),
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
        for (const guild of client.guilds.cache.values()) {
          const allowed = isAllowed(guild);
          if (allowed !== null && judged.get(guild.id) !== allowed) await judge(guild);
        }
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
