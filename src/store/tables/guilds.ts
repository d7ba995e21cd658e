import type { Generated } from 'kysely';

/** What a server chose, who changed it, and what is known of it. */
export interface GuildTables {
  guilds: {
    id: string;
    name: string;
    channel_id: string | null;
    webhook_id: string | null;
    /** Where the webhook posts, as far as Discord said. */
    webhook_channel_id: string | null;
    /** The post of a forum that it writes in. */
    webhook_thread_id: string | null;
    mention_type: string | null;
    mention_id: string | null;
    /** The least severity that pings. */
    mention_from: string | null;
    locale: string | null;
    time_zone: string | null;
    summary_minute: number | null;
    /** JSON of the guild's own thresholds. */
    thresholds: Generated<string>;
    /** What is sent silently, separated by commas, and the form of alerts; null where it has not chosen. */
    silent: string | null;
    alert_format: string | null;
    /** Whether each incident has a thread or a post, and the forum of the posts; null where it has not chosen. */
    threads: string | null;
    threads_forum_id: string | null;
    /** Why the last one could not be opened or written in. */
    threads_failed_why: string | null;
    unusable_why: string | null;
    unusable_until: number | null;
    /** Why the last mention could notify nobody, and when; null once one could. */
    ping_failed_why: string | null;
    ping_failed_at: number | null;
    /** Who may acknowledge; null: everybody. */
    acknowledge_role_id: string | null;
    /** Why the bot is not connected, where the guild was notified of that; null since it was last connected. */
    bot_lost: string | null;
    joined_at: number;
    left_at: number | null;
    /** Another number after every change of the guild or of what it chose in other tables: the database counts it. */
    revision: Generated<number>;
  };
  /** What a guild has chosen for one of its pipelines; null where what it has chosen for all holds. */
  guild_pipelines: {
    guild_id: string;
    pipeline: string;
    channel_id: string | null;
    mention_type: string | null;
    mention_id: string | null;
    mention_from: string | null;
    thresholds: Generated<string>;
    unusable_why: string | null;
    unusable_until: number | null;
    /** The webhook of the pipeline when it was last seen to belong to this guild. */
    webhook_id: string | null;
    webhook_thread_id: string | null;
  };
  /** The last top-up that a guild was notified of, by the time of its reading. */
  notified_top_ups: { guild_id: string; account: string; at: number };
  /** A guild's own quiet hours as a JSON list; without a row those of the settings hold. */
  quiet_hours: { guild_id: string; hours: string };
  /** JSON of who takes turns in a guild, and up to which turn people know of it. */
  on_call: { guild_id: string; rota: string; notified_until: number };
  /** A guild's own steps of escalation as a JSON list; without a row those of the settings hold. */
  escalations: { guild_id: string; steps: string };
  /** The one message that shows how a guild's pipelines stand. Times and counts are of the message, not of the choice. */
  live_status: {
    guild_id: string;
    /** 0: it is switched off. `channel_id` of null: in the channel of the alerts. */
    is_on: number;
    channel_id: string | null;
    /** Raised by every choice. */
    chosen: Generated<number>;
    message_id: string | null;
    message_channel_id: string | null;
    shown_state: string | null;
    shown_text: string | null;
    edited_at: number | null;
    seen_at: number | null;
    is_pinned: Generated<number>;
    generation: Generated<number>;
    not_before: Generated<number>;
    failures: Generated<number>;
    trouble: string | null;
    trouble_at: string | null;
  };
  mutes: {
    id: Generated<number>;
    guild_id: string;
    scope: string;
    /** Null: all pipelines, and their accounts. */
    pipeline: string | null;
    until: number;
    created_at: number;
    by_id: string;
    by_name: string;
    reason: string | null;
    ended_at: number | null;
    ended_by_id: string | null;
  };
  changes: {
    id: Generated<number>;
    guild_id: string;
    at: number;
    by_id: string;
    by_name: string;
    action: string;
    subject: string;
    before: string | null;
    after: string | null;
  };
  /** What senders need to know of a guild that another process hears of; empty: the bot has left it. */
  guild_sights: { guild_id: string; sight: string; at: number };
  summaries: { guild_id: string; date: string; created_at: number };
}
