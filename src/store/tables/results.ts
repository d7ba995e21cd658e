import type { Generated } from 'kysely';

/** What workers reported and what was read: sums, sketches, readings and how long was listened. */
export interface ResultTables {
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
}
