import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { type ChannelRecord, channelOf, type GuildRecord, permissionsOf } from './guildRecord.ts';

/** What a sender needs to know of a guild, whichever process hears of it. */
export interface GuildSnapshot {
  readonly ownerId: string;
  readonly systemChannelId: string | null;
  /** The bot may mention every role, in channels that say nothing else. */
  readonly canMentionAll: boolean;
  /** Null: there is no such channel, as far as the bot sees. */
  channel(channelId: string): ChannelSnapshot | null;
  /** Null: there is no such role. */
  role(roleId: string): { readonly isMentionable: boolean } | null;
}

/** What the bot may do in a channel. */
interface ChannelSnapshot {
  readonly canPost: boolean;
  readonly canReadHistory: boolean;
  /** It may also mention roles that are not for everybody to mention. */
  readonly canMentionAll: boolean;
}

const TO_POST = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
] as const;
const TO_READ = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory] as const;

/** What was asked once is not worked out again. `read` answers the same each time. */
export function snapshotOf(read: () => GuildRecord, botId: string): GuildSnapshot {
  const guild = read();
  const channels = new Map<string, ChannelSnapshot | null>();
  return {
    ownerId: guild.ownerId,
    systemChannelId: guild.systemChannelId,
    canMentionAll: mayMentionAll(guild, botId),
    channel(channelId) {
      const known = channels.get(channelId);
      if (known !== undefined) return known;
      const record = read();
      const one = channelOf(record, channelId);
      const snapshot = one === null ? null : channelSnapshot(record, botId, one);
      channels.set(channelId, snapshot);
      return snapshot;
    },
    role(roleId) {
      const role = read().roles.find(({ id }) => id === roleId);
      return role === undefined ? null : { isMentionable: role.isMentionable };
    },
  };
}

function mayMentionAll(guild: GuildRecord, botId: string): boolean {
  return permissionsOf(guild, botId, null).has(PermissionFlagsBits.MentionEveryone);
}

function channelSnapshot(guild: GuildRecord, botId: string, channel: ChannelRecord): ChannelSnapshot {
  const permissions = permissionsOf(guild, botId, channel);
  return {
    canPost: permissions.has(TO_POST),
    canReadHistory: permissions.has(TO_READ),
    canMentionAll: permissions.has(PermissionFlagsBits.MentionEveryone),
  };
}

/** Ids of channels by what the bot may do there, and of roles by whether everybody may mention them: a channel takes 22 characters. */
const Written = z.object({
  owner: z.string(),
  system: z.string().nullable(),
  mentionsAll: z.boolean(),
  channels: z.record(z.string(), z.array(z.string())),
  mentionable: z.array(z.string()),
  roles: z.array(z.string()),
});

/** The same as a text, for processes that do not hear of the guild. */
export function writeSnapshot(guild: GuildRecord, botId: string): string {
  const channels = Map.groupBy(guild.channels, (channel) => bitsOf(channelSnapshot(guild, botId, channel)));
  const idsOf = (isMentionable: boolean) =>
    guild.roles.filter((role) => role.isMentionable === isMentionable).map(({ id }) => id);
  const written: z.infer<typeof Written> = {
    owner: guild.ownerId,
    system: guild.systemChannelId,
    mentionsAll: mayMentionAll(guild, botId),
    channels: Object.fromEntries([...channels].map(([bits, group]) => [bits, group.map(({ id }) => id).sort()])),
    mentionable: idsOf(true).sort(),
    roles: idsOf(false).sort(),
  };
  return JSON.stringify(written);
}

/** Null where it is none of ours. */
export function readSnapshot(text: string): GuildSnapshot | null {
  const parsed = Written.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { owner, system, mentionsAll, channels, mentionable, roles } = parsed.data;
  return {
    ownerId: owner,
    systemChannelId: system,
    canMentionAll: mentionsAll,
    channel(channelId) {
      const bits = Object.keys(channels).find((each) => channels[each]?.includes(channelId));
      return bits === undefined ? null : fromBits(Number(bits));
    },
    role(roleId) {
      if (mentionable.includes(roleId)) return { isMentionable: true };
      return roles.includes(roleId) ? { isMentionable: false } : null;
    },
  };
}

function bitsOf({ canPost, canReadHistory, canMentionAll }: ChannelSnapshot): number {
  return Number(canPost) + 2 * Number(canReadHistory) + 4 * Number(canMentionAll);
}

function fromBits(bits: number): ChannelSnapshot {
  return { canPost: (bits & 1) !== 0, canReadHistory: (bits & 2) !== 0, canMentionAll: (bits & 4) !== 0 };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
