import type { AlertKind, AlertMemory, Millis } from './types.ts';

/** Known causes, and what each of them brings about. */
export const CONSEQUENCES = {
  provider: ['errors', 'queue', 'silence', 'latency', 'runway'],
  balance: ['errors', 'queue', 'silence', 'latency', 'runway'],
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
  balanceUsedUp: boolean,
  now: Millis,
): readonly CauseKind[] {
  return CAUSE_KINDS.filter((kind) => {
    const memory = memoryOf(kind);
    if (kind === 'balance') return balanceUsedUp;
    const { incident = null, endedAt = null } = memory ?? {};
    const firing = incident !== null && (kind !== 'provider' || incident.severity === 'error');
    return firing || (endedAt !== null && Math.abs(now - endedAt) < AFTERMATH_MS);
  });
}

/** The cause that holds back a kind, if any does. */
export function causeOf(kind: AlertKind, causes: readonly CauseKind[]): CauseKind | null {
  return causes.find((cause) => (CONSEQUENCES[cause] as readonly AlertKind[]).includes(kind)) ?? null;
}
