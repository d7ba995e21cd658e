import { DEFAULT_NAME } from '../accounts/account.ts';
import { type EscalationStep, tellsAnybody } from '../alerts/escalation.ts';
import { type OnCallRota, onCallAt } from '../alerts/onCall.ts';
import type { PagedReceiver } from '../alerts/paged.ts';
import type { QuietHours } from '../alerts/quietHours.ts';
import { FULL_NOISE, type Noise } from '../delivery/noise.ts';
import type { ThreadMode } from '../delivery/threads.ts';
import type { StoredGuild, StoredRoute } from '../ports/guildStore.ts';
import { SOMEONE } from '../someone.ts';
import { isTimeZone } from '../text/calendar.ts';
import { HOUR, type Millis } from '../time.ts';
import type { Destination, Guild, Limits, Mention, Place, Route, SeenPipeline } from '../types.ts';
import { fittingOverrides } from './ownLimits.ts';

/** What holds for a guild that has not chosen otherwise. */
export interface GuildDefaults {
  readonly timeZone: string;
  /** Minutes after midnight. */
  readonly summaryMinute: number;
  readonly limits: Limits;
  /** Absent: none. */
  readonly quietHours?: readonly QuietHours[];
  /** Absent: none. */
  readonly escalation?: readonly GivenStep[];
  /** Absent: everything in full. */
  readonly noise?: Noise;
  /** Absent: no threads. */
  readonly threads?: ThreadMode;
  /** The pipelines that a guild sees, with what decides their alerts; absent: the one that there is. */
  readonly pipelinesOf?: (guildId: string) => readonly GivenPipeline[];
  /** Those outside of Discord; absent: none. */
  readonly receivers?: readonly PagedReceiver[];
  /** There is no bot that could post in a channel that somebody once picked. */
  readonly webhookOnly?: () => boolean;
  /** The webhook of the environment, and whom to mention in the guild that it belongs to. */
  readonly webhook: { readonly id: string; readonly threadId: string | null; readonly mention: Mention | null } | null;
  /** Whether it is known by now whose that is: until then its guild looks as if it had no place. */
  readonly knowsWebhook?: () => boolean;
  /** Where a guild can be told while its own place is unusable, the best first. */
  readonly fallbacks: (guild: Pick<StoredGuild, 'id' | 'channelId' | 'webhookChannelId'>) => readonly Place[];
}

/** A step of the settings, which may be of some servers alone. */
export interface GivenStep extends EscalationStep {
  /** Absent: of all. */
  readonly guildIds?: readonly string[];
}

interface GivenPipeline extends SeenPipeline {
  /** Its own webhook: where the guild that it belongs to is told of it, until that has picked a channel for it. */
  readonly webhook?: { readonly id: string; readonly threadId: string | null } | null;
}

/** The receivers outside of Discord that are told of a guild's incidents. */
export function receiversOf(
  { receivers = [] }: Pick<GuildDefaults, 'receivers'>,
  guildId: string,
): readonly PagedReceiver[] {
  return receivers.filter(({ guildIds }) => guildIds === null || guildIds.includes(guildId));
}

/** The guild's own choices over the process-wide defaults. */
export function withDefaults(stored: StoredGuild, defaults: GuildDefaults, now: Millis): Guild {
  const webhook = defaults.webhook?.id === stored.webhookId ? defaults.webhook : null;
  const { joinedAt, toldTopUps } = stored;
  const channelId = defaults.webhookOnly?.() ? null : stored.channelId;
  // What was found of the channel says nothing of the webhook that is told instead.
  const isMeant = channelId === stored.channelId;
  const unusable = isMeant && isUnusable(stored, now) ? (stored.unusable?.why ?? null) : null;
  const { limits } = fittingOverrides(defaults.limits, stored.limits);
  const destination = destinationOf(channelId, webhook, stored.webhookThreadId);
  const timeZone = stored.timeZone !== null && isUsable(stored.timeZone) ? stored.timeZone : defaults.timeZone;
  const chosenMention = stored.mention === 'nobody' ? null : (stored.mention ?? webhook?.mention ?? null);
  return {
    id: stored.id,
    name: stored.name,
    destination,
    unusable,
    fallbacks: unusable === null && destination !== null ? NO_FALLBACKS : defaults.fallbacks(stored),
    mention: onCallMention(stored.onCall, timeZone, now) ?? chosenMention,
    chosenMention,
    onCall: stored.onCall,
    acknowledgeRole: stored.acknowledgeRole,
    pingFailure: stored.pingFailure,
    mentionFrom: stored.mentionFrom ?? 'error',
    locale: stored.locale ?? 'en-US',
    timeZone,
    summaryMinute: isMinuteOfDay(stored.summaryMinute) ? stored.summaryMinute : defaults.summaryMinute,
    limits,
    live: stored.live ?? null,
    threads: stored.threads ?? { mode: defaults.threads ?? 'off', forumId: null },
    threadTrouble: stored.threadTrouble ?? null,
    noise: {
      silent: stored.silent ?? defaults.noise?.silent ?? FULL_NOISE.silent,
      format: stored.format ?? defaults.noise?.format ?? FULL_NOISE.format,
    },
    quietHours: stored.quietHours ?? defaults.quietHours ?? NO_QUIET_HOURS,
    escalation: stepsOf(stored, defaults),
    pipelines: seen(
      defaults.pipelinesOf?.(stored.id) ?? [{ name: DEFAULT_NAME, limits: defaults.limits }],
      stored,
      defaults,
      now,
    ),
    joinedAt,
    toldTopUps,
  };
}

/** Its own steps, or those of the settings; a receiver that is not told of its incidents is told by no step either. */
export function stepsOf(
  { id, escalation }: Pick<StoredGuild, 'id' | 'escalation'>,
  defaults: Pick<GuildDefaults, 'escalation' | 'receivers'>,
): readonly EscalationStep[] {
  const steps = escalation ?? givenSteps(id, defaults);
  if (steps.length === 0) return NO_STEPS;
  const known = receiversOf(defaults, id).map(({ name }) => name);
  return steps
    .map((step) => (step.receiver === null || known.includes(step.receiver) ? step : { ...step, receiver: null }))
    .filter(tellsAnybody);
}

/** Those of the settings that are of a guild. */
export function givenSteps(
  guildId: string,
  { escalation = [] }: Pick<GuildDefaults, 'escalation'>,
): readonly EscalationStep[] {
  return escalation
    .filter(({ guildIds }) => guildIds === undefined || guildIds.includes(guildId))
    .map(({ guildIds: _of, ...step }) => step);
}

/** Today's person; null where nobody is on call. */
function onCallMention(rota: OnCallRota | null, timeZone: string, now: Millis): Mention | null {
  const today = rota === null ? null : onCallAt(rota, timeZone, now);
  // Whoever asked to be forgotten is pinged no more.
  return today === null || today.userId === SOMEONE.userId ? null : { type: 'user', id: today.userId };
}

/** A place is given up for less than this, or until somebody chooses another one. */
const LONGEST_UNUSABLE_MS: Millis = HOUR;
const FAR_AHEAD_MS: Millis = 366 * 24 * LONGEST_UNUSABLE_MS;

/** A time in between was written by a clock that was ahead: try again. */
function isUnusable({ unusable }: Pick<StoredGuild, 'unusable'>, now: Millis): boolean {
  if (unusable === null || unusable.until <= now) return false;
  const aheadMs = unusable.until - now;
  return aheadMs <= LONGEST_UNUSABLE_MS || aheadMs > FAR_AHEAD_MS;
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

/** The guild's own limits hold for each of them, and over them what it has chosen for one. */
function seen(
  pipelines: readonly GivenPipeline[],
  stored: StoredGuild,
  { webhookOnly }: GuildDefaults,
  now: Millis,
): readonly SeenPipeline[] {
  return pipelines.map(({ name, limits, webhook = null, account, links, notes }) => {
    // Nothing else of what is given, which may hold secrets.
    const named = {
      name,
      ...(account === undefined ? {} : { account }),
      ...(links === undefined ? {} : { links }),
      ...(notes === undefined ? {} : { notes }),
    };
    const route = stored.routes[name];
    const ofGuild = fittingOverrides(limits, stored.limits).limits;
    if (route === undefined) return { ...named, limits: ofGuild };
    return {
      ...named,
      limits: fittingOverrides(ofGuild, route.limits).limits,
      route: toRoute(route, webhook, webhookOnly?.() ?? false, now),
    };
  });
}

function toRoute(stored: StoredRoute, webhook: GivenPipeline['webhook'], isWebhookOnly: boolean, now: Millis): Route {
  const { unusable, mention, mentionFrom } = stored;
  const channelId = isWebhookOnly ? null : stored.channelId;
  // As for the guild itself.
  const isMeant = channelId === stored.channelId;
  const own = webhook != null && webhook.id === stored.webhookId ? webhook : null;
  return {
    destination: destinationOf(channelId, own, stored.webhookThreadId),
    unusable: isMeant && isUnusable({ unusable }, now) ? (unusable?.why ?? null) : null,
    mention,
    mentionFrom,
  };
}

/** Whether its token is known: what was sent by another webhook cannot be followed there. */
export function isOurWebhook(guildId: string, webhookId: string, defaults: GuildDefaults): boolean {
  const own = defaults.pipelinesOf?.(guildId).map(({ webhook }) => webhook?.id) ?? [];
  return [defaults.webhook?.id, ...own].includes(webhookId);
}

const NO_STEPS: readonly EscalationStep[] = [];
const NO_QUIET_HOURS: readonly QuietHours[] = [];
const NO_FALLBACKS: readonly Place[] = [];

/** Whether the guild can be told anything at all, at its own place or at another. */
export function isReachable({ destination, unusable, fallbacks }: Guild): boolean {
  return (destination !== null && unusable === null) || fallbacks.length > 0;
}

function destinationOf(
  channelId: string | null,
  webhook: { readonly id: string; readonly threadId: string | null } | null,
  forumPostId: string | null,
): Destination | null {
  if (channelId !== null) return { type: 'channel', channelId };
  if (webhook === null) return null;
  const threadId = webhook.threadId ?? forumPostId;
  return { type: 'webhook', webhookId: webhook.id, ...(threadId === null ? {} : { threadId }) };
}
