import type { CauseReadings } from '../kinds/defineKind.ts';
import { kindOf } from '../kinds/index.ts';
import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import { MINUTE, type Millis } from '../time.ts';
import { ALERT_KINDS, type AlertKind, type AlertSeverity } from '../types.ts';
import { type AlertState, type Incident, NOTHING_REMEMBERED } from './incident.ts';

/** Those of the accounts first, which may be behind the others; and of each what is always critical. */
export const CAUSE_KINDS: readonly AlertKind[] = ALERT_KINDS.filter((kind) => inhibitedKinds(kind).length > 0).toSorted(
  (a, b) => rankOf(a) - rankOf(b),
);

function rankOf(cause: AlertKind): number {
  const { scope, inhibits } = kindOf(cause);
  return (scope === 'account' ? 0 : 2) + (inhibits?.from === 'critical' ? 0 : 1);
}

/** What a kind brings about where it is a known cause. */
export function inhibitedKinds(kind: AlertKind): readonly AlertKind[] {
  return kindOf(kind).inhibits?.kinds ?? [];
}

/** What a cause brought about may take this long to mend; people are notified of what still fires then. */
export const INHIBITION_MS: Millis = 2 * MINUTE;

/** What a cause depends on. `inhibitionTotals` has the results of the last `INHIBITION_MS`. */
export interface CauseView {
  readonly alertStateOf: (kind: AlertKind) => AlertState | undefined;
  readonly isFiring: (kind: AlertKind) => boolean;
  readonly isMuted: (kind: AlertKind) => boolean;
  /** What the kind is judged by: for one of the account, what all its pipelines brought. */
  readonly readingsOf: (kind: AlertKind) => CauseReadings;
}

/**
 * The causes that inhibit other kinds now: an error of the provider, a used-up balance, a full plan, missing workers; each also for the time after its end
 * that the inhibited kinds may take to recover. Only a cause that people were notified of inhibits, and only while the facts confirm it.
 */
export function activeCauses(view: CauseView, inhibitionMs: Millis = INHIBITION_MS): readonly AlertKind[] {
  return CAUSE_KINDS.filter((kind) => {
    const { incident, closed } = view.alertStateOf(kind) ?? NOTHING_REMEMBERED;
    if (incident === null && closed === null) return false;
    const readings = view.readingsOf(kind);
    const lately = (at: Millis | null) => at !== null && readings.at - at < inhibitionMs;
    const activeUntil = kindOf(kind).inhibits?.activeUntil?.(readings);
    if (activeUntil !== undefined && !lately(activeUntil)) return false;
    if (
      closed !== null &&
      isSevereEnough(kind, closed.severity) &&
      isSevereEnough(kind, closed.notifiedSeverity) &&
      lately(closed.at)
    )
      return true;
    if (incident === null || !isNotified(kind, incident, view.isMuted(kind))) return false;
    if (activeUntil === undefined && incident.clearSince !== null) return lately(incident.clearSince);
    // Where its rule cannot say whether it lasts, it does not inhibit for ever.
    const lasts = activeUntil !== undefined || view.isFiring(kind);
    return lasts && !isContradicted(kind, incident, readings);
  });
}

/** Behind a mute people do not know of it, unless somebody has acknowledged it. */
function isNotified(kind: AlertKind, incident: Incident, muted: boolean): boolean {
  const { severity, notifiedSeverity, acknowledged } = incident;
  return isSevereEnough(kind, severity) && isSevereEnough(kind, notifiedSeverity) && (!muted || acknowledged !== null);
}

/** Whether a kind brings anything about at this severity. */
export function isSevereEnough(kind: AlertKind, severity: AlertSeverity | null): boolean {
  return severity === 'critical' || (severity === 'warning' && kindOf(kind).inhibits?.from === 'warning');
}

/** A task that began before its cause has ended by then, so that what is solved later speaks against it. */
export const CONTRADICTED_AFTER_MS: Millis = 5 * MINUTE;
/** A late answer among hundreds of failures speaks against nothing. */
export const CONTRADICTING_SHARE = 0.05;

/** Whether tasks are still being solved although the key is refused, or the balance used up. */
function isContradicted(kind: AlertKind, { openedAt }: Incident, readings: CauseReadings): boolean {
  const from = kindOf(kind).inhibits?.contradictedFrom?.(readings, openedAt) ?? null;
  if (from === null) return false;
  const { solved, failed } = readings.inhibitionTotals;
  return readings.at - from >= CONTRADICTED_AFTER_MS && solved > 0 && solved / (solved + failed) >= CONTRADICTING_SHARE;
}

/** Whether one of the causes inhibits a kind. */
export function isInhibited(
  kind: AlertKind,
  causes: readonly AlertKind[],
  window: PipelineReadings['window'],
): boolean {
  return causes.some((cause) => affectedBy(cause, window).includes(kind));
}

/** What a cause brings about, as things are. */
export function affectedBy(cause: AlertKind, window: PipelineReadings['window']): readonly AlertKind[] {
  const { inhibits } = kindOf(cause);
  return inhibitedKinds(cause).filter((kind) => inhibits?.affects?.(kind, window) ?? true);
}
