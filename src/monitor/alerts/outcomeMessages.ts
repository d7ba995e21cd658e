import type { TopUp } from '../accounts/topUp.ts';
import { clearLevel } from '../kinds/clearLevel.ts';
import type { UnknownWhy } from '../kinds/verdict.ts';
import type { Millis } from '../time.ts';
import type { Thresholds } from '../types.ts';
import { answerBy } from './acknowledgement.ts';
import type { Decision } from './decision.ts';
import { type EscalationStep, escalationState } from './escalation.ts';
import type { Facts, Verdict } from './facts.ts';
import { cameAndWent } from './flapping.ts';
import type { AlertState, Incident } from './incident.ts';
import type { IncidentState } from './incidentState.ts';
import type { AlertMessage, EditMessage, Message } from './message.ts';
import { mutedAt } from './mutes.ts';

export interface Decided {
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly before: AlertState;
  readonly after: AlertState;
  readonly topUp: TopUp | null;
  /** The steps of the escalation that are due. */
  readonly due: readonly EscalationStep[];
  readonly thresholds: Thresholds;
  readonly muted: boolean;
  /** What people know it by, where they have several. */
  readonly subject: string | null;
  readonly at: Millis;
}

/** The messages to people about a decision, in this order. The first message of an incident is edited with whatever became of it. */
export function outcomeMessages(decided: Decided): readonly Message[] {
  const { decision, before, topUp, at } = decided;
  const subject = decided.subject === null ? {} : { subject: decided.subject };
  const news = [...newsOf(decided), ...escalationsOf(decided)].map((message) => ({ ...message, ...subject }));
  // The end of an incident and the top-up that ended it are one message.
  const extra: readonly Message[] =
    topUp === null || decision.send === 'recovery' ? [] : [{ type: 'topUp', topUp, ...subject, at }];
  const isEdited = before.incident !== null && before.incident.notifiedSeverity !== null;
  const state = isEdited ? changedState(decided) : null;
  return [...news, ...(state === null ? [] : [editOf(state, decided)]), ...extra];
}

/** Who is notified next is on the first message alone; who is on it, and how often it fired and recovered, on others too. */
function editOf(state: IncidentState, { decision, before, after, at }: Decided): EditMessage {
  // The message about flapping has just been written.
  const isSameCount =
    decision.send === 'flapping' || after.incident?.flapping?.times === before.incident?.flapping?.times;
  const isOn = after.incident !== null && isSameCount && after.incident.acknowledged === before.incident?.acknowledged;
  return { type: 'edit', state, ...(isOn ? { isOfFirst: true } : {}), at };
}

function newsOf({ decision, verdict, before, after, topUp, thresholds, at }: Decided): readonly Message[] {
  const facts = verdict.state === 'unknown' ? null : verdict.facts;
  switch (decision.send) {
    case 'alert':
      return facts === null || after.incident === null
        ? []
        : [alertOf(decision, before.incident, after.incident, facts, thresholds, at)];
    case 'recovery': {
      const notified = before.incident?.notifiedSeverity ?? null;
      const severity = notified === null ? {} : { notified };
      return facts === null
        ? []
        : [
            {
              ...{ type: 'recovery', before: decision.before, after: facts, topUp },
              ...{ ...severity, ...(before.incident === null ? {} : cameAndWent(before.incident)), at },
            },
          ];
    }
    case 'flapping': {
      const { incident } = after;
      if (incident === null || incident.flapping === null || incident.notifiedSeverity === null) return [];
      const { times, since } = incident.flapping;
      return [{ type: 'flapping', severity: incident.notifiedSeverity, worst: decision.before, times, since, at }];
    }
    case 'late': {
      const { severity, worst, openedAt, clearSince, flapping } = decision.ended;
      const times = flapping === null ? 1 : flapping.times - flapping.before;
      const cooldown = { times, endsAt: decision.notBefore };
      return [{ type: 'late', severity, worst, openedAt, endedAt: clearSince ?? at, cooldown, at }];
    }
    case 'stillOnIt': {
      const { incident } = before;
      if (facts === null || incident === null) return [];
      const { by, at: since } = decision.acknowledged;
      const { severity, openedAt } = after.incident ?? incident;
      const asks = { acknowledged: { by, at: since }, answerBy: answerBy(at) };
      return [{ type: 'stillOnIt', severity, facts, openedAt, ...asks, at }];
    }
    case 'unknown': {
      const { incident } = before;
      if (incident === null) return [];
      const { severity, openedAt, worst } = incident;
      const { why, since } = decision;
      return [{ type: 'unknown', severity, facts: before.notified ?? worst, why, openedAt, since, at }];
    }
    default:
      return [];
  }
}

/** A step that names a receiver outside alone has no message here: it is a page. */
function escalationsOf({ verdict, after: { incident }, due, at }: Decided): readonly Message[] {
  if (incident === null || verdict.state !== 'firing') return [];
  const { facts } = verdict;
  const { severity, openedAt, escalated } = incident;
  return due
    .filter(({ mention, place }) => mention !== null || place !== null)
    .map(({ afterMs: _due, ...step }) => ({
      ...{ type: 'escalation', severity, facts, openedAt, step, next: escalated.next, at },
    }));
}

function alertOf(
  { suppressed, pings, expired, reminder }: Extract<Decision, { send: 'alert' }>,
  was: Incident | null,
  { severity, affects, openedAt, escalated, flapping }: Incident,
  facts: Facts,
  thresholds: Thresholds,
  at: Millis,
): AlertMessage {
  const repeats = reminder && { ...reminder, since: openedAt, recoversAt: clearLevel(facts, thresholds) };
  // Of an incident's messages only the first is edited when that changes.
  const isFirst = (was?.notifiedSeverity ?? null) === null;
  const next = escalated.next === null || !isFirst ? {} : { next: escalated.next };
  const gone = { ...cameAndWent({ flapping }), ...next, ...(expired === null ? {} : { expired: { by: expired.by } }) };
  return { type: 'alert', severity, facts, suppressed, affects, pings, reminder: repeats, ...gone, at };
}

/** What became of an incident that people were notified of, where that changed; null where it did not. */
function changedState({ verdict, before, after, muted, at }: Decided): IncidentState | null {
  const was = before.incident;
  const is = after.incident;
  if (was === null) return null;
  const why = verdict.state === 'unknown' ? verdict.why : null;
  if (is === null) return stateOf(was, at, was.clearSince ?? at, why === 'switchedOff' ? { since: at, why } : null);
  const isUnknown = is.unknownNotifiedAt !== null;
  const isTakenBack = is.acknowledged === null && was.acknowledged !== null;
  const isSameCount = is.flapping?.times === was.flapping?.times;
  const isSame = isSameCount && is.affects === was.affects && isUnknown === (was.unknownNotifiedAt !== null);
  if (isSame && !isTakenBack && !isEscalatedOn(was, is, muted)) return null;
  return stateOf(is, at, null, isUnknown && why !== null ? { since: is.unknownSince ?? at, why } : null);
}

/** Whether the first message names other steps than before; that somebody is on it, or muted it, has changed it already. */
function isEscalatedOn(was: Incident, is: Incident, muted: boolean): boolean {
  if (is.escalated.sent.length !== was.escalated.sent.length) return true;
  return is.escalated.next?.at !== was.escalated.next?.at && is.acknowledged === null && !muted;
}

function stateOf(
  { openedAt, acknowledged, muted, affects, escalated, flapping }: Incident,
  at: Millis,
  endedAt: Millis | null,
  unknown: { readonly since: Millis; readonly why: UnknownWhy } | null,
): IncidentState {
  return {
    openedAt,
    endedAt,
    acknowledged,
    muted: mutedAt(muted, at),
    affects,
    ...(unknown === null ? {} : { unknown }),
    ...cameAndWent({ flapping }),
    ...escalationState(escalated, endedAt !== null || acknowledged !== null),
  };
}
