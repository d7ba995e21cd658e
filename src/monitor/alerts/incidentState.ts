import type { UnknownWhy } from '../kinds/verdict.ts';
import type { Millis } from '../time.ts';
import type { AlertKind } from '../types.ts';
import type { Escalated } from './escalation.ts';
import type { CameAndWent } from './flapping.ts';
import type { Acknowledgement, IncidentMute } from './incident.ts';

/** What became of an incident since its first message, for the edit that makes the channel's history read true. */
export interface IncidentState {
  readonly openedAt: Millis;
  readonly endedAt: Millis | null;
  readonly acknowledged: Acknowledgement | null;
  readonly muted: (IncidentMute & { readonly isOver?: true }) | null;
  readonly affects: readonly AlertKind[];
  /** Since when it can no longer be judged, and why; absent or null: it can. */
  readonly unknown?: { readonly since: Millis; readonly why: UnknownWhy } | null;
  /** How often it fired and recovered; absent: it is not flapping. */
  readonly flapping?: CameAndWent;
  /** Who else was notified, and who is next; absent: nobody, and nobody is. */
  readonly escalation?: Pick<Escalated, 'sent' | 'next'>;
}
