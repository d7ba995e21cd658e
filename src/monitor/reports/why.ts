import type { ChartPorts } from '../charts/chartPorts.ts';
import { kindOf } from '../kinds/index.ts';
import type { PastDecision } from '../ports/decisionStore.ts';
import { parsePastTime } from '../text/pastTime.ts';
import { HOUR, type Millis } from '../time.ts';
import type { AlertKind, Guild } from '../types.ts';
import { measuredAt } from './measuredAt.ts';

/** How far around the moment is looked. */
const AROUND_MS: Millis = HOUR;
const MOST = 15;
const MOST_READ = 200;
/** Of them after the moment: what led to it says more. */
const LATER = 5;

export interface WhyReport {
  readonly kind: AlertKind;
  readonly at: Millis;
  /** What was decided then, with what was measured at that moment; null where nothing is known of that time. */
  readonly decided: PastDecision | null;
  /** What was decided within an hour before and after it, the newest first, that one among them. */
  readonly around: readonly PastDecision[];
}

/** Why there was a message about a kind at a time, or none. @throws MonitorError `badMoment`. */
export async function reportWhy(
  guild: Guild,
  kind: AlertKind,
  text: string | null,
  now: Millis,
  { store, pipeline, account }: Pick<ChartPorts, 'store' | 'pipeline' | 'account'>,
): Promise<WhyReport> {
  const at = text === null ? now : parsePastTime(text, now, guild.timeZone);
  const subject = kindOf(kind).scope === 'account' ? account.name : pipeline;
  const key = { guildId: guild.id, pipeline: subject, kind };
  const [before, after] = await Promise.all([
    store.decisions.between(key, at - AROUND_MS, at, MOST),
    store.decisions.between(key, at, at + AROUND_MS, MOST_READ),
  ]);
  const held = before.find(({ until }) => until === null || until > at) ?? null;
  const decided = held && { ...held, facts: await measuredAt(held, at, guild, { store, pipeline, account }) };
  const later = after.filter((decision) => decision.at > at);
  return { kind, at, decided, around: [...later.slice(-LATER), ...before].slice(0, MOST) };
}
