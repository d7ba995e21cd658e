import { ChannelType } from 'discord-api-types/v10';

/** Every kind of channel that a bot can post messages in. In a forum it would have to open a post for each. */
export const POSTABLE_KINDS = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
] as const;

/** Where a post is opened for each incident. */
export const FORUM_KINDS = [ChannelType.GuildForum, ChannelType.GuildMedia] as const;

export function isPostableKind(type: number): boolean {
  return POSTABLE_KINDS.some((kind) => kind === type);
}
