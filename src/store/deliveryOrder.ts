import { sql } from 'kysely';

/** What waits for the end of a mute or a cooldown, and an edit, which is a courtesy, hold up nothing behind them. */
const HOLDS_UP = sql`coalesce(earlier.retry_why, '') not in ('muted', 'cooldown') and earlier.type <> 'edit'`;

/**
 * Whether a waiting message is at the head of its guild's line: one order for each destination. An edit waits for the message
 * that it changes, and for edits before it, and for nothing else.
 */
export const IS_NEXT = sql<boolean>`not exists (
  select 1 from deliveries as earlier
  where earlier.guild_id = mine.guild_id and earlier.id < mine.id
    and earlier.delivered_at is null and earlier.gave_up_at is null
    and case when mine.type = 'edit' then earlier.id = mine.target_id or earlier.type = 'edit' else ${HOLDS_UP} end)`;
