import type { PipelineReadings } from '../kinds/pipelineReadings.ts';
import { refusedOf } from '../kinds/threads.ts';
import { MINUTE, type Millis } from '../time.ts';
import type { AlertKind, AlertSeverity } from '../types.ts';
import type { AlertMemory, Incident } from './incident.ts';

/**
 * Known causes, and what each of them brings about. Without funds CaptchaAI refuses tasks just as without threads. Busy threads
 * cause errors only where most failures are such refusals.
 */
export const CONSEQUENCES = {
  provider: ['errors', 'queue', 'silence', 'latency', 'runway'],
  balance: ['errors', 'queue', 'silence', 'latency', 'threads', 'runway'],
  threads: ['queue', 'errors'],
} as const satisfies Partial<Record<AlertKind, readonly AlertKind[]>>;

export type CauseKind = keyof typeof CONSEQUENCES;
export const CAUSE_KINDS = Object.keys(CONSEQUENCES) as readonly CauseKind[];

/** What a cause brought about may take this long to mend; what still fires then is told on its own. */
export const AFTERMATH_MS: Millis = 2 * MINUTE;

/** What a cause depends on. `aftermath` has the results of the last `AFTERMATH_MS`. */
export interface CauseView {
  readonly memoryOf: (kind: AlertKind) => AlertMemory | undefined;
  readonly isFiring: (kind: CauseKind) => boolean;
  readonly isMuted: (kind: CauseKind) => boolean;
  readonly readings: Pick<PipelineReadings, 'at' | 'usedUpAt' | 'usedUpSince' | 'aftermath'>;
}

/**
 * The causes that inhibit their consequences now: an error of the provider, a used-up balance, a full plan; each also for
 * the time after it that its consequences may take to mend. Only what people were notified of inhibits, and what the facts
 * bear out.
 */
export function activeCauses(view: CauseView, aftermathMs: Millis = AFTERMATH_MS): readonly CauseKind[] {
  const lately = (at: Millis | null) => at !== null && view.readings.at - at < aftermathMs;
  return CAUSE_KINDS.filter((kind) => {
    const { incident = null, closed = null } = view.memoryOf(kind) ?? {};
    if (kind === 'balance' && !lately(view.readings.usedUpAt)) return false;
    if (
      closed !== null &&
      isSevereEnough(kind, closed.severity) &&
      isSevereEnough(kind, closed.told) &&
      lately(closed.at)
    )
      return true;
    if (incident === null || !isNotified(kind, incident, view.isMuted(kind))) return false;
    if (kind === 'balance') return !isContradicted(kind, incident, view.readings);
    if (incident.clearSince !== null) return lately(incident.clearSince);
    // Where its rule cannot say whether it lasts, it does not hold back for ever.
    return view.isFiring(kind) && !isContradicted(kind, incident, view.readings);
  });
}

/** Behind a mute people do not know of it, unless somebody has acknowledged it. */
function isNotified(kind: CauseKind, incident: Incident, muted: boolean): boolean {
  const { severity, toldSeverity, acknowledged } = incident;
  return isSevereEnough(kind, severity) && isSevereEnough(kind, toldSeverity) && (!muted || acknowledged !== null);
}

/** An outage of the provider is a warning, and causes nothing that is known. */
export function isSevereEnough(kind: CauseKind, severity: AlertSeverity | null): boolean {
  return kind === 'provider' ? severity === 'error' : severity !== null;
}

/** A task that began before its cause has ended by then, so that what is solved later speaks against it. */
export const CONTRADICTED_AFTER_MS: Millis = 5 * MINUTE;
/** A late answer among hundreds of failures speaks against nothing. */
export const CONTRADICTING_SHARE = 0.05;

/** Whether tasks are still being solved although the key is refused, or the balance used up. */
function isContradicted(kind: CauseKind, { openedAt }: Incident, readings: CauseView['readings']): boolean {
  const { at, aftermath, usedUpAt, usedUpSince } = readings;
  if (kind === 'threads') return false;
  // Topped up: that tasks are solved again says nothing of the time before.
  if (kind === 'balance' && usedUpAt !== at) return false;
  const since = kind === 'balance' ? (usedUpSince ?? openedAt) : openedAt;
  const { solved, failed } = aftermath;
  return at - since >= CONTRADICTED_AFTER_MS && solved > 0 && solved / (solved + failed) >= CONTRADICTING_SHARE;
}

/** Whether one of the causes inhibits a kind. */
export function isHeldBack(kind: AlertKind, causes: readonly CauseKind[], window: PipelineReadings['window']): boolean {
  return causes.some((cause) => affectedBy(cause, window).includes(kind));
}

/** What a cause brings about, as things are. */
export function affectedBy(cause: CauseKind, window: PipelineReadings['window']): readonly AlertKind[] {
  const kinds: readonly AlertKind[] = CONSEQUENCES[cause];
  const isRefused = refusedOf(window) * 2 > window.failed;
  return cause === 'threads' && !isRefused ? kinds.filter((kind) => kind !== 'errors') : kinds;
}
