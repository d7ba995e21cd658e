import { type CompiledQuery, type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { isNext, isOf, isWaiting, URGENCIES, type Urgency } from './deliveryOrder.ts';
import { atMost } from './literals.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** More than one process has under way. */
const PAGE_ROWS = 100;

interface Waiting {
  readonly id: number;
  readonly not_before: Millis;
  readonly claimed_until: Millis | null;
}

type From = Pick<Waiting, 'id' | 'not_before'>;

/** When the next message may be taken: when its time comes, or the claim on it ends, whichever is later; null where none waits. */
export async function nextDueAt(db: Kysely<Schema>): Promise<Millis | null> {
  let due = Number.POSITIVE_INFINITY;
  for (const urgency of URGENCIES) due = await dueAt(db, urgency, due);
  return Number.isFinite(due) ? due : null;
}

/** Read by their time, no further than to the first that nobody has claimed: what comes after it is due later. */
async function dueAt(
  db: Kysely<Schema>,
  urgency: Urgency,
  before: Millis,
  from: From = { id: 0, not_before: 0 },
): Promise<Millis> {
  const rows = await asked[urgency](db, from);
  let due = before;
  for (const { not_before, claimed_until } of rows) {
    if (not_before >= due) return due;
    due = Math.min(due, Math.max(not_before, claimed_until ?? 0));
  }
  const last = rows.at(-1);
  return rows.length < PAGE_ROWS || last === undefined ? due : dueAt(db, urgency, due, last);
}

const next =
  (urgency: Urgency) =>
  (db: Kysely<Schema>, from: From): CompiledQuery<Waiting> =>
    sql<Waiting>`select mine.id, mine.not_before, mine.claimed_until from deliveries as mine
      where ${isOf(urgency, 'mine')} and (mine.not_before, mine.id) > (${from.not_before}, ${from.id})
        and ${isWaiting('mine')} and ${isNext('mine')}
      order by mine.not_before, mine.id limit ${atMost(PAGE_ROWS)}`.compile(db);

/** What is next of its guild, the first in time first. */
export const NEXT_ROWS = { critical: next('critical'), other: next('other') };

const asked = { critical: prepared(NEXT_ROWS.critical), other: prepared(NEXT_ROWS.other) };
