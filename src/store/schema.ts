import type { Generated } from 'kysely';

/**
 * Times are integer milliseconds, money integer micro-dollars, flags 0 or 1, Discord's ids strings. Where a kind or a metric is
 * about the account, `pipeline` holds the account's name.
 */
export interface Schema {
  /** A row a writer, so that no two processes ever wait for one; '' of a file, and of what was rolled up. Queries add them up. */
  solve_buckets: {
    pipeline: string;
    start: number;
    type: string;
    writer: Generated<string>;
    solved: number;
    failed: number;
    cost_micros: number;
    latency_sum_ms: number;
    latency_count: number;
  };
  /** Latency sketches; a row a writer, so that no two processes ever write the same one. Type '': of all tasks. */
  solve_sketches: { pipeline: string; type: string; start: number; writer: string; sketch: Uint8Array };
  /** A row a writer as well. */
  solve_errors: { pipeline: string; start: number; code: string; writer: Generated<string>; n: number };
  readings: { pipeline: string; metric: string; at: number; value: number };
  guilds: {
    id: string;
    name: string;
    channel_id: string | null;
    webhook_id: string | null;
    /** Where the webhook posts, as far as Discord told. */
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
    /** JSON of the guild's own limits. */
    limits: Generated<string>;
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
    /** Why the bot is not connected, where it was told so; null since it was last connected. */
    bot_lost: string | null;
    joined_at: number;
    left_at: number | null;
  };
  /** What a guild has chosen for one of its pipelines; null where what it has chosen for all holds. */
  guild_pipelines: {
    guild_id: string;
    pipeline: string;
    channel_id: string | null;
    mention_type: string | null;
    mention_id: string | null;
    mention_from: string | null;
    limits: Generated<string>;
    unusable_why: string | null;
    unusable_until: number | null;
    /** The webhook of the pipeline when it was last seen to belong to this guild. */
    webhook_id: string | null;
    webhook_thread_id: string | null;
  };
  /** The last top-up that a guild was told of, by the time of its reading. */
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
  incidents: {
    id: Generated<number>;
    guild_id: string;
    pipeline: string;
    kind: string;
    severity: string;
    opened_at: number;
    clear_since: number | null;
    ended_at: number | null;
    /** When that was decided, which is later where it had to stay ok for a while. */
    closed_at: number | null;
    notified_severity: string | null;
    worst: string;
    suppressed: number;
    suppressed_warning_at: number | null;
    suppressed_error_at: number | null;
    ack_by_id: string | null;
    ack_by_name: string | null;
    ack_at: number | null;
    ack_severity: string | null;
    /** When they last said that they still are on it, and since when they are asked. */
    ack_confirmed_at: number | null;
    ack_asked_at: number | null;
    /** When that question arrived. */
    ack_question_at: number | null;
    muted_by_id: string | null;
    muted_by_name: string | null;
    muted_until: number | null;
    /** JSON list of the kinds that it holds back. */
    affects: string;
    /** How many reminders were sent since the first message. */
    reminders: Generated<number>;
    /** JSON of the facts that the last message spoke of, and of those that the last mention went with. */
    notified: string | null;
    pinged: string | null;
    /** Since when it can no longer be judged, and when people were told so. */
    unknown_since: number | null;
    unknown_notified_at: number | null;
    /** JSON of what receivers outside of Discord were told. */
    paged: string | null;
    /** Since when quiet hours have kept something of it back that their catch-up is to tell. */
    quiet_since: number | null;
    /** JSON of how far its escalation has come; null: no step counts. */
    escalated: string | null;
    /** JSON of how often it fired and recovered; null: it does not flap. */
    flapping: string | null;
    /** The severity that a catch-up told of; null where none did. */
    caught_up: string | null;
    /** Raised by every change of the row: a decision by an older version is made again. */
    version: Generated<number>;
  };
  /** What people wrote about an incident. */
  notes: {
    id: Generated<number>;
    guild_id: string;
    incident_id: number;
    at: number;
    by_id: string;
    by_name: string;
    text: string;
  };
  cooldowns: { guild_id: string; pipeline: string; kind: string; severity: string; last_sent_at: number };
  /** What was decided of each kind, as changes: a row holds from `at` until the next one. */
  decisions: {
    id: Generated<number>;
    guild_id: string;
    pipeline: string;
    kind: string;
    at: number;
    until: Generated<number | null>;
    state: string;
    reason: string;
    /** JSON, as they were at the beginning. */
    facts: string | null;
    why: string | null;
    /** A number, which may be a fraction. */
    threshold: string | null;
    mute_id: number | null;
  };
  deliveries: {
    id: Generated<number>;
    guild_id: string;
    type: string;
    pipeline: string | null;
    kind: string | null;
    severity: string | null;
    incident_id: number | null;
    /** The delivery whose message is to be edited. */
    target_id: number | null;
    message: string;
    created_at: number;
    not_before: number;
    attempts: number;
    /** Those of them that failed, and nobody knows why. */
    unknown_failures: Generated<number>;
    /** How often it left and no answer told whether it arrived. */
    copies: Generated<number>;
    /** How often Discord refused it in a way that may pass. */
    refusals: Generated<number>;
    /** `plain`: as plain words, because Discord refused the embed; null: as usual. */
    form: string | null;
    claimed_until: number | null;
    retry_why: string | null;
    /** Since when it may have arrived, because the answer to an attempt is not known. */
    uncertain_at: number | null;
    delivered_at: number | null;
    message_id: string | null;
    /** JSON of the destination that it was last sent to. */
    place: string | null;
    /** JSON of whom it mentioned, `null` in it where that was nobody; null: it has not arrived, or nobody knows. */
    mentioned: string | null;
    gave_up_at: number | null;
    gave_up_why: string | null;
    /** The first of the rows that are one message, in each of them; null where a row is a message of its own. */
    group_id: number | null;
    /** The thread that was opened from the message, and why it is no longer used. */
    thread_id: string | null;
    thread_closed_why: string | null;
  };
  /** Messages to receivers outside of Discord. */
  pages: {
    id: Generated<number>;
    guild_id: string;
    receiver: string;
    /** By what the receiver knows the incident. */
    page_key: string;
    incident_id: number | null;
    pipeline: string | null;
    kind: string | null;
    event: string;
    page: string;
    created_at: number;
    not_before: number;
    attempts: number;
    claimed_until: number | null;
    /** Since when it may have arrived. */
    sending_since: number | null;
    retry_why: string | null;
    delivered_at: number | null;
    gave_up_at: number | null;
    gave_up_why: string | null;
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
  /** Keys of requests that were counted. */
  ingest_keys: { pipeline: string; key_hash: string; body_hash: string; at: number };
  /** One row: when things were last tidied up, and since when the clock goes on without a jump. */
  tidy_runs: { id: number; last_at: number; steady_since: number };
  /**
   * How long results could have arrived, as a sum over short steps of the clock: a jump, a suspend or a stop adds at most one
   * step. `steady_since` is when the last longer gap ended; `arrived_listened_ms` is the sum when the newest result arrived.
   */
  listening: {
    pipeline: string;
    last_at: number;
    listened_ms: number;
    steady_since: number;
    arrived_at: number | null;
    arrived_listened_ms: number | null;
  };
  /** What our own calls to CaptchaAI brought, by the hash of the key that they were made with. */
  provider_health: {
    account: string;
    key_hash: string;
    /** When this key was first used: what was read before is another account's. */
    key_since: number;
    /** JSON of the last failure; null after a call that succeeded. */
    failure: string | null;
    failures_in_row: number;
    since: number | null;
    no_balance_since: number | null;
    polled_at: number | null;
    next_poll_at: number | null;
    own_network_down: Generated<number>;
    /** Whether the account tells its threads; null while that was not asked. */
    threads: string | null;
    ask_threads_from: number | null;
    /** A balance that jumped and is not kept until a second answer confirms it. */
    unconfirmed_micros: number | null;
  };
  /** What each source of a queue's depth said last. A depth of null: it cannot be read. */
  queue_sources: {
    pipeline: string;
    source: string;
    seen_at: number;
    depth: number | null;
    depth_at: number | null;
    active_workers: number | null;
    workers_at: number | null;
    busy: number | null;
    /** When the task that has waited longest was put in. */
    oldest_at: number | null;
    unreadable: string | null;
    unreadable_since: number | null;
  };
  /** Work that one process does for all. `epoch` counts the holders. */
  leases: { name: string; holder: string; until: number; epoch: number };
  /** The running processes. `roles`: separated by commas; `problems`: a list, why the last reload was refused. */
  processes: {
    holder: string;
    seen_at: number;
    roles: Generated<string>;
    settings: string;
    asked: Generated<number>;
    answered: Generated<number>;
    problems: Generated<string>;
  };
  /** One row: how many shards the gateway has, and how many it will have once those are connected. */
  shard_plan: {
    id: number;
    generation: number;
    shards: number;
    next_generation: number | null;
    next_shards: number | null;
  };
  /** The running processes that have shards, or could have some. */
  gateways: { holder: string; until: number };
  /** Which process has which shard. `is_ready`: it was connected. */
  shards: { generation: number; shard: number; holder: string; until: number; is_ready: number };
  /** When the next shard of each of Discord's buckets may identify. */
  identifies: { bucket: number; next_at: number };
  /** Those that a process has claimed, for some minutes. */
  interactions: { id: string; at: number };
  /** What senders need to know of a guild that another process hears of; empty: the bot has left it. */
  guild_sights: { guild_id: string; sight: string; at: number };
  summaries: { guild_id: string; date: string; created_at: number };
}
