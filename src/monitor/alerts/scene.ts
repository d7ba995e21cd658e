import { kindOf } from '../kinds/index.ts';
import { clearHoldMs, type Judge } from '../kinds/judge.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import type { GuildAlertStates } from '../ports/alertStateStore.ts';
import type { Millis } from '../time.ts';
import { ALERT_KINDS, type AlertKind, type Guild, type Mute, type Thresholds } from '../types.ts';
import { activeCauses, type CauseView, INHIBITION_MS } from './causes.ts';
import { countsAsFiring } from './decision.ts';
import type { Verdict } from './facts.ts';
import type { AlertState } from './incident.ts';
import { judgedFrom, widestMs } from './judgedFrom.ts';
import { muteOn } from './mutes.ts';
import { openAt, passingOf, type QuietHours } from './quietHours.ts';
import { waitsForQuietEnd } from './quietWait.ts';

/** An account or a pipeline, as one guild sees it. */
export interface SubjectView {
  readonly name: string;
  /** What people know it by, where they have several; null where there is no other. */
  readonly title: string | null;
  /** What decides its alerts for this guild. */
  readonly thresholds: Thresholds;
  readonly alertStates: GuildAlertStates | undefined;
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

/** The causes that inhibit now, with the time after their end that still counts. */
type CausesWithin = (inhibitionMs: Millis) => readonly AlertKind[];

/** One account or pipeline while it is being decided. */
export interface Scene {
  readonly view: SubjectView;
  /** What is remembered by now; of an account's kind, what is remembered of the account. */
  readonly alertStateOf: (kind: AlertKind) => AlertState | undefined;
  readonly remember: (kind: AlertKind, alertState: AlertState) => void;
  readonly muteOn: (kind: AlertKind) => Mute | null;
  /** The guild's quiet hours that are open now. */
  readonly openQuiet: readonly QuietHours[];
  readonly verdictOn: (kind: AlertKind) => Verdict;
  readonly isFiring: (kind: AlertKind) => boolean;
  readonly causes: CausesWithin;
}

/** `account` is that of a pipeline, judged already; null for an account itself. */
export function createScene({ guild, mutes }: GuildView, view: SubjectView, account: Scene | null): Scene {
  const { readings } = view;
  const own = new Map(view.alertStates);
  const isOwn = (kind: AlertKind) => account === null || !isOfAccount(kind);
  const alertStateOf = (kind: AlertKind) => (isOwn(kind) ? own.get(kind) : account?.alertStateOf(kind));
  const muteOnKind = (kind: AlertKind) => muteOn(mutes, guild.id, { kind, pipeline: view.name }, readings.at);
  const readingsOf = (kind: AlertKind) => (isOwn(kind) ? readings : (account?.view.readings ?? readings));
  const openQuiet = account?.openQuiet ?? openAt(guild.quietHours, guild.timeZone, readings.at);
  const isMuted = (kind: AlertKind) => muteOnKind(kind) !== null || isQuiet(kind, alertStateOf(kind), openQuiet);
  const causeView = { alertStateOf, isMuted, readingsOf };
  const kinds = ALERT_KINDS.filter((kind) => isOfAccount(kind) === (account === null));
  const verdicts = judgeAll(kinds, view, causeView);
  const verdictOn = (kind: AlertKind) => (isOwn(kind) ? verdicts.get(kind) : account?.verdictOn(kind)) ?? NOT_JUDGED;
  const isFiring = (kind: AlertKind) => verdictOn(kind).state === 'firing';
  return {
    view,
    alertStateOf,
    remember: (kind, alertState) => own.set(kind, alertState),
    muteOn: muteOnKind,
    openQuiet,
    verdictOn,
    isFiring,
    causes: (inhibitionMs) => activeCauses({ ...causeView, isFiring }, inhibitionMs),
  };
}

/** Whether the message about a kind's incident waits. */
function isQuiet(kind: AlertKind, alertState: AlertState | undefined, openQuiet: readonly QuietHours[]): boolean {
  const incident = alertState?.incident ?? null;
  return incident !== null && waitsForQuietEnd(incident, incident.severity, { quiet: passingOf(openQuiet, kind) });
}

const NOT_JUDGED: Verdict = { state: 'unknown', why: 'noReading' };

function judgeAll(
  kinds: readonly AlertKind[],
  { thresholds, readings, judge }: SubjectView,
  causeView: Omit<CauseView, 'isFiring'>,
): ReadonlyMap<AlertKind, Verdict> {
  // Nobody was notified of another cause, so that what happened in its time counts.
  const known = activeCauses({ ...causeView, isFiring: () => true }, INHIBITION_MS + widestMs(thresholds));
  const usedUpAt = known.includes('balance') ? readings.usedUpAt : null;
  const verdicts = new Map<AlertKind, Verdict>();
  for (const kind of kinds) {
    const incident = causeView.alertStateOf(kind)?.incident ?? null;
    const holdMs = clearHoldMs(kind, thresholds, incident?.clearSince ?? null, readings.steadySince);
    const alreadyFiring = countsAsFiring(incident, holdMs, readings.at);
    const isKnown = (one: AlertKind) => one === kind || known.some((cause) => cause === one);
    const from = judgedFrom(kind, (one) => (isKnown(one) ? causeView.alertStateOf(one) : undefined), usedUpAt);
    const wasCritical = alreadyFiring && incident?.severity === 'critical';
    const about =
      alreadyFiring && incident !== null ? (kindOf(kind).aboutOf?.(incident.worst, thresholds[kind]) ?? null) : null;
    const verdict = judge(kind, thresholds, { alreadyFiring, wasCritical, from, about });
    const begins = verdict.state === 'firing' && !alreadyFiring;
    const isFiring = (one: AlertKind) => verdicts.get(one)?.state === 'firing';
    verdicts.set(kind, begins && isCovered(kind, causeView.alertStateOf, isFiring) ? COVERED : verdict);
  }
  return verdicts;
}

const COVERED: Verdict = { state: 'unknown', why: 'covered' };

/** Whether a kind that says more fires, or has not recovered yet. */
export function isCovered(
  kind: AlertKind,
  alertStateOf: CauseView['alertStateOf'],
  isFiring: (kind: AlertKind) => boolean,
): boolean {
  const { coveredBy } = kindOf(kind);
  if (coveredBy === undefined) return false;
  if (isFiring(coveredBy)) return true;
  const { incident = null } = alertStateOf(coveredBy) ?? {};
  return incident !== null && incident.flapping?.isGone !== true;
}

export function isOfAccount(kind: AlertKind): boolean {
  return kindOf(kind).scope === 'account';
}
