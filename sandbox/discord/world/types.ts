import type {
  APIApplicationCommand,
  APIAttachment,
  APIGuildForumTag,
  APIMessage,
  APIOverwrite,
  APIRole,
  ChannelType,
} from 'discord-api-types/v10';

export interface WorldUser {
  readonly id: string;
  readonly username: string;
  readonly bot: boolean;
  readonly locale: string;
}

export interface WorldMember {
  readonly userId: string;
  readonly roles: string[];
  readonly joinedAt: number;
}

export interface WorldGuild {
  readonly id: string;
  name: string;
  ownerId: string;
  preferredLocale: string;
  /** Where Discord's own notices appear. */
  systemChannelId: string | null;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, WorldMember>;
  readonly createdAt: number;
}

export interface WorldChannel {
  readonly id: string;
  readonly type: ChannelType;
  readonly guildId: string | null;
  /** The person at the other end of a direct message channel. */
  readonly recipientId: string | null;
  readonly parentId: string | null;
  readonly position: number;
  name: string;
  overwrites: APIOverwrite[];
  lastMessageId: string | null;
  /** Null where it is no thread. */
  readonly thread: ThreadState | null;
  /** Null where it is no forum. */
  readonly forum: ForumState | null;
}

export interface ThreadState {
  readonly ownerId: string;
  readonly createdAt: number;
  /** Somebody archived it; it is archived as well once nobody has said anything for long enough. */
  archived: boolean;
  archivedAt: number;
  locked: boolean;
  autoArchiveMinutes: number;
  lastActiveAt: number;
  appliedTags: readonly string[];
}

export interface ForumState {
  readonly tags: readonly APIGuildForumTag[];
  readonly requiresTag: boolean;
}

export interface WorldWebhook {
  readonly id: string;
  readonly token: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** The app that made it; null when a person made it in the channel settings. */
  readonly applicationId: string | null;
  readonly creatorId: string;
  name: string;
  avatar: string | null;
}

export interface StoredMessage {
  message: APIMessage;
  /** All files, also those that an embed shows and that are therefore missing from `message.attachments`. */
  attachments: APIAttachment[];
  /** The one person who sees an ephemeral message. */
  readonly ephemeralFor: string | null;
  readonly nonce: string | null;
  readonly createdAt: number;
  deleted: boolean;
}

export interface StoredFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface WorldEvent {
  readonly name: string;
  readonly data: object;
  readonly guildId: string | null;
  /** The intent a session must have asked for; 0 when none is needed. */
  readonly intent: number;
}

/** Commands of one scope: `global` or a guild id. */
export type CommandScopes = Map<string, APIApplicationCommand[]>;
