import { sql } from 'kysely';
import type { LastPaged } from '../monitor/alerts/paged.ts';
import type { Page } from '../monitor/ports/outsideReceiver.ts';
import type { Millis } from '../monitor/time.ts';
import { parseStored } from './parseRenamed.ts';
import { prepared } from './prepared.ts';

/** The triggers that receivers outside of Discord were sent after a moment, or that still wait, the oldest first. One that was given up notified nobody. */
export const pagedRows = prepared((db, { subject, after }: { readonly subject: string; readonly after: Millis }) =>
  db
    .selectFrom('pages')
    .select(['guild_id', 'kind', 'receiver', 'page', 'created_at'])
    .where('pipeline', '=', subject)
    .where(sql<boolean>`event = 'trigger'`)
    .where('created_at', '>', after)
    .where('gave_up_at', 'is', null)
    .orderBy('created_at')
    .compile(),
);

interface PagedRow {
  readonly receiver: string;
  readonly page: string;
  readonly created_at: Millis;
}

/** What was known before, and that a receiver was notified after that. */
export function withPaged(before: LastPaged = {}, { receiver, page, created_at }: PagedRow): LastPaged {
  const { severity } = parseStored(page) as Page;
  const known = before[receiver] ?? { warning: null, critical: null };
  return { ...before, [receiver]: { ...known, [severity]: created_at } };
}
