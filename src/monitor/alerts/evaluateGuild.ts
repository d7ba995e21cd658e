import type { TopUp } from '../accounts/topUp.ts';
import { kindOf } from '../kinds/index.ts';
import { clearHoldMs, type Judge } from '../kinds/judge.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { GuildMemories } from '../ports/alertStateStore.ts';
import { isReachable } from '../settings/guildSettings.ts';
import { routed } from '../settings/routes.ts';
import type { Millis } from '../time.ts';
import { ALERT_KINDS, type AlertKind, type Guild, type Limits, type Mute } from '../types.ts';
import {
  AFTERMATH_MS,
  activeCauses,
  affectedBy,
  CAUSE_KINDS,
  type CauseView,
  consequencesOf,
  isHeldBack,
} from './causes.ts';
import { decide } from './decide.ts';
import { countsAsFiring, type Decision, type DecisionTerms } from './decision.ts';
import type { Verdict } from './facts.ts';
import { type AlertMemory, NOTHING_REMEMBERED } from './incident.ts';
import { judgedFrom, widestMs } from './judgedFrom.ts';
import type { Message } from './message.ts';
import { muteOn } from './mutes.ts';
import { outcomeMessages } from './outcomeMessages.ts';

/** What was decided about one kind of an account or of a pipeline, and what people are to be told of it. */
export interface KindOutcome {
  /** The name of the account or pipeline that the kind is about. */
  readonly subject: string;
  readonly kind: AlertKind;
  /** What decides its alerts for this guild. */
  readonly limits: Limits;
  readonly verdict: Verdict;
  readonly decision: Decision;
  readonly before: AlertMemory;
  readonly after: AlertMemory;
  readonly messages: readonly Message[];
  readonly mute: Mute | null;
}

/** An account or a pipeline, as one guild sees it. */
export interface SubjectView {
  readonly name: string;
  /** What people know it by, where they have several; null where there is no other. */
  readonly title: string | null;
  /** What decides its alerts for this guild. */
  readonly limits: Limits;
  readonly memories: GuildMemories | undefined;
  readonly readings: PipelineReadings;
  readonly judge: Judge;
}

/** An account with its pipelines, as one guild sees them. */
export interface GuildView {
  readonly guild: Guild;
  readonly mutes: readonly Mute[];
  readonly account: SubjectView;
  readonly pipelines: readonly SubjectView[];
}

/** The causes that hold back now, with the time after their end that still counts. */
type CausesWithin = (aftermathMs: Millis) => readonly AlertKind[];

/** Causes come first, because what they hold back depends on them. */
const IN_ORDER: readonly AlertKind[] = [...CAUSE_KINDS, ...ALERT_KINDS.filter((kind) => !CAUSE_KINDS.includes(kind))];

/** For how long an end matters: as a cause, while its failures are in the window; and while its cooldown lasts. */
export function endedMatterMs(limits: Limits): Millis {
  return Math.max(AFTERMATH_MS + widestMs(limits), limits.cooldownMs);
}

/** Judges and decides every kind of an account and its pipelines for one guild. Pure: the same view gives the same outcomes. */
export function evaluateGuild(view: GuildView): readonly KindOutcome[] {
  // It sees nothing of this account.
  if (view.pipelines.length === 0) return [];
  const account = createScene(view, view.account, null);
  const pipelines = view.pipelines.map((pipeline) => createScene(view, pipeline, account));
  return IN_ORDER.flatMap((kind) =>
    isOfAccount(kind)
      ? [decideKind(kind, view, account, pipelines)]
      : pipelines.map((pipeline) => decideKind(kind, view, pipeline, [])),
  );
}

function isOfAccount(kind: AlertKind): boolean {
  return kindOf(kind).scope === 'account';
}

/** One account or pipeline while it is being decided. */
interface Scene {
  readonly view: SubjectView;
  /** What is remembered by now; of an account's kind, what is remembered of the account. */
  readonly memoryOf: (kind: AlertKind) => AlertMemory | undefined;
  readonly remember: (kind: AlertKind, memory: AlertMemory) => void;
  readonly muteOn: (kind: AlertKind) => Mute | null;
  readonly verdictOn: (kind: AlertKind) => Verdict;
  readonly isFiring: (kind: AlertKind) => boolean;
  readonly causes: CausesWithin;
}

/** `account` is that of a pipeline, judged already; null for an account itself. */
function createScene({ guild, mutes }: GuildView, view: SubjectView, account: Scene | null): Scene {
  const { readings } = view;
  const own = new Map(view.memories);
  const isOwn = (kind: AlertKind) => account === null || !isOfAccount(kind);
  const memoryOf = (kind: AlertKind) => (isOwn(kind) ? own.get(kind) : account?.memoryOf(kind));
  const muteOnKind = (kind: AlertKind) => muteOn(mutes, guild.id, { kind, pipeline: view.name }, readings.at);
  const readingsOf = (kind: AlertKind) => (isOwn(kind) ? readings : (account?.view.readings ?? readings));
  const causeView = { memoryOf, isMuted: (kind: AlertKind) => muteOnKind(kind) !== null, readingsOf };
  const kinds = ALERT_KINDS.filter((kind) => isOfAccount(kind) === (account === null));
  const verdicts = judgeAll(kinds, view, causeView);
  const verdictOn = (kind: AlertKind) => (isOwn(kind) ? verdicts.get(kind) : account?.verdictOn(kind)) ?? NOT_JUDGED;
  const isFiring = (kind: AlertKind) => verdictOn(kind).state === 'firing';
  return {
    view,
    memoryOf,
    remember: (kind, memory) => own.set(kind, memory),
    muteOn: muteOnKind,
    verdictOn,
    isFiring,
    causes: (aftermathMs) => activeCauses({ ...causeView, isFiring }, aftermathMs),
  };
}

const NOT_JUDGED: Verdict = { state: 'unknown', why: 'noReading' };

/** `pipelines`: those of the account that the kind is about. */
function decideKind(kind: AlertKind, { guild }: GuildView, scene: Scene, pipelines: readonly Scene[]): KindOutcome {
  const { name: subject, limits, readings } = scene.view;
  const { at } = readings;
  const before = scene.memoryOf(kind) ?? NOTHING_REMEMBERED;
  const verdict = scene.verdictOn(kind);
  const mute = scene.muteOn(kind);
  const decision = decide(verdict, before, {
    muted: mute !== null,
    heldBy: heldBy(kind, routed(guild, { kind, pipeline: subject }), scene),
    cooldownMs: limits.cooldownMs,
    reminderMaxMs: limits.reminderMaxMs,
    clearHoldMs: clearHoldMs(kind, limits, before.incident?.clearSince ?? null, readings.steadySince),
    steadySince: readings.steadySince,
    now: at,
  });
  scene.remember(kind, decision.memory);
  const after = withAffects(kind, decision.memory, scene, pipelines);
  const topUp = kind === 'balance' && mute === null ? untold(readings.topUp, subject, guild) : null;
  const messages = outcomeMessages({
    decision,
    verdict,
    before,
    after,
    topUp,
    limits,
    subject: scene.view.title,
    at,
  });
  return { subject, kind, limits, verdict, decision, before, after, messages, mute };
}

function judgeAll(
  kinds: readonly AlertKind[],
  { limits, readings, judge }: SubjectView,
  causeView: Omit<CauseView, 'isFiring'>,
): ReadonlyMap<AlertKind, Verdict> {
  // Nobody was told of another cause, so that what happened in its time counts.
  const known = activeCauses({ ...causeView, isFiring: () => true }, AFTERMATH_MS + widestMs(limits));
  const usedUpAt = known.includes('balance') ? readings.usedUpAt : null;
  const verdicts = new Map<AlertKind, Verdict>();
  for (const kind of kinds) {
    const incident = causeView.memoryOf(kind)?.incident ?? null;
    const holdMs = clearHoldMs(kind, limits, incident?.clearSince ?? null, readings.steadySince);
    const alreadyFiring = countsAsFiring(incident, holdMs, readings.at);
    const isKnown = (one: AlertKind) => one === kind || known.some((cause) => cause === one);
    const from = judgedFrom(kind, (one) => (isKnown(one) ? causeView.memoryOf(one) : undefined), usedUpAt);
    const wasCritical = alreadyFiring && incident?.severity === 'error';
    const about = alreadyFiring && incident !== null ? (kindOf(kind).aboutOf?.(incident.worst) ?? null) : null;
    const verdict = judge(kind, limits, { alreadyFiring, wasCritical, from, about });
    const begins = verdict.state === 'firing' && !alreadyFiring;
    const isFiring = (one: AlertKind) => verdicts.get(one)?.state === 'firing';
    verdicts.set(kind, begins && isCovered(kind, causeView.memoryOf, isFiring) ? COVERED : verdict);
  }
  return verdicts;
}

const COVERED: Verdict = { state: 'unknown', why: 'covered' };

/** Whether a kind that says more fires, or has not recovered yet. */
function isCovered(kind: AlertKind, memoryOf: CauseView['memoryOf'], isFiring: (kind: AlertKind) => boolean): boolean {
  const { coveredBy } = kindOf(kind);
  return coveredBy !== undefined && (isFiring(coveredBy) || (memoryOf(coveredBy)?.incident ?? null) !== null);
}

function heldBy(kind: AlertKind, guild: Guild, { view, causes, memoryOf, isFiring }: Scene): DecisionTerms['heldBy'] {
  const { limits, readings } = view;
  if (!isReachable(guild)) return 'noDestination';
  if (isCovered(kind, memoryOf, isFiring)) return 'heldByCause';
  if (isHeldBack(kind, causes(AFTERMATH_MS), readings.window)) return 'heldByCause';
  if (!isHeldBack(kind, causes(AFTERMATH_MS + limits.errors.windowMs), readings.window)) return null;
  // The window still holds what a cause itself did to it. Only what came after it tells whether these kinds still fire.
  const afterwards = kindOf(kind).judgeAfterwards?.(readings, limits[kind]);
  return afterwards === undefined || afterwards.state === 'firing' ? null : 'heldByCause';
}

/** A cause's message names its consequences as they appear, in any of the account's pipelines, and keeps naming them. */
function withAffects(kind: AlertKind, memory: AlertMemory, scene: Scene, pipelines: readonly Scene[]): AlertMemory {
  const { incident } = memory;
  if (incident === null || !CAUSE_KINDS.includes(kind) || !scene.causes(AFTERMATH_MS).includes(kind)) return memory;
  const scenes = pipelines.length === 0 ? [scene] : pipelines;
  const appears = (one: AlertKind) =>
    scenes.some(({ view, isFiring }) => isFiring(one) && affectedBy(kind, view.readings.window).includes(one));
  const fresh = consequencesOf(kind).filter((one) => !incident.affects.includes(one) && appears(one));
  return fresh.length === 0
    ? memory
    : { ...memory, incident: { ...incident, affects: [...incident.affects, ...fresh] } };
}

/** What is older than the guild is no news to it. */
function untold(topUp: TopUp | null, account: string, guild: Guild): TopUp | null {
  if (topUp === null || !isReachable(guild)) return null;
  return topUp.at > Math.max(guild.joinedAt, guild.toldTopUps[account] ?? 0) ? topUp : null;
}
