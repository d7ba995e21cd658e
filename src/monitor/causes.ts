import type { AlertMemory } from './incident.ts';
import type { AlertKind, AlertSeverity, Millis } from './types.ts';

/** Known causes, and what each of them brings about. Without funds CaptchaAI refuses tasks just as without threads. */
export const CONSEQUENCES = {
  provider: ['errors', 'queue', 'silence', 'latency', 'runway'],
  balance: ['errors', 'queue', 'silence', 'latency', 'threads', 'runway'],
  threads: ['queue'],
} as const satisfies Partial<Record<AlertKind, readonly AlertKind[]>>;

export type CauseKind = keyof typeof CONSEQUENCES;
export const CAUSE_KINDS = Object.keys(CONSEQUENCES) as readonly CauseKind[];

/** What a cause brought about may take this long to mend; what still fires then is told on its own. */
export const AFTERMATH_MS: Millis = 2 * 60_000;

/**
 * The causes that hold back their consequences now: an error of the provider, a used-up balance, a full plan; each also for
 * the time after it that its consequences may take to mend.
 */
export function activeCauses(
  memoryOf: (kind: CauseKind) => AlertMemory | undefined,
  usedUpAt: Millis | null,
  now: Millis,
  aftermathMs: Millis = AFTERMATH_MS,
  isFiring: (kind: CauseKind) => boolean = () => true,
): readonly CauseKind[] {
  const lately = (at: Millis | null) => at !== null && now - at < aftermathMs;
  return CAUSE_KINDS.filter((kind) => {
    if (kind === 'balance') return lately(usedUpAt);
    const { incident = null, closed = null } = memoryOf(kind) ?? {};
    // An outage of the provider is a warning, and causes nothing that is known.
    const counts = (severity: AlertSeverity) => kind !== 'provider' || severity === 'error';
    if (closed !== null && counts(closed.severity) && lately(closed.at)) return true;
    if (incident === null || !counts(incident.severity)) return false;
    // A mute kept it from being told: then its consequences must speak for themselves.
    if (incident.toldSeverity === null && incident.heldBack > 0) return false;
    // Where its rule cannot say whether it lasts, it does not hold back for ever.
    return incident.clearSince === null ? isFiring(kind) : lately(incident.clearSince);
  });
}

/** Whether one of the causes holds back a kind. */
export function isHeldBack(kind: AlertKind, causes: readonly CauseKind[]): boolean {
  return causes.some((cause) => (CONSEQUENCES[cause] as readonly AlertKind[]).includes(kind));
}
