import type { TopUp } from '../accounts/topUp.ts';
import { kindOf } from '../kinds/index.ts';
import { clearHoldMs, type Judge } from '../kinds/judge.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { GuildMemories } from '../ports/alertStateStore.ts';
import { isReachable } from '../settings/guildSettings.ts';
import type { Millis } from '../time.ts';
import { ALERT_KINDS, type AlertKind, type Guild, type Limits, type Mute } from '../types.ts';
import { AFTERMATH_MS, activeCauses, affectedBy, CAUSE_KINDS, type CauseView, isHeldBack } from './causes.ts';
import { decide } from './decide.ts';
import { countsAsFiring, type Decision, type DecisionTerms } from './decision.ts';
import type { Verdict } from './facts.ts';
import { type AlertMemory, NOTHING_REMEMBERED } from './incident.ts';
import { judgedFrom, widestMs } from './judgedFrom.ts';
import type { Message } from './message.ts';
import { muteOf } from './mutes.ts';
import { outcomeMessages } from './outcomeMessages.ts';

/** What was decided about one kind, and what people are to be told of it. */
export interface KindOutcome {
  readonly kind: AlertKind;
  readonly verdict: Verdict;
  readonly decision: Decision;
  readonly before: AlertMemory;
  readonly after: AlertMemory;
  readonly messages: readonly Message[];
  readonly mute: Mute | null;
}

export interface GuildView {
  readonly guild: Guild;
  readonly memories: GuildMemories | undefined;
  readonly mutes: readonly Mute[];
  readonly readings: PipelineReadings;
  readonly judge: Judge;
}

/** The causes that hold back now, with the time after their end that still counts. */
type CausesWithin = (aftermathMs: Millis) => readonly AlertKind[];

/** Causes come first, because what they hold back depends on them. */
const IN_ORDER: readonly AlertKind[] = [...CAUSE_KINDS, ...ALERT_KINDS.filter((kind) => !CAUSE_KINDS.includes(kind))];

/** For how long an end matters: as a cause, while its failures are in the window; and while its cooldown lasts. */
export function endedMatterMs(limits: Limits): Millis {
  return Math.max(AFTERMATH_MS + widestMs(limits), limits.cooldownMs);
}

/** Judges and decides every kind for one guild. Pure: the same view gives the same outcomes. */
export function evaluateGuild(view: GuildView): readonly KindOutcome[] {
  const { guild, readings } = view;
  const now = readings.at;
  const memories = new Map(view.memories);
  const muteOn = (kind: AlertKind) => muteOf(view.mutes, guild.id, kind, now);
  const memoryOf = (kind: AlertKind) => memories.get(kind);
  const causeView = { memoryOf, isMuted: (kind: AlertKind) => muteOn(kind) !== null, readings };
  const verdicts = judgeAll(view, causeView);
  const firing = (kind: AlertKind) => verdicts.get(kind)?.state === 'firing';
  const causes: CausesWithin = (aftermathMs) => activeCauses({ ...causeView, isFiring: firing }, aftermathMs);

  return IN_ORDER.map((kind) => {
    const before = memories.get(kind) ?? NOTHING_REMEMBERED;
    const verdict = verdicts.get(kind) ?? { state: 'unknown', why: 'noReading' };
    const mute = muteOn(kind);
    const decision = decide(verdict, before, {
      muted: mute !== null,
      heldBy: heldBy(kind, view, causes, isCovered(kind, memoryOf, verdicts)),
      cooldownMs: guild.limits.cooldownMs,
      reminderMaxMs: guild.limits.reminderMaxMs,
      clearHoldMs: clearHoldMs(kind, guild.limits, before.incident?.clearSince ?? null, readings.steadySince),
      steadySince: readings.steadySince,
      now,
    });
    memories.set(kind, decision.memory);
    const cause = decision.memory.incident === null ? undefined : CAUSE_KINDS.find((one) => one === kind);
    const names = cause !== undefined && causes(AFTERMATH_MS).includes(cause);
    const after = names ? withAffects(affectedBy(cause, readings.window), decision.memory, firing) : decision.memory;
    const topUp = kind === 'balance' && mute === null ? untold(readings.topUp, guild) : null;
    const messages = outcomeMessages({ decision, verdict, before, after, topUp, limits: guild.limits, at: now });
    return { kind, verdict, decision, before, after, messages, mute };
  });
}

function judgeAll({ guild: { limits }, readings, judge }: GuildView, causeView: Omit<CauseView, 'isFiring'>) {
  // Nobody was told of another cause, so that what happened in its time counts.
  const known = activeCauses({ ...causeView, isFiring: () => true }, AFTERMATH_MS + widestMs(limits));
  const usedUpAt = known.includes('balance') ? readings.usedUpAt : null;
  const verdicts = new Map<AlertKind, Verdict>();
  for (const kind of ALERT_KINDS) {
    const incident = causeView.memoryOf(kind)?.incident ?? null;
    const holdMs = clearHoldMs(kind, limits, incident?.clearSince ?? null, readings.steadySince);
    const alreadyFiring = countsAsFiring(incident, holdMs, readings.at);
    const isKnown = (one: AlertKind) => one === kind || known.some((cause) => cause === one);
    const from = judgedFrom(kind, (one) => (isKnown(one) ? causeView.memoryOf(one) : undefined), usedUpAt);
    const wasCritical = alreadyFiring && incident?.severity === 'error';
    const about = alreadyFiring && incident !== null ? (kindOf(kind).aboutOf?.(incident.worst) ?? null) : null;
    const verdict = judge(kind, limits, { alreadyFiring, wasCritical, from, about });
    const begins = verdict.state === 'firing' && !alreadyFiring;
    verdicts.set(kind, begins && isCovered(kind, causeView.memoryOf, verdicts) ? COVERED : verdict);
  }
  return verdicts;
}

const COVERED: Verdict = { state: 'unknown', why: 'covered' };

/** Whether a kind that says more fires, or has not recovered yet. */
function isCovered(
  kind: AlertKind,
  memoryOf: CauseView['memoryOf'],
  verdicts: ReadonlyMap<AlertKind, Verdict>,
): boolean {
  const { coveredBy } = kindOf(kind);
  if (coveredBy === undefined) return false;
  return verdicts.get(coveredBy)?.state === 'firing' || (memoryOf(coveredBy)?.incident ?? null) !== null;
}

function heldBy(
  kind: AlertKind,
  { guild, readings }: GuildView,
  causes: CausesWithin,
  covered: boolean,
): DecisionTerms['heldBy'] {
  if (!isReachable(guild)) return 'noDestination';
  if (covered) return 'heldByCause';
  if (isHeldBack(kind, causes(AFTERMATH_MS), readings.window)) return 'heldByCause';
  if (!isHeldBack(kind, causes(AFTERMATH_MS + guild.limits.errors.windowMs), readings.window)) return null;
  // The window still holds what a cause itself did to it. Only what came after it tells whether these kinds still fire.
  const afterwards = kindOf(kind).judgeAfterwards?.(readings, guild.limits[kind]);
  return afterwards === undefined || afterwards.state === 'firing' ? null : 'heldByCause';
}

/** A cause's message names its consequences as they appear, and keeps naming them. */
function withAffects(
  consequences: readonly AlertKind[],
  memory: AlertMemory,
  firing: (kind: AlertKind) => boolean,
): AlertMemory {
  const { incident } = memory;
  if (incident === null) return memory;
  const fresh = consequences.filter((one) => firing(one) && !incident.affects.includes(one));
  return fresh.length === 0
    ? memory
    : { ...memory, incident: { ...incident, affects: [...incident.affects, ...fresh] } };
}

function untold(topUp: TopUp | null, guild: Guild): TopUp | null {
  return isReachable(guild) && topUp !== null && topUp.at > guild.topUpsToldUntil ? topUp : null;
}
