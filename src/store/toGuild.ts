import type { Selectable } from 'kysely';
import { ALERT_FORMATS, SILENT_PARTS } from '../monitor/delivery/noise.ts';
import { PING_FAILURES } from '../monitor/delivery/pingFailure.ts';
import { THREAD_MODES, type Threads } from '../monitor/delivery/threads.ts';
import type { StoredGuild } from '../monitor/ports/guildStore.ts';
import { readThresholds, toMention } from './guildColumns.ts';
import { toSeverity } from './incidentRows.ts';
import { toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

/** What is kept of a guild in tables of their own. */
export type Parts = Pick<StoredGuild, 'notifiedTopUps' | 'routes' | 'quietHours' | 'escalation' | 'onCall' | 'live'>;

export function toGuild(row: Selectable<Schema['guilds']>, parts: Parts): StoredGuild {
  const { unusable_why: why, unusable_until: until } = row;
  return {
    id: row.id,
    name: row.name,
    channelId: row.channel_id,
    webhookId: row.webhook_id,
    webhookChannelId: row.webhook_channel_id,
    webhookThreadId: row.webhook_thread_id,
    mention: toMention(row.mention_type, row.mention_id),
    acknowledgeRole: row.acknowledge_role_id,
    pingFailure: PING_FAILURES.find((failure) => failure === row.ping_failed_why) ?? null,
    mentionFrom: row.mention_from === null ? null : toSeverity(row.mention_from),
    locale: row.locale,
    timeZone: row.time_zone,
    summaryMinute: row.summary_minute,
    thresholds: readThresholds(row.thresholds),
    silent: row.silent === null ? null : SILENT_PARTS.filter((part) => row.silent?.split(',').includes(part)),
    format: ALERT_FORMATS.find((format) => format === row.alert_format) ?? null,
    threads: threadsOf(row),
    threadTrouble: row.threads_failed_why === null ? null : toWhy(row.threads_failed_why),
    unusable: until === null ? null : { why: toWhy(why), until },
    joinedAt: row.joined_at,
    // Each by its name: a spread would make slower objects, which take up more memory.
    notifiedTopUps: parts.notifiedTopUps,
    routes: parts.routes,
    quietHours: parts.quietHours,
    escalation: parts.escalation,
    onCall: parts.onCall,
    live: parts.live ?? null,
  };
}

function threadsOf({ threads, threads_forum_id: forumId }: Selectable<Schema['guilds']>): Threads | null {
  const mode = THREAD_MODES.find((each) => each === threads);
  return mode === undefined ? null : { mode, forumId };
}
