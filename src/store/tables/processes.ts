import type { Generated } from 'kysely';

/** What processes on one database tell one another. */
export interface ProcessTables {
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
  gateways: { holder: string; until: number; trouble: string | null };
  /** Which process has which shard; an empty holder: none. `is_ready`: it was connected. `epoch` counts the holders. */
  shards: {
    generation: number;
    shard: number;
    holder: string;
    until: number;
    is_ready: number;
    epoch: Generated<number>;
  };
  /** When the next shard of each of Discord's buckets may identify. */
  identifies: { bucket: number; next_at: number };
  /** Those that a process has claimed, for some minutes. */
  interactions: { id: string; at: number };
  /** What was sent to one place lately, where Discord limits that: a list of moments. `at`: of the last change. */
  rate_limits: { name: string; requests: string; closed_until: number; at: number };
  /** In which channel a webhook posts. */
  webhook_channels: { webhook_id: string; channel_id: string };
  /** How many of the requests a second that Discord allows each process may make. `weight`: in proportion to which they are divided. */
  shares: { holder: string; share: number; until: number; weight: Generated<number> };
  /** The invalid requests of each process in the ten seconds before a moment. */
  invalid_requests: { at: number; holder: string; requests: number };
  /** The running processes that could hold leases. */
  workers: { holder: string; until: number };
}
