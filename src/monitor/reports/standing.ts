import type { AlertSeverity } from '../types.ts';
import type { KindStatus } from './reports.ts';

/** How a pipeline or an account stands, the worst first. `suppressed`: all that fires is muted or acknowledged. */
export const STANDINGS = ['critical', 'warning', 'suppressed', 'unknown', 'ok'] as const;

export type Standing = (typeof STANDINGS)[number];

/** How severe a kind is now; null where it does not fire. An incident that can no longer be judged is open all the same. */
export function severityNow({ verdict, incident }: Pick<KindStatus, 'verdict' | 'incident'>): AlertSeverity | null {
  if (verdict.state === 'firing') return verdict.severity;
  return verdict.state === 'unknown' ? (incident?.severity ?? null) : null;
}

/** The worst of its kinds that nobody knows of yet decides. */
export function standingOf(kinds: readonly KindStatus[]): Standing {
  const firing = kinds.filter((kind) => severityNow(kind) !== null);
  const loud = firing.filter(({ mute, incident }) => mute === null && incident?.acknowledged == null);
  if (loud.some((kind) => severityNow(kind) === 'critical')) return 'critical';
  if (loud.length > 0) return 'warning';
  if (firing.length > 0) return 'suppressed';
  return kinds.some(({ verdict }) => verdict.state === 'ok') ? 'ok' : 'unknown';
}
