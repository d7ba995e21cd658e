import type { APIChannel, APIMessage } from 'discord-api-types/v10';
import type { Actor } from './actor/actor.ts';
import type { Who } from './actor/who.ts';
import type { Faults } from './faults.ts';
import type { GatewayControl } from './gateway/control.ts';
import type { RateLimits } from './rest/rateLimits.ts';
import type { Transcript } from './transcript.ts';
import type { ChannelChange, NewChannel } from './world/channels.ts';
import type { Guild, NewGuild } from './world/guilds.ts';
import type { RoleFacts } from './world/roles.ts';
import type { StoredFile } from './world/types.ts';

export type { Actor } from './actor/actor.ts';
export type { InteractionResult } from './actor/interactionResult.ts';
export type { GatewayEntry, TranscriptEntry } from './transcriptEntry.ts';
export type { Guild } from './world/guilds.ts';

export interface LocalDiscordOptions {
  /** Decides deadlines, ids, dates and rate limits. After moving it by hand call `clockMoved`. */
  readonly now?: () => number;
  readonly heartbeatIntervalMs?: number;
  readonly interactionDeadlineMs?: number;
  readonly interactionTokenLifeMs?: number;
  readonly port?: number;
  /** Real limits by default; false lets everything through, an object replaces single ones. */
  readonly rateLimits?: boolean | Partial<RateLimits>;
  /** Time between two identifies; 0 for tests that log in again at once. */
  readonly identifyIntervalMs?: number;
  readonly maxConcurrency?: number;
  /** Absent: by the guilds that the bot is in, as Discord does. */
  readonly recommendedShards?: number;
  /** A shard with more is closed with 4011. */
  readonly guildsPerShard?: number;
}

interface WebhookAddress {
  readonly id: string;
  readonly token: string;
  readonly url: string;
}

/** The things people do in Discord, other than talking to the bot. */
export interface WorldControls {
  addGuild(facts: NewGuild): Guild;
  inviteBot(guildId: string, permissions?: bigint): { readonly botRoleId: string };
  /** Throws the bot out. */
  removeGuild(guildId: string): void;
  renameGuild(guildId: string, name: string): void;
  /** Another language in the server's settings, such as `de`. */
  setPreferredLocale(guildId: string, locale: string): void;
  setGuildOwner(guildId: string, ownerId: string): void;
  /** The application is handed on; nothing is sent: a client has to ask. */
  setApplicationOwner(userId: string): void;
  setSystemChannel(guildId: string, channelId: string): void;
  /** An outage of one guild: GUILD_DELETE with `unavailable`, and GUILD_CREATE after it. */
  setGuildAvailable(guildId: string, available: boolean): void;
  addChannel(guildId: string, facts: NewChannel): { readonly id: string };
  updateChannel(channelId: string, facts: ChannelChange): void;
  /** As it is now: a thread's state and tags, a forum's tags. */
  channel(channelId: string): APIChannel | null;
  /** The threads of a channel, the oldest first. */
  threads(channelId: string): readonly { readonly id: string; readonly name: string }[];
  deleteChannel(channelId: string): void;
  openDirectChannel(userId: string): { readonly id: string };
  addRole(guildId: string, facts: RoleFacts & { readonly name: string }): { readonly id: string };
  updateRole(guildId: string, roleId: string, facts: RoleFacts): void;
  deleteRole(guildId: string, roleId: string): void;
  addUser(facts: { readonly username: string; readonly locale?: string }): { readonly id: string };
  addMember(guildId: string, userId: string, facts?: { readonly permissions?: bigint }): void;
  createWebhook(
    channelId: string,
    facts?: { readonly name?: string; readonly applicationOwned?: boolean },
  ): WebhookAddress;
  deleteWebhook(webhookId: string): void;
  /** As people see them now: edits applied, deleted ones gone, ephemeral ones left out. */
  messages(channelId: string): readonly APIMessage[];
  deleteMessage(channelId: string, messageId: string): void;
  /** An uploaded file by the id of its attachment. */
  file(attachmentId: string): StoredFile | undefined;
  as(who: Who): Actor;
}

export interface LocalDiscord extends WorldControls {
  /** What discord.js takes as `rest.api`: http://127.0.0.1:PORT/api */
  readonly apiBase: string;
  readonly bot: { readonly token: string; readonly userId: string; readonly applicationId: string };
  /** The owner of the application, and of every guild that names no other. */
  readonly owner: { readonly id: string; readonly username: string };
  readonly transcript: Transcript;
  readonly faults: Faults;
  readonly gateway: GatewayControl;
  /** Tells everybody who waits for a deadline that the clock given as `now` was moved. */
  clockMoved(): void;
  stop(): Promise<void>;
}
