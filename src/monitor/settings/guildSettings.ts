import { DEFAULT_NAME } from '../accounts/account.ts';
import { type OnCallRota, onCallAt } from '../alerts/onCall.ts';
import type { QuietHours } from '../alerts/quietHours.ts';
import { FULL_NOISE } from '../delivery/noise.ts';
import type { Place } from '../delivery/place.ts';
import type { StoredGuild } from '../ports/guildStore.ts';
import { SOMEONE } from '../someone.ts';
import { isTimeZone } from '../text/calendar.ts';
import type { Millis } from '../time.ts';
import type { Guild, Mention } from '../types.ts';
import { type GuildDefaults, hasBot } from './guildDefaults.ts';
import { fittingOverrides } from './ownThresholds.ts';
import { destinationOf, isUnusable, seenPipelines } from './seenPipelines.ts';
import { stepsOf } from './stepsOf.ts';

/** The guild's own choices over the process-wide defaults. */
export function withDefaults(stored: StoredGuild, defaults: GuildDefaults, now: Millis): Guild {
  const webhook = defaults.webhook?.id === stored.webhookId ? defaults.webhook : null;
  const { joinedAt, notifiedTopUps } = stored;
  const channelId = hasBot(defaults) ? stored.channelId : null;
  // What was found of the channel says nothing of the webhook that is used instead.
  const isMeant = channelId === stored.channelId;
  const unusable = isMeant && isUnusable(stored, now) ? (stored.unusable?.why ?? null) : null;
  const { thresholds } = fittingOverrides(defaults.thresholds, stored.thresholds);
  const destination = destinationOf(channelId, webhook, stored.webhookThreadId);
  const timeZone = zoneOf(stored.timeZone, defaults);
  const chosenMention = stored.mention === 'nobody' ? null : (stored.mention ?? webhook?.mention ?? null);
  return {
    id: stored.id,
    name: stored.name,
    destination,
    unusable,
    // Most are never notified anywhere else, and what is known of that changes from one moment to the next.
    fallbacks: unusable === null && destination !== null ? NOWHERE_ELSE : () => defaults.fallbacks(stored),
    mention: onCallMention(stored.onCall, timeZone, now) ?? chosenMention,
    chosenMention,
    onCall: stored.onCall,
    acknowledgeRole: stored.acknowledgeRole,
    pingFailure: stored.pingFailure,
    mentionFrom: stored.mentionFrom ?? 'critical',
    locale: stored.locale ?? 'en-US',
    timeZone,
    summaryMinute: isMinuteOfDay(stored.summaryMinute) ? stored.summaryMinute : defaults.summaryMinute,
    thresholds,
    live: stored.live ?? null,
    threads: stored.threads ?? { mode: defaults.threads ?? 'off', forumId: null },
    threadTrouble: stored.threadTrouble ?? null,
    noise: {
      silent: stored.silent ?? defaults.noise?.silent ?? FULL_NOISE.silent,
      format: stored.format ?? defaults.noise?.format ?? FULL_NOISE.format,
    },
    quietHours: stored.quietHours ?? defaults.quietHours ?? NO_QUIET_HOURS,
    escalation: stepsOf(stored, defaults),
    pipelines: seenPipelines(
      defaults.pipelinesOf?.(stored.id) ?? [{ name: DEFAULT_NAME, thresholds: defaults.thresholds }],
      stored,
      defaults,
      now,
    ),
    joinedAt,
    notifiedTopUps,
  };
}

/** `own`: that which the guild has chosen. */
export function zoneOf(own: string | null, { timeZone }: Pick<GuildDefaults, 'timeZone'>): string {
  return own !== null && isUsable(own) ? own : timeZone;
}

/** Today's person; null where nobody is on call. */
function onCallMention(rota: OnCallRota | null, timeZone: string, now: Millis): Mention | null {
  const today = rota === null ? null : onCallAt(rota, timeZone, now);
  // A person who asked to be forgotten is no longer pinged.
  return today === null || today.userId === SOMEONE.userId ? null : { type: 'user', id: today.userId };
}

const usableZones = new Map<string, boolean>();

/** A runtime may know other time zones than the one that a guild's was kept by. */
function isUsable(timeZone: string): boolean {
  const known = usableZones.get(timeZone) ?? isTimeZone(timeZone);
  usableZones.set(timeZone, known);
  return known;
}

function isMinuteOfDay(minute: number | null): minute is number {
  return Number.isInteger(minute) && minute !== null && minute >= 0 && minute < 24 * 60;
}

/** Whether it is the webhook of the environment, or that of a pipeline that the guild sees. */
export function isOurWebhook(guildId: string, webhookId: string, defaults: GuildDefaults): boolean {
  const own = defaults.pipelinesOf?.(guildId).map(({ webhook }) => webhook?.id) ?? [];
  return [defaults.webhook?.id, ...own].includes(webhookId);
}

const NO_QUIET_HOURS: readonly QuietHours[] = [];
const NOWHERE_ELSE = (): readonly Place[] => [];

/** Whether the guild can be notified at all, at its own place or at another. */
export function isReachable({ destination, unusable, fallbacks }: Guild): boolean {
  return (destination !== null && unusable === null) || fallbacks().length > 0;
}
