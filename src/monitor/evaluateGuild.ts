import { AFTERMATH_MS, activeCauses, CAUSE_KINDS, type CauseKind, CONSEQUENCES, isHeldBack } from './causes.ts';
import { countsAsFiring, type Decision, type DecisionTerms, decide } from './decide.ts';
import type { Verdict } from './facts.ts';
import { isReachable } from './guildSettings.ts';
import { type AlertMemory, NOTHING_REMEMBERED } from './incident.ts';
import { clearHoldMs, type Judge } from './judge.ts';
import { judgedFrom } from './judgedFrom.ts';
import type { Message, TopUp } from './message.ts';
import { muteOf } from './mutes.ts';
import type { PipelineReadings } from './pipelineReader.ts';
import type { GuildMemories } from './ports.ts';
import { reminderWaitMs } from './reminderWait.ts';
import { judgeErrors } from './rules/errors.ts';
import { judgeThreads } from './rules/threads.ts';
import { ALERT_KINDS, type AlertKind, type Guild, type Limits, type Millis, type Mute } from './types.ts';

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
type CausesWithin = (aftermathMs: Millis) => readonly CauseKind[];

/** Causes come first, because what they hold back depends on them. */
const IN_ORDER: readonly AlertKind[] = [...CAUSE_KINDS, ...ALERT_KINDS.filter((kind) => !(kind in CONSEQUENCES))];

/** Judges and decides every kind for one guild. Pure: the same view gives the same outcomes. */
export function evaluateGuild(view: GuildView): readonly KindOutcome[] {
  const { guild, readings, judge } = view;
  const now = readings.at;
  const memories = new Map(view.memories);
  const verdicts = new Map<AlertKind, Verdict>();
  for (const kind of ALERT_KINDS) {
    const incident = memories.get(kind)?.incident ?? null;
    const holdMs = clearHoldMs(kind, guild.limits, incident?.clearSince ?? null, readings.steadySince);
    const alreadyFiring = countsAsFiring(incident, holdMs, now);
    const from = judgedFrom(kind, (one) => memories.get(one), readings.usedUpAt);
    const wasCritical = alreadyFiring && incident?.severity === 'error';
    verdicts.set(kind, judge(kind, guild.limits, { alreadyFiring, wasCritical, from }));
  }
  const firing = (kind: AlertKind) => verdicts.get(kind)?.state === 'firing';
  const causes: CausesWithin = (aftermathMs) =>
    activeCauses((cause) => memories.get(cause), readings.usedUpAt, now, aftermathMs, firing);

  return IN_ORDER.map((kind) => {
    const before = memories.get(kind) ?? NOTHING_REMEMBERED;
    const verdict = verdicts.get(kind) ?? { state: 'unknown', why: 'noReading' };
    const mute = muteOf(view.mutes, guild.id, kind, now);
    const decision = decide(verdict, before, {
      muted: mute !== null,
      heldBy: heldBy(kind, view, causes),
      cooldownMs: reminderWaitMs(guild.limits, before, readings.steadySince),
      clearHoldMs: clearHoldMs(kind, guild.limits, before.incident?.clearSince ?? null, readings.steadySince),
      now,
    });
    memories.set(kind, decision.memory);
    const cause = decision.memory.incident === null ? undefined : CAUSE_KINDS.find((one) => one === kind);
    const names = cause !== undefined && causes(AFTERMATH_MS).includes(cause);
    const after = names ? withAffects(cause, decision.memory, firing) : decision.memory;
    const topUp = kind === 'balance' && mute === null ? untold(readings.topUp, guild) : null;
    const messages = messagesOf(decision, verdict, before, after, topUp, now);
    return { kind, verdict, decision, before, after, messages, mute };
  });
}

function heldBy(kind: AlertKind, { guild, readings }: GuildView, causes: CausesWithin): DecisionTerms['heldBy'] {
  if (!isReachable(guild)) return 'noDestination';
  if (isHeldBack(kind, causes(AFTERMATH_MS))) return 'heldByCause';
  if (!isHeldBack(kind, causes(AFTERMATH_MS + guild.limits.errors.windowMs))) return null;
  const afterwards = judgeAfterwards(kind, guild.limits, readings);
  return afterwards === null || afterwards.state === 'firing' ? null : 'heldByCause';
}

/** The window still holds what a cause itself did to it. Only what came after it tells whether these kinds still fire. */
function judgeAfterwards(kind: AlertKind, { errors, threads }: Limits, readings: PipelineReadings): Verdict | null {
  if (kind === 'errors') return judgeErrors(readings.aftermath, errors, false);
  return kind === 'threads' ? judgeThreads(readings.threads, readings.aftermath, threads, true, readings.at) : null;
}

/** A cause's message names its consequences as they appear, and keeps naming them. */
function withAffects(kind: CauseKind, memory: AlertMemory, firing: (kind: AlertKind) => boolean): AlertMemory {
  const { incident } = memory;
  if (incident === null) return memory;
  const consequences: readonly AlertKind[] = CONSEQUENCES[kind];
  const fresh = consequences.filter((one) => firing(one) && !incident.affects.includes(one));
  return fresh.length === 0
    ? memory
    : { ...memory, incident: { ...incident, affects: [...incident.affects, ...fresh] } };
}

function untold(topUp: TopUp | null, guild: Guild): TopUp | null {
  return isReachable(guild) && topUp !== null && topUp.at > guild.topUpsToldUntil ? topUp : null;
}

function messagesOf(
  decision: Decision,
  verdict: Verdict,
  before: AlertMemory,
  after: AlertMemory,
  topUp: TopUp | null,
  at: number,
): readonly Message[] {
  const facts = verdict.state === 'unknown' ? null : verdict.facts;
  const told = before.incident?.toldSeverity != null;
  if (decision.send === 'recovery' && facts !== null) {
    const state = {
      openedAt: before.incident?.openedAt ?? at,
      endedAt: before.incident?.clearSince ?? at,
      acknowledged: before.incident?.acknowledged ?? null,
      muted: before.incident?.muted ?? null,
      affects: before.incident?.affects ?? [],
    };
    return [
      { type: 'recovery', before: decision.before, after: facts, topUp, at },
      { type: 'edit', state, at },
    ];
  }
  const extra: readonly Message[] = topUp === null ? [] : [{ type: 'topUp', topUp, at }];
  const { incident } = after;
  if (decision.send === 'alert' && facts !== null && incident !== null) {
    const { severity, affects } = incident;
    return [{ type: 'alert', severity, facts, heldBack: decision.heldBack, affects, at }, ...extra];
  }
  if (told && incident !== null && incident.affects !== before.incident?.affects) {
    const { openedAt, acknowledged, muted, affects } = incident;
    return [{ type: 'edit', state: { openedAt, endedAt: null, acknowledged, muted, affects }, at }, ...extra];
  }
  return extra;
}
