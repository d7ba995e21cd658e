import type { Kysely } from 'kysely';
import { ROLES, type Role, rolesIn } from '../monitor/roles.ts';
import { HOUR, type Millis, SECOND } from '../monitor/time.ts';
import type { Schema } from './schema.ts';

/** A process that says nothing for so long is gone. */
export const GONE_AFTER_MS: Millis = 30 * SECOND;

/** A running process as another one sees it. */
export interface RunningProcess {
  readonly holder: string;
  readonly roles: readonly Role[];
  /** As it wrote them. */
  readonly settings: string;
  /** How often it was asked to read its settings again, and the last of them that it answered. */
  readonly asked: number;
  readonly answered: number;
  /** Why the last one was refused; empty: it was not. */
  readonly problems: readonly string[];
}

/** What the running processes and the command line say to one another. Every change of their table. */
export function createProcesses(db: Kysely<Schema>) {
  return {
    async begin(holder: string, settings: string, now: Millis, roles: readonly Role[] = ROLES): Promise<void> {
      await db
        .deleteFrom('processes')
        .where('seen_at', '<', now - HOUR)
        .execute();
      await db
        .insertInto('processes')
        .values({ holder, roles: roles.join(','), settings, seen_at: now })
        .execute();
    },
    /** It still runs. */
    async seen(holder: string, now: Millis): Promise<void> {
      await db.updateTable('processes').set({ seen_at: now }).where('holder', '=', holder).execute();
    },
    /** What it was asked and has not answered; null: nothing. */
    async asked(holder: string): Promise<number | null> {
      const row = await db
        .selectFrom('processes')
        .select(['asked', 'answered'])
        .where('holder', '=', holder)
        .executeTakeFirst();
      return row === undefined || row.asked <= row.answered ? null : row.asked;
    },
    /** What is in force by now. */
    async write(holder: string, settings: string): Promise<void> {
      await db.updateTable('processes').set({ settings }).where('holder', '=', holder).execute();
    },
    async answer(holder: string, answered: number, problems: readonly string[]): Promise<void> {
      await db
        .updateTable('processes')
        .set({ answered, problems: JSON.stringify(problems) })
        .where('holder', '=', holder)
        .execute();
    },
    async end(holder: string): Promise<void> {
      await db.deleteFrom('processes').where('holder', '=', holder).execute();
    },
    /** Those that run, the one that was seen last first. */
    async running(now: Millis): Promise<readonly RunningProcess[]> {
      const rows = await db
        .selectFrom('processes')
        .selectAll()
        .where('seen_at', '>=', now - GONE_AFTER_MS)
        .orderBy('seen_at', 'desc')
        .execute();
      return rows.map(({ seen_at: _seen, problems, roles, ...row }) => ({
        ...row,
        roles: rolesIn(roles),
        problems: readProblems(problems),
      }));
    },
    /** Asks all of them to read their settings again. */
    async ask(now: Millis): Promise<void> {
      await db
        .updateTable('processes')
        .set((eb) => ({ asked: eb('asked', '+', 1) }))
        .where('seen_at', '>=', now - GONE_AFTER_MS)
        .execute();
    },
  };
}

export type Processes = ReturnType<typeof createProcesses>;

function readProblems(text: string): readonly string[] {
  const read: unknown = JSON.parse(text);
  return Array.isArray(read) ? read.map(String) : [];
}
