import type { Millis } from '../time.ts';
import type { Actor } from '../types.ts';

/** What people change with a command or a button. */
export const AUDIT_ACTIONS = [
  'mute',
  'unmute',
  'setup',
  'threshold',
  'cooldown',
  'acknowledge',
  'unacknowledge',
  'quiet',
  'escalation',
  'onCall',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One change: who, what, before, after. `subject` is a mute's scope, a setting or a threshold; null: nothing was, or is, there. */
export interface Change {
  readonly at: Millis;
  readonly by: Actor;
  readonly action: AuditAction;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
}
