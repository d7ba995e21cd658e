import { AFTERMATH_MS, CAUSE_KINDS, CONSEQUENCES } from './causes.ts';
import type { AlertMemory } from './incident.ts';
import type { AlertKind, Limits, Millis } from './types.ts';

/**
 * Since when results count for a kind where the window has to be widened: what its last incident was about was told, and what a
 * cause brought about is no fault of its own.
 */
export function judgedFrom(
  kind: AlertKind,
  memoryOf: (kind: AlertKind) => AlertMemory | undefined,
  usedUpAt: Millis | null,
): Millis {
  const ends = CAUSE_KINDS.filter((cause) => (CONSEQUENCES[cause] as readonly AlertKind[]).includes(kind)).map(
    (cause) => {
      if (cause === 'balance') return usedUpAt;
      const { incident = null, closed = null } = memoryOf(cause) ?? {};
      return incident?.clearSince ?? closed?.at ?? null;
    },
  );
  return Math.max(memoryOf(kind)?.closed?.at ?? 0, ...ends.map((end) => (end === null ? 0 : end + AFTERMATH_MS)));
}

/** How far back a judgement may look at results. */
export function widestMs({ errors }: Limits): Millis {
  return Math.max(errors.windowMs, errors.widestMs);
}
