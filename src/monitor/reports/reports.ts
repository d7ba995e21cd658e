import type { Account } from '../accounts/account.ts';
import type { ProviderHealth } from '../accounts/providerHealth.ts';
import type { DecisionReason } from '../alerts/decision.ts';
import { evaluateGuild, type KindOutcome } from '../alerts/evaluateGuild.ts';
import type { Verdict } from '../alerts/facts.ts';
import type { Incident } from '../alerts/incident.ts';
import type { LastSent } from '../alerts/lastSent.ts';
import { createViews } from '../alerts/views.ts';
import type { Runway } from '../forecast/forecast.ts';
import { kindOf } from '../kinds/index.ts';
import { createJudge } from '../kinds/judge.ts';
import type { Reader } from '../kinds/reader.ts';
import type { LiveTrouble } from '../live/live.ts';
import type { DeliveryProgress } from '../ports/deliveryQueue.ts';
import type { ReceiverState } from '../ports/pageQueue.ts';
import type { Store } from '../ports/store.ts';
import type { UnreadableSource } from '../queueSources/sourceSums.ts';
import { OTHER } from '../record/codes.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import { withDefaults } from '../settings/guildSettings.ts';
import { HOUR, type Millis } from '../time.ts';
import { ALERT_KINDS, type AlertKind, type Guild, type MicroUsd, type Mute, type Thresholds } from '../types.ts';
import { receiverStates } from './receiverStates.ts';

export interface BalanceReport {
  /** Not on a thread plan. */
  readonly hasBalance: boolean;
  readonly at: Millis | null;
  readonly balanceMicros: MicroUsd | null;
  readonly verdict: Verdict;
  readonly thresholds: Thresholds['balance'];
  readonly runway: Runway | null;
  readonly provider: ProviderHealth;
}

export interface KindStatus {
  readonly kind: AlertKind;
  readonly verdict: Verdict;
  /** What an evaluation would decide now, and why. */
  readonly reason: DecisionReason;
  readonly incident: Incident | null;
  readonly lastSent: LastSent;
  readonly mute: Mute | null;
}

export interface StatusReport {
  readonly at: Millis;
  readonly kinds: readonly KindStatus[];
  readonly mutes: readonly Mute[];
  readonly newestResultAt: Millis | null;
  readonly guild: Guild;
  readonly delivery: DeliveryProgress;
  /** Those outside of Discord. */
  readonly receivers: readonly ReceiverState[];
  /** Why the guild's live status is not shown, or not up to date; absent or null: it is, or it is switched off. */
  readonly live?: LiveTrouble | null;
  readonly provider: ProviderHealth;
  /** Sources of the queue's depth that cannot be read now. */
  readonly unreadable: readonly UnreadableSource[];
  /** By how much results are steadily dated earlier than they arrive; null where they are not. */
  readonly lateMs: Millis | null;
  /** Of which names there were more within the last hour than are kept. */
  readonly tooMany: { readonly codes: boolean; readonly types: boolean };
}

export interface ReportPorts {
  readonly store: Store;
  readonly reader: Reader;
  readonly guildDefaults: GuildDefaults;
  readonly pipeline: string;
  /** The one that the pipeline spends from. */
  readonly account: Account;
}

/** The balance as the rule sees it, by the guild's own thresholds. */
export async function reportBalance(guild: Guild, now: Millis, { reader }: ReportPorts): Promise<BalanceReport> {
  const { thresholds } = guild;
  const readings = await reader(now).account(thresholds);
  return {
    hasBalance: readings.hasBalance,
    at: readings.balance?.at ?? null,
    balanceMicros: readings.balance?.value ?? null,
    verdict: createJudge(() => readings)('balance', thresholds),
    thresholds: thresholds.balance,
    runway: readings.runway,
    provider: readings.provider,
  };
}

/** Everything at a glance, judged and decided now by the very functions that make the alerts; nothing is written. */
export async function reportStatus(guild: Guild, now: Millis, ports: ReportPorts): Promise<StatusReport> {
  const { store, pipeline, account } = ports;
  const views = createViews(account, now, ports);
  const [viewOf, delivery, receivers, live, names] = await Promise.all([
    views.prepare([guild]).then(() => views.load([guild])),
    store.deliveries.progress(guild.id),
    receiverStates(guild.id, ports),
    store.live.trouble(guild.id),
    store.results.names(pipeline, now - HOUR, now + 1),
  ]);
  const view = viewOf(guild);
  const readings = view.pipelines.find(({ name }) => name === pipeline)?.readings ?? view.account.readings;
  const outcomes = evaluateGuild(view).filter(
    ({ kind, subject }) => kindOf(kind).scope === 'account' || subject === pipeline,
  );
  return {
    at: now,
    kinds: toKindStatuses(outcomes),
    mutes: view.mutes.filter((mute) => mute.pipeline === null || mute.pipeline === pipeline),
    newestResultAt: readings.arrivals.newestAt,
    guild: asSeenBy(guild, pipeline),
    delivery,
    receivers,
    live,
    provider: readings.provider,
    unreadable: readings.queue.sources?.unreadable ?? [],
    lateMs: readings.lateMs,
    tooMany: { codes: names.codes.includes(OTHER), types: names.types.includes(OTHER) },
  };
}

/** What was decided, as it is shown: in the order of the kinds. */
export function toKindStatuses(outcomes: readonly KindOutcome[]): readonly KindStatus[] {
  return outcomes
    .map(({ kind, verdict, decision, before: { incident, lastSent }, mute }) => {
      return { kind, verdict, reason: decision.reason, incident, lastSent, mute };
    })
    .sort((a, b) => ALERT_KINDS.indexOf(a.kind) - ALERT_KINDS.indexOf(b.kind));
}

/** A guild with the thresholds that hold for one of its pipelines. */
export function asSeenBy(guild: Guild, pipeline: string): Guild {
  const { thresholds = guild.thresholds } = guild.pipelines.find(({ name }) => name === pipeline) ?? {};
  return thresholds === guild.thresholds ? guild : { ...guild, thresholds };
}

/** A guild by its id, with what holds for it; one that is not known yet has the process-wide settings. */
export async function findGuild(
  guildId: string,
  now: Millis,
  { store, guildDefaults }: Pick<ReportPorts, 'store' | 'guildDefaults'>,
): Promise<Guild> {
  const stored = await store.guilds.get(guildId);
  return withDefaults(stored ?? unknownGuild(guildId, now), guildDefaults, now);
}

function unknownGuild(id: string, now: Millis) {
  return {
    id,
    name: '',
    channelId: null,
    webhookId: null,
    webhookChannelId: null,
    webhookThreadId: null,
    mention: null,
    mentionFrom: null,
    pingFailure: null,
    acknowledgeRole: null,
    locale: null,
    timeZone: null,
    summaryMinute: null,
    thresholds: {},
    quietHours: null,
    escalation: null,
    onCall: null,
    unusable: null,
    joinedAt: now,
    notifiedTopUps: {},
    routes: {},
  };
}
