import type { WatchedAccount } from '../accounts/watchedAccount.ts';
import { evaluateGuild } from '../alerts/evaluateGuild.ts';
import { seenMutes } from '../alerts/mutes.ts';
import { createViews } from '../alerts/views.ts';
import { kindOf } from '../kinds/index.ts';
import type { LiveTrouble } from '../live/live.ts';
import type { DeliveryProgress } from '../ports/deliveryQueue.ts';
import type { ReceiverState } from '../ports/pageQueue.ts';
import type { Store } from '../ports/store.ts';
import type { Millis } from '../time.ts';
import type { Guild, Mute } from '../types.ts';
import { receiverStates } from './receiverStates.ts';
import { type KindStatus, type ReportPorts, toKindStatuses } from './reports.ts';
import { STANDINGS, type Standing, standingOf } from './standing.ts';

/** A pipeline or an account, and how it stands. */
export interface SubjectStatus {
  readonly name: string;
  readonly kinds: readonly KindStatus[];
  readonly standing: Standing;
}

export interface AccountStatus extends SubjectStatus {
  /** Those of its pipelines that the guild sees. */
  readonly pipelines: readonly string[];
}

/** All that a guild sees of several pipelines, the worst first. */
export interface StatusOverview {
  readonly at: Millis;
  readonly pipelines: readonly SubjectStatus[];
  readonly accounts: readonly AccountStatus[];
  readonly mutes: readonly Mute[];
  readonly guild: Guild;
  readonly delivery: DeliveryProgress;
  /** Those outside of Discord. */
  readonly receivers: readonly ReceiverState[];
  /** Why its live status is not shown, or not up to date; absent or null: it is, or it is switched off. */
  readonly live?: LiveTrouble | null;
}

/** Judged and decided now by the very functions that make the alerts; nothing is written. */
export async function statusOverview(
  guild: Guild,
  now: Millis,
  watched: readonly WatchedAccount[],
  { store, guildDefaults }: Pick<ReportPorts, 'store' | 'guildDefaults'>,
): Promise<StatusOverview> {
  const [parts, mutes, delivery, receivers, live] = await Promise.all([
    Promise.all(watched.map((each) => statusesOf(each, guild, now, store))),
    store.mutes.activeAt(now),
    store.deliveries.progress(guild.id),
    receiverStates(guild.id, { store, guildDefaults }),
    store.live.trouble(guild.id),
  ]);
  return {
    at: now,
    pipelines: parts.flatMap(({ pipelines }) => pipelines).sort(worstFirst),
    accounts: parts.map(({ account }) => account).sort(worstFirst),
    mutes: seenMutes(
      mutes,
      guild.id,
      guild.pipelines.map(({ name }) => name),
    ),
    guild,
    delivery,
    receivers,
    live,
  };
}

/** An account may have the name of a pipeline: the scope of a kind says which is meant. */
async function statusesOf({ account, reader }: WatchedAccount, guild: Guild, now: Millis, store: Store) {
  const views = createViews(account, now, { store, reader });
  await views.prepare([guild]);
  const viewOf = await views.load([guild]);
  const outcomes = evaluateGuild(viewOf(guild));
  const statusOf = (name: string, scope: 'account' | 'pipeline'): SubjectStatus => {
    const kinds = toKindStatuses(
      outcomes.filter(({ kind, subject }) => kindOf(kind).scope === scope && subject === name),
    );
    return { name, kinds, standing: standingOf(kinds) };
  };
  return {
    account: { ...statusOf(account.name, 'account'), pipelines: account.pipelines },
    pipelines: account.pipelines.map((name) => statusOf(name, 'pipeline')),
  };
}

function worstFirst(a: SubjectStatus, b: SubjectStatus): number {
  return STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing);
}
