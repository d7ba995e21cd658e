import type { Change } from '../settings/audit.ts';

export interface AuditLog {
  /** The newest first. */
  recent(guildId: string, limit: number): Promise<readonly Change[]>;
}
