import { GatewayDispatchEvents } from 'discord-api-types/v10';
import {
  ChannelChange,
  ChannelGone,
  GuildUpdate,
  MemberChange,
  RoleChange,
  RoleGone,
  ThreadSleep,
  ThreadSync,
} from './guildEventForms.ts';
import { type GuildRecord, isThread } from './guildRecord.ts';

/** What an event changes in what is known of one guild. */
export interface GuildChange {
  readonly guildId: string;
  readonly apply: (guild: GuildRecord) => GuildRecord;
}

type Read = (data: unknown) => GuildChange;

function channelChanged(data: unknown): GuildChange {
  const { guild_id: guildId, ...channel } = ChannelChange.parse(data);
  return { guildId, apply: (guild) => ({ ...guild, channels: [...without(guild.channels, channel.id), channel] }) };
}

/** With its threads. */
function channelGone(data: unknown): GuildChange {
  const { guild_id: guildId, id } = ChannelGone.parse(data);
  const stays = (channel: GuildRecord['channels'][number]) => !(isThread(channel) && channel.parentId === id);
  return { guildId, apply: (guild) => ({ ...guild, channels: without(guild.channels, id).filter(stays) }) };
}

function threadChanged(data: unknown): GuildChange {
  return ThreadSleep.safeParse(data).success ? channelGone(data) : channelChanged(data);
}

/** All threads that are awake in some channels, or in all that the bot sees. */
function threadsSynced(data: unknown): GuildChange {
  const { guild_id: guildId, channel_ids: channelIds, threads } = ThreadSync.parse(data);
  const isOld = (channel: GuildRecord['channels'][number]) =>
    isThread(channel) && (channelIds == null || channelIds.includes(channel.parentId ?? ''));
  return {
    guildId,
    apply: (guild) => ({ ...guild, channels: [...guild.channels.filter((channel) => !isOld(channel)), ...threads] }),
  };
}

function roleChanged(data: unknown): GuildChange {
  const { guild_id: guildId, role } = RoleChange.parse(data);
  return { guildId, apply: (guild) => ({ ...guild, roles: [...without(guild.roles, role.id), role] }) };
}

function roleGone(data: unknown): GuildChange {
  const { guild_id: guildId, role_id: id } = RoleGone.parse(data);
  return { guildId, apply: (guild) => ({ ...guild, roles: without(guild.roles, id) }) };
}

/** Of the bot: Discord tells of nobody else. */
function memberChanged(data: unknown): GuildChange {
  const { guild_id: guildId, ...member } = MemberChange.parse(data);
  return { guildId, apply: (guild) => ({ ...guild, members: [...without(guild.members, member.id), member] }) };
}

function guildUpdated(data: unknown): GuildChange {
  const { guildId, changed } = GuildUpdate.parse(data);
  return { guildId, apply: (guild) => ({ ...guild, ...changed }) };
}

function without<T extends { readonly id: string }>(items: readonly T[], id: string): readonly T[] {
  return items.filter((item) => item.id !== id);
}

/** What is read here of it, the library need not keep. */
export const PARTS: ReadonlyMap<unknown, Read> = new Map<unknown, Read>([
  [GatewayDispatchEvents.ChannelCreate, channelChanged],
  [GatewayDispatchEvents.ChannelUpdate, channelChanged],
  [GatewayDispatchEvents.ChannelDelete, channelGone],
  [GatewayDispatchEvents.ThreadCreate, threadChanged],
  [GatewayDispatchEvents.ThreadUpdate, threadChanged],
  [GatewayDispatchEvents.ThreadDelete, channelGone],
  [GatewayDispatchEvents.ThreadListSync, threadsSynced],
  [GatewayDispatchEvents.GuildRoleCreate, roleChanged],
  [GatewayDispatchEvents.GuildRoleUpdate, roleChanged],
  [GatewayDispatchEvents.GuildRoleDelete, roleGone],
  [GatewayDispatchEvents.GuildMemberUpdate, memberChanged],
]);

/** What the library reads as well. */
export const WHOLE: ReadonlyMap<unknown, Read> = new Map<unknown, Read>([
  [GatewayDispatchEvents.GuildUpdate, guildUpdated],
]);
