import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { GuildCreate } from './guildEventForms.ts';
import { PARTS, WHOLE } from './guildEvents.ts';
import { channelOf, type GuildRecord } from './guildRecord.ts';
import { readRecord, writeRecord } from './guildRecordText.ts';
import { type GuildSnapshot, snapshotOf } from './guildSnapshot.ts';
import { fieldOf, isOutage } from './rawFields.ts';

/** An event of the gateway, as it came. */
export interface Packet {
  readonly t?: unknown;
  d?: unknown;
}

interface Kept {
  /** A text takes less memory than objects. */
  readonly text: string;
  /** Made when it is first asked for. */
  snapshot: GuildSnapshot | null;
}

/** What would be the largest part of what the library keeps: each is kept here, or not at all. */
const NOT_FOR_LIBRARY = [
  'channels',
  'emojis',
  'guild_scheduled_events',
  'members',
  'presences',
  'roles',
  'soundboard_sounds',
  'stage_instances',
  'stickers',
  'threads',
  'voice_states',
] as const;

/** Channels, roles and the bot's own membership of each guild, as the gateway sends them, in little memory. */
export function createGuildRecords() {
  const kept = new Map<string, Kept>();
  const recordOf = (guildId: string): GuildRecord | null => {
    const text = kept.get(guildId)?.text;
    return text === undefined ? null : readRecord(text);
  };
  const keep = (guild: GuildRecord) => kept.set(guild.id, { text: writeRecord(guild), snapshot: null });

  return {
    /** Takes in what a packet says, and out of it what the library need not keep. @throws ZodError where it cannot be read. */
    hear(packet: Packet, botId: string | null): void {
      const { t: name, d: data } = packet;
      if (name === GatewayDispatchEvents.GuildCreate && !isOutage(data)) {
        const guild = GuildCreate.parse(data);
        // Until READY says which user the bot is, each of them may be.
        keep({ ...guild, members: guild.members.filter(({ id }) => botId === null || id === botId) });
      }
      const change = (PARTS.get(name) ?? WHOLE.get(name))?.(data);
      const before = change === undefined ? null : recordOf(change.guildId);
      if (change !== undefined && before !== null) keep(change.apply(before));
      if (name === GatewayDispatchEvents.GuildCreate || WHOLE.has(name)) packet.d = lean(data);
    },
    /** Whether the library is to read it too. */
    isForLibrary: (packet: Packet | undefined) => !PARTS.has(packet?.t),
    of: recordOf,
    /** Null: the gateway has sent nothing about the guild. */
    snapshotOf(guildId: string, botId: string): GuildSnapshot | null {
      const one = kept.get(guildId);
      if (one === undefined) return null;
      one.snapshot ??= snapshotOf(() => readRecord(one.text), botId);
      return one.snapshot;
    },
    /** The guild that a channel belongs to. Called rarely, so there is no index. */
    guildOf(channelId: string): string | null {
      for (const [guildId, { text }] of kept) {
        if (text.includes(channelId) && channelOf(readRecord(text), channelId) !== null) return guildId;
      }
      return null;
    },
    /** Removes the record of a guild that the bot has left. */
    forget(guildId: string): void {
      kept.delete(guildId);
    },
  };
}

export type GuildRecords = ReturnType<typeof createGuildRecords>;

/** Lists that are none stay, for the library to judge. */
function lean(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const lists = NOT_FOR_LIBRARY.filter((name) => Array.isArray(fieldOf(data, name)));
  return { ...data, ...Object.fromEntries(lists.map((name) => [name, []])) };
}
