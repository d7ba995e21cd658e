import { wireDate } from '../wireDate.ts';
import { channelObject, channelsOf, isThread } from './channelObject.ts';
import type { WorldGuild } from './types.ts';
import { memberObject } from './userObject.ts';
import type { World } from './world.ts';

const PLAIN_GUILD = {
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  features: [],
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  default_message_notifications: 1,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 25_000_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  premium_progress_bar_enabled: false,
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  hub_type: null,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
} as const;

export function guildObject(guild: WorldGuild) {
  return {
    ...PLAIN_GUILD,
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    system_channel_id: guild.systemChannelId,
    preferred_locale: guild.preferredLocale,
    roles: [...guild.roles.values()],
  };
}

/** The body of GUILD_CREATE: the guild and all that is in it, members limited to the bot as in large guilds. */
export function wholeGuild(world: World, guild: WorldGuild) {
  const channels = channelsOf(world, guild);
  const bot = guild.members.get(world.bot.userId);
  return {
    ...guildObject(guild),
    joined_at: wireDate(bot?.joinedAt ?? guild.createdAt),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: bot ? [memberObject(world, guild, world.bot.userId)] : [],
    channels: channels.filter((channel) => !isThread(channel)).map((channel) => channelObject(world, channel)),
    threads: channels.filter(isThread).map((channel) => channelObject(world, channel)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
