import type { Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';
import { isWithin } from './cooldown.ts';
import type { Decision } from './decision.ts';
import type { EscalationStep } from './escalation.ts';
import type { Verdict } from './facts.ts';
import type { AlertState, Incident } from './incident.ts';
import { type NewPage, NOBODY_PAGED, type Paged, type PagedReceiver, pagesAbout } from './paged.ts';
import { isPassing, type QuietPasses } from './quietHours.ts';

export interface PageTerms {
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly before: AlertState;
  readonly after: AlertState;
  readonly subject: string | null;
  /** What passes while it is quiet; null: it is not. */
  readonly quiet: QuietPasses | null;
  /** A receiver that is named in a step is notified when that is due, and not before. */
  readonly escalation: { readonly steps: readonly EscalationStep[]; readonly due: readonly EscalationStep[] };
  readonly cooldownMs: Millis;
  readonly at: Millis;
}

export interface Pages {
  readonly alertState: AlertState;
  readonly pages: readonly NewPage[];
}

/**
 * The pages of a decision for receivers outside. They are notified when people are: what keeps a message back in Discord keeps it from them
 * too, but for a server without a place. A receiver that was notified of an incident is notified of its end, also if that is suppressed elsewhere.
 */
export function pagesOf(terms: PageTerms, receivers: readonly PagedReceiver[]): Pages {
  const { before, after } = terms;
  const { subject, at, decision, verdict } = terms;
  if (before.incident !== null && after.incident === null) {
    return {
      alertState: after,
      pages: pagesAbout('resolve', before.incident, subject, before.incident.clearSince ?? at, at),
    };
  }
  const { incident } = after;
  if (incident === null) return { alertState: after, pages: [] };
  // It is over, and stays open only because there is no place in Discord to say so.
  if (decision.reason === 'noDestination' && verdict.state === 'ok' && Object.keys(incident.paged).length > 0) {
    const pages = pagesAbout('resolve', incident, subject, incident.clearSince ?? at, at);
    return { alertState: { ...after, incident: { ...incident, paged: NOBODY_PAGED } }, pages };
  }
  if (receivers.length === 0 || verdict.state !== 'firing') return { alertState: after, pages: [] };
  const news = meantNow(terms, incident, receivers)
    .filter(({ name }) => isNews(incident.severity, incident.paged[name]))
    .filter(({ name }) => !isInCooldown(terms, incident.severity, name))
    .map(({ name }) => ({ name, ending: endingOf(incident.paged[name], at) }));
  if (news.length === 0) return { alertState: after, pages: [] };
  const entries = news.map(({ name, ending }): [string, Paged[string]] => {
    const endings = incident.paged[name]?.endings ?? [];
    return [name, { severity: incident.severity, endings: [...new Set([...endings, ending])] }];
  });
  const paged = { ...incident.paged, ...Object.fromEntries(entries) };
  return {
    alertState: { ...after, incident: { ...incident, paged } },
    pages: news.map(({ name, ending }) => ({
      receiver: name,
      event: 'trigger',
      ending,
      severity: incident.severity,
      facts: verdict.facts,
      subject,
      openedAt: incident.openedAt,
      endedAt: null,
      at,
    })),
  };
}

/** Those that are notified of every such incident, and those whose step is due. */
function meantNow(
  { decision, quiet, escalation: { steps, due } }: PageTerms,
  incident: Incident,
  receivers: readonly PagedReceiver[],
): readonly PagedReceiver[] {
  const { severity } = incident;
  const names = (escalationSteps: readonly EscalationStep[]) =>
    new Set(escalationSteps.map(({ receiver }) => receiver));
  const [later, now] = [names(steps), names(due)];
  // Without a place in Discord there is nobody who could acknowledge it first.
  const waits = decision.reason !== 'noDestination';
  const isMeant = isNotified(decision, severity, quiet);
  return receivers.filter(({ name, from }) => {
    if (waits && later.has(name)) return now.has(name);
    return (isMeant || isOwed(decision, incident, name)) && (from === 'warning' || severity === 'critical');
  });
}

/**
 * People in Discord were notified by the catch-up of quiet hours, which no decision sends: this receiver follows. Where somebody was on it and no longer is,
 * it waits for the next message, as people do.
 */
function isOwed({ reason }: Decision, { severity, caughtUp, paged }: Incident, name: string): boolean {
  const isKnown = caughtUp === 'critical' || (caughtUp !== undefined && severity === 'warning');
  return reason === 'coolingDown' && isKnown && paged[name]?.isAcknowledged !== true;
}

function isNotified({ send, reason }: Decision, severity: AlertSeverity, quiet: QuietPasses | null): boolean {
  if (send === 'alert') return true;
  return reason === 'noDestination' && (quiet === null || isPassing(quiet, severity));
}

/**
 * A server without a place in Discord has no cooldown that would hold for all, so each receiver has its own: an incident that comes and goes wakes nobody each time. What was
 * written by a clock that was ahead holds nothing back.
 */
function isInCooldown({ decision, before, cooldownMs, at }: PageTerms, severity: AlertSeverity, name: string): boolean {
  const last = before.lastPaged?.[name]?.[severity] ?? null;
  return decision.reason === 'noDestination' && last !== null && last <= at && isWithin(last, cooldownMs, at);
}

/** Nobody has been notified yet, or only of a warning, or somebody said that they are on it and no longer is. */
function isNews(severity: AlertSeverity, before: Paged[string] | undefined): boolean {
  return before?.isAcknowledged ?? (before === undefined || (severity === 'critical' && before.severity === 'warning'));
}

/**
 * While an incident is acknowledged, PagerDuty notifies nobody, "even on new triggers": what gets critical after that, or is nobody's
 * again, is another incident to it. https://developer.pagerduty.com/docs/events-api-v2/trigger-events
 */
function endingOf(before: Paged[string] | undefined, at: Millis): string {
  if (before === undefined) return '';
  const { endings, isAcknowledged, severity } = before;
  if (!isAcknowledged) return endings.at(-1) ?? '';
  return severity === 'warning' ? '/critical' : `/again-${at.toString(36)}`;
}
