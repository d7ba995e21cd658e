import type { GuildChoices } from '../monitor/ports/guildStore.ts';
import type { AlertSeverity } from '../monitor/types.ts';

/** Another place is worth a try, whatever became of the last one. */
export function toColumns({
  channelId,
  mention,
  mentionFrom,
  acknowledgeRole,
  timeZone,
  summaryMinute,
  silent,
  format,
  threads,
}: GuildChoices) {
  return {
    ...(channelId === undefined
      ? {}
      : { channel_id: channelId, unusable_why: null, unusable_until: null, threads_failed_why: null }),
    ...(mention === undefined ? {} : toMentionColumns(mention)),
    ...(mentionFrom === undefined ? {} : { mention_from: severityOrNull(mentionFrom) }),
    ...(acknowledgeRole === undefined ? {} : { acknowledge_role_id: acknowledgeRole }),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...(summaryMinute === undefined ? {} : { summary_minute: summaryMinute }),
    ...(silent === undefined ? {} : { silent: silent.join(',') }),
    ...(format === undefined ? {} : { alert_format: format }),
    ...(threads === undefined
      ? {}
      : { threads: threads.mode, threads_forum_id: threads.forumId, threads_failed_why: null }),
  };
}

/** Of what can be chosen for one pipeline. */
export function toRouteColumns({ channelId, mention, mentionFrom }: GuildChoices) {
  return {
    ...(channelId === undefined ? {} : { channel_id: channelId, unusable_why: null, unusable_until: null }),
    ...(mention === undefined ? {} : mentionColumns(mention)),
    ...(mentionFrom === undefined ? {} : { mention_from: severityOrNull(mentionFrom) }),
  };
}

function mentionColumns(mention: NonNullable<GuildChoices['mention']> | null) {
  if (mention === 'asForAll') return { mention_type: null, mention_id: null };
  return { mention_type: mention?.type ?? 'nobody', mention_id: mention?.id ?? null };
}

function severityOrNull(from: NonNullable<GuildChoices['mentionFrom']>): AlertSeverity | null {
  return from === 'asForAll' ? null : from;
}

/** What was wrong with the mention of another says nothing of this one. */
function toMentionColumns(mention: NonNullable<GuildChoices['mention']> | null) {
  return {
    ...mentionColumns(mention),
    ping_failed_why: null,
    ping_failed_at: null,
  };
}
