import type { Log } from '../ports/log.ts';
import type { Clock } from '../time.ts';
import type { Actor } from '../types.ts';
import type { AuditAction, Change } from './audit.ts';

/** Makes the lines that say who changed what, and writes them to the log of the program as well. */
export interface ChangeLog {
  changeOf(action: AuditAction, subject: string, by: Actor, before: string | null, after: string | null): Change;
  /** Once the lines are on disk. */
  logged(guildId: string, changes: readonly Change[]): void;
}

export function createChangeLog({ clock, log }: { readonly clock: Clock; readonly log: Log }): ChangeLog {
  return {
    changeOf: (action, subject, by, before, after) => ({ at: clock.now(), by, action, subject, before, after }),
    logged(guildId, changes) {
      for (const change of changes) log.info({ guildId, ...change }, 'changed');
    },
  };
}

/** A subject as these lines name it. */
export function ofPipeline(subject: string, pipeline: string | null): string {
  return pipeline === null ? subject : `${subject} ${pipeline}`;
}
