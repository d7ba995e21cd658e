import type { TopUp } from '../accounts/topUp.ts';
import { clearLevel } from '../kinds/clearLevel.ts';
import type { UnknownWhy } from '../kinds/verdict.ts';
import type { Millis } from '../time.ts';
import type { Limits } from '../types.ts';
import { answerBy } from './acknowledgement.ts';
import type { Decision } from './decision.ts';
import type { Facts, Verdict } from './facts.ts';
import type { AlertMemory, Incident } from './incident.ts';
import type { AlertMessage, IncidentState, Message } from './message.ts';
import { mutedAt } from './mutes.ts';

export interface Decided {
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly before: AlertMemory;
  readonly after: AlertMemory;
  readonly topUp: TopUp | null;
  readonly limits: Limits;
  /** What people know it by, where they have several. */
  readonly subject: string | null;
  readonly at: Millis;
}

/** What people are told of a decision, in this order. The first message of an incident is edited with whatever became of it. */
export function outcomeMessages(decided: Decided): readonly Message[] {
  const { decision, before, topUp, at } = decided;
  const subject = decided.subject === null ? {} : { subject: decided.subject };
  const news = newsOf(decided).map((message) => ({ ...message, ...subject }));
  // The end of an incident and the top-up that ended it are one message.
  const extra: readonly Message[] =
    topUp === null || decision.send === 'recovery' ? [] : [{ type: 'topUp', topUp, ...subject, at }];
  const isEdited = before.incident !== null && before.incident.toldSeverity !== null;
  const state = isEdited ? changedState(decided) : null;
  return [...news, ...(state === null ? [] : [{ type: 'edit', state, at } as const]), ...extra];
}

function newsOf({ decision, verdict, before, after, topUp, limits, at }: Decided): readonly Message[] {
  const facts = verdict.state === 'unknown' ? null : verdict.facts;
  switch (decision.send) {
    case 'alert':
      return facts === null || after.incident === null ? [] : [alertOf(decision, after.incident, facts, limits, at)];
    case 'recovery': {
      const told = before.incident?.toldSeverity ?? null;
      const severity = told === null ? {} : { told };
      return facts === null
        ? []
        : [{ type: 'recovery', before: decision.before, after: facts, topUp, ...severity, at }];
    }
    case 'late': {
      const { severity, worst, openedAt, clearSince } = decision.ended;
      const cooldown = { times: 1, endsAt: decision.notBefore };
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

function alertOf(
  { heldBack, pings, expired, reminder }: Extract<Decision, { send: 'alert' }>,
  { severity, affects, openedAt }: Incident,
  facts: Facts,
  limits: Limits,
  at: Millis,
): AlertMessage {
  const repeats = reminder && { ...reminder, since: openedAt, recoversAt: clearLevel(facts, limits) };
  const gone = expired === null ? {} : { expired: { by: expired.by } };
  return { type: 'alert', severity, facts, heldBack, affects, pings, reminder: repeats, ...gone, at };
}

/** What became of an incident that people were told of, where that changed; null where it did not. */
function changedState({ verdict, before, after, at }: Decided): IncidentState | null {
  const was = before.incident;
  const is = after.incident;
  if (was === null) return null;
  const why = verdict.state === 'unknown' ? verdict.why : null;
  if (is === null) return stateOf(was, at, was.clearSince ?? at, why === 'switchedOff' ? { since: at, why } : null);
  const isUnknown = is.unknownNotifiedAt !== null;
  const isTakenBack = is.acknowledged === null && was.acknowledged !== null;
  if (is.affects === was.affects && isUnknown === (was.unknownNotifiedAt !== null) && !isTakenBack) return null;
  return stateOf(is, at, null, isUnknown && why !== null ? { since: is.unknownSince ?? at, why } : null);
}

function stateOf(
  { openedAt, acknowledged, muted, affects }: Incident,
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
  };
}
