import type { TopUp } from '../accounts/topUp.ts';
import { kindOf } from '../kinds/index.ts';
import { clearHoldMs } from '../kinds/judge.ts';
import { isReachable } from '../settings/guildSettings.ts';
import { routed } from '../settings/routes.ts';
import type { Millis } from '../time.ts';
import { ALERT_KINDS, type AlertKind, type Guild, type Mute, type Thresholds } from '../types.ts';
import { affectedBy, CAUSE_KINDS, INHIBITION_MS, inhibitedKinds, isInhibited } from './causes.ts';
import { decide } from './decide.ts';
import type { Decision, DecisionTerms } from './decision.ts';
import { escalate } from './escalate.ts';
import type { Verdict } from './facts.ts';
import { FLAPPING_WITHIN_MS } from './flapping.ts';
import { type AlertState, NOTHING_REMEMBERED } from './incident.ts';
import { widestMs } from './judgedFrom.ts';
import type { Message } from './message.ts';
import { outcomeMessages } from './outcomeMessages.ts';
import { pagesOf } from './page.ts';
import type { NewPage, PagedReceiver } from './paged.ts';
import { passingOf } from './quietHours.ts';
import { createScene, type GuildView, isCovered, isOfAccount, type Scene } from './scene.ts';

/** What was decided about one kind of an account or of a pipeline, and what people are to be notified of. */
export interface KindOutcome {
  /** The name of the account or pipeline that the kind is about. */
  readonly subject: string;
  readonly kind: AlertKind;
  /** What decides its alerts for this guild. */
  readonly thresholds: Thresholds;
  readonly verdict: Verdict;
  readonly decision: Decision;
  readonly before: AlertState;
  readonly after: AlertState;
  readonly messages: readonly Message[];
  /** The pages of it for receivers outside of Discord. */
  readonly pages: readonly NewPage[];
  readonly mute: Mute | null;
}

/** Causes come first, because what they inhibit depends on them. */
const IN_ORDER: readonly AlertKind[] = [...CAUSE_KINDS, ...ALERT_KINDS.filter((kind) => !CAUSE_KINDS.includes(kind))];

/** For how long an end matters: as a cause, while its failures are in the window; while its cooldown lasts; and as one of many. */
export function endedMatterMs(thresholds: Thresholds): Millis {
  return Math.max(INHIBITION_MS + widestMs(thresholds), thresholds.cooldownMs, FLAPPING_WITHIN_MS);
}

/** Judges and decides every kind of an account and its pipelines for one guild. Pure: the same view gives the same outcomes. */
export function evaluateGuild(view: GuildView, receivers: readonly PagedReceiver[] = []): readonly KindOutcome[] {
  // It sees nothing of this account.
  if (view.pipelines.length === 0) return [];
  const account = createScene(view, view.account, null);
  const pipelines = view.pipelines.map((pipeline) => createScene(view, pipeline, account));
  return IN_ORDER.flatMap((kind) =>
    isOfAccount(kind)
      ? [decideKind(kind, view, account, pipelines, receivers)]
      : pipelines.map((pipeline) => decideKind(kind, view, pipeline, [], receivers)),
  );
}

/** `pipelines`: those of the account that the kind is about. */
function decideKind(
  kind: AlertKind,
  { guild }: GuildView,
  scene: Scene,
  pipelines: readonly Scene[],
  receivers: readonly PagedReceiver[],
): KindOutcome {
  const { name: subject, thresholds, readings } = scene.view;
  const { at } = readings;
  const before = scene.alertStateOf(kind) ?? NOTHING_REMEMBERED;
  const verdict = scene.verdictOn(kind);
  const mute = scene.muteOn(kind);
  const quiet = passingOf(scene.openQuiet, kind);
  const terms = {
    muted: mute !== null,
    quiet,
    suppressedBy: suppressedBy(kind, routed(guild, { kind, pipeline: subject }), scene),
    cooldownMs: thresholds.cooldownMs,
    reminderMaxMs: thresholds.reminderMaxMs,
    clearHoldMs: clearHoldMs(kind, thresholds, before.incident?.clearSince ?? null, readings.steadySince),
    steadySince: readings.steadySince,
    now: at,
  };
  const decided = decide(verdict, before, terms);
  scene.remember(kind, decided.alertState);
  const named = withAffects(kind, decided.alertState, scene, pipelines);
  const steps = guild.escalation;
  const { decision, alertState, due } = escalate({ ...terms, decision: decided, verdict, alertState: named, steps });
  const { title } = scene.view;
  const escalation = { steps, due };
  const { alertState: after, pages } = pagesOf(
    {
      decision,
      verdict,
      before,
      after: alertState,
      subject: title,
      quiet,
      escalation,
      cooldownMs: terms.cooldownMs,
      at,
    },
    receivers,
  );
  const topUp = kind === 'balance' && mute === null ? unnotified(readings.topUp, subject, guild) : null;
  const messages = outcomeMessages({
    decision,
    verdict,
    before,
    after,
    topUp,
    due,
    thresholds,
    muted: mute !== null,
    subject: title,
    at,
  });
  return { subject, kind, thresholds, verdict, decision, before, after, messages, pages, mute };
}

function suppressedBy(
  kind: AlertKind,
  guild: Guild,
  { view, causes, alertStateOf, isFiring }: Scene,
): DecisionTerms['suppressedBy'] {
  const { thresholds, readings } = view;
  if (!isReachable(guild)) return 'noDestination';
  if (isCovered(kind, alertStateOf, isFiring)) return 'inhibited';
  if (isInhibited(kind, causes(INHIBITION_MS), readings.window)) return 'inhibited';
  if (!isInhibited(kind, causes(INHIBITION_MS + thresholds.errors.windowMs), readings.window)) return null;
  // The window still holds what a cause itself did to it. Only what came after it tells whether these kinds still fire.
  const afterwards = kindOf(kind).judgeAfterwards?.(readings, thresholds[kind]);
  return afterwards === undefined || afterwards.state === 'firing' ? null : 'inhibited';
}

/** A cause's message names the kinds that it inhibits as they appear, in any of the account's pipelines, and keeps naming them. */
function withAffects(kind: AlertKind, alertState: AlertState, scene: Scene, pipelines: readonly Scene[]): AlertState {
  const { incident } = alertState;
  if (incident === null || !CAUSE_KINDS.includes(kind) || !scene.causes(INHIBITION_MS).includes(kind))
    return alertState;
  const scenes = pipelines.length === 0 ? [scene] : pipelines;
  const appears = (one: AlertKind) =>
    scenes.some(({ view, isFiring }) => isFiring(one) && affectedBy(kind, view.readings.window).includes(one));
  const fresh = inhibitedKinds(kind).filter((one) => !incident.affects.includes(one) && appears(one));
  return fresh.length === 0
    ? alertState
    : { ...alertState, incident: { ...incident, affects: [...incident.affects, ...fresh] } };
}

/** What is older than the guild is no news to it. */
function unnotified(topUp: TopUp | null, account: string, guild: Guild): TopUp | null {
  if (topUp === null || !isReachable(guild)) return null;
  return topUp.at > Math.max(guild.joinedAt, guild.notifiedTopUps[account] ?? 0) ? topUp : null;
}
