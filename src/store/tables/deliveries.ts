import type { Generated } from 'kysely';

/** Messages on their way, to Discord and to receivers outside of it. */
export interface DeliveryTables {
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
    /** How often it left and no answer said whether it arrived. */
    copies: Generated<number>;
    /** How often Discord refused it in a way that may pass. */
    refusals: Generated<number>;
    /** `plain`: as plain words, because Discord refused the embed; null: as usual. */
    form: string | null;
    claimed_until: number | null;
    /** The process that claimed it; null: nobody, or one of which nobody could tell whether it is still there. */
    claimed_by: string | null;
    retry_why: string | null;
    /** Since when it may have arrived, because the answer to an attempt is not known. */
    uncertain_at: number | null;
    delivered_at: number | null;
    message_id: string | null;
    /** JSON of the place that it was last sent to. */
    place: string | null;
    /** JSON of whom it mentioned, `null` in it where that was nobody; null: it has not arrived, or nobody knows. */
    mentioned: string | null;
    gave_up_at: number | null;
    gave_up_why: string | null;
    /** The first of the rows that are one message, in each of them; null where a row is a message of its own. */
    group_id: number | null;
    /** The thread that was opened from the message, or the post that it began, and why it is no longer used. */
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
    /** The process that claimed it; null: nobody, or one of which nobody could tell whether it is still there. */
    claimed_by: string | null;
    /** Since when it may have arrived. */
    sending_since: number | null;
    retry_why: string | null;
    delivered_at: number | null;
    gave_up_at: number | null;
    gave_up_why: string | null;
  };
}
