import { type Guild, PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import { readable } from './readablePermissions.ts';

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

const NOTHING: ChannelSnapshot = { canPost: false, canReadHistory: false, canMentionAll: false };
const TO_POST = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
] as const;
const TO_READ = [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.ReadMessageHistory] as const;

/** As the connection knows it at each moment. */
export function snapshotOf(guild: Guild): GuildSnapshot {
  return {
    ownerId: guild.ownerId,
    systemChannelId: guild.systemChannelId,
    canMentionAll: mayMentionAll(guild),
    channel: (channelId) => channelSnapshot(guild, channelId),
    role(roleId) {
      const role = guild.roles.cache.get(roleId);
      return role === undefined ? null : { isMentionable: role.mentionable };
    },
  };
}

function mayMentionAll({ members }: Guild): boolean {
  return readable(() => members.me?.permissions)?.has(PermissionFlagsBits.MentionEveryone) === true;
}

function channelSnapshot(guild: Guild, channelId: string): ChannelSnapshot | null {
  const channel = guild.channels.cache.get(channelId);
  if (channel === undefined) return null;
  const { me } = guild.members;
  if (me === null) return NOTHING;
  const permissions = readable(() => channel.permissionsFor(me));
  if (permissions === undefined) return NOTHING;
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
export function writeSnapshot(guild: Guild): string {
  const channels = Map.groupBy(guild.channels.cache.keys(), (id) => bitsOf(channelSnapshot(guild, id) ?? NOTHING));
  const roles = [...guild.roles.cache.values()];
  const idsOf = (isMentionable: boolean) =>
    roles.filter(({ mentionable }) => mentionable === isMentionable).map(({ id }) => id);
  const written: z.infer<typeof Written> = {
    owner: guild.ownerId,
    system: guild.systemChannelId,
    mentionsAll: mayMentionAll(guild),
    channels: Object.fromEntries([...channels].map(([bits, ids]) => [bits, ids.sort()])),
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
