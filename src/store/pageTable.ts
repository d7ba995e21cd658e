import { type Kysely, type Selectable, sql, type Transaction, type UpdateObject } from 'kysely';
import { type NewPage, supersededPages } from '../monitor/alerts/paged.ts';
import type { AlertStateKey } from '../monitor/ports/alertStateStore.ts';
import { PAGE_HOLDS, type Page, type PageRefusal } from '../monitor/ports/outsideReceiver.ts';
import type { Millis } from '../monitor/time.ts';
import { isOwn } from './claimants.ts';
import { atMost, literals } from './literals.ts';
import { storedJson } from './parseRenamed.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;
export type PageRow = Selectable<Schema['pages']>;

/** Every change of the table of pages. Each takes the connection or transaction that it is to be part of. */

export async function addPages(
  db: Db,
  key: AlertStateKey,
  incidentId: number | null,
  pages: readonly NewPage[],
  now: Millis,
): Promise<void> {
  const [first] = pages;
  if (first === undefined) return;
  const about = { pipeline: key.pipeline, kind: key.kind, incident_id: incidentId };
  const stem = await keyOf(db, key, incidentId, first.openedAt);
  for (const { receiver, ending, ...page } of pages) {
    await addPage(db, key.guildId, receiver, { ...page, key: `${stem}${ending}` }, about, now);
  }
}

export async function addPage(
  db: Db,
  guildId: string,
  receiver: string,
  page: Page,
  about: Pick<PageRow, 'pipeline' | 'kind' | 'incident_id'>,
  now: Millis,
): Promise<void> {
  const row = { guild_id: guildId, receiver, page_key: page.key, event: page.event, page: storedJson(page) };
  await db
    .insertInto('pages')
    .values({ ...row, ...about, created_at: now, not_before: now, attempts: 0 })
    .execute();
}

/**
 * The same for all messages about an incident, also where its beginning was dated again meanwhile; and another one in another database.
 * Its parts are bounded, so that it stays within the 255 characters that PagerDuty takes.
 */
async function keyOf(db: Db, key: AlertStateKey, incidentId: number | null, openedAt: Millis): Promise<string> {
  const { guildId, pipeline, kind } = key;
  const first = await db
    .selectFrom('pages')
    .select('page_key')
    .where('incident_id', '=', incidentId)
    .orderBy('id')
    .limit(atMost(1))
    .executeTakeFirst();
  if (first !== undefined) return first.page_key;
  return ['captchaai-monitor', guildId, pipeline, kind, `${incidentId ?? 0}-${openedAt.toString(36)}`].join('/');
}

export async function changePage(db: Db, id: number, values: UpdateObject<Schema, 'pages'>): Promise<void> {
  await db.updateTable('pages').set(values).where('id', '=', id).execute();
}

/** The same, unless another process than this has taken it; answers a row where it was changed. */
export async function changeOwnPage(
  db: Db,
  id: number,
  values: UpdateObject<Schema, 'pages'>,
  claimant: string,
): Promise<readonly unknown[]> {
  return db.updateTable('pages').set(values).where('id', '=', id).where(isOwn(claimant)).returning('id').execute();
}

export async function giveUpPage(db: Db, id: number, why: PageRefusal, now: Millis): Promise<void> {
  await changePage(db, id, { gave_up_at: now, gave_up_why: why, claimed_until: null, claimed_by: null });
}

/** Claims of a process that is gone. */
export async function forgetPageClaims(db: Db): Promise<void> {
  await db
    .updateTable('pages')
    .set({ claimed_until: null, claimed_by: null })
    .where('delivered_at', 'is', null)
    .execute();
}

export async function releasePages(db: Db, guildId: string, from: Millis): Promise<void> {
  await db
    .updateTable('pages')
    .set({ not_before: from })
    .where('guild_id', '=', guildId)
    .where('retry_why', 'in', PAGE_HOLDS)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .execute();
}

/** Gives up pages of one key that a receiver no longer needs; answers which pages that were. */
export async function supersedePages(
  trx: Transaction<Schema>,
  { receiver, page_key }: Pick<PageRow, 'receiver' | 'page_key'>,
  now: Millis,
): Promise<readonly PageRow[]> {
  const rows = await trx
    .selectFrom('pages')
    .selectAll()
    .where('page_key', '=', page_key)
    .where('receiver', '=', receiver)
    .orderBy('id')
    .execute();
  const pending = rows.filter((row) => row.delivered_at === null && row.gave_up_at === null);
  const line = pending.map(({ id, event, sending_since, claimed_until, retry_why }) => ({
    id,
    event: toEvent(event),
    mayHaveArrived: sending_since !== null || (claimed_until ?? 0) > now,
    isHeld: PAGE_HOLDS.some((why) => why === retry_why),
  }));
  const wasNotified = rows.some((row) => row.event === 'trigger' && (row.delivered_at !== null || wasOvertaken(row)));
  const ids = supersededPages(line, wasNotified);
  for (const id of ids) await giveUpPage(trx, id, 'superseded', now);
  return pending.filter(({ id }) => ids.includes(id));
}

/** It may have arrived, and waited for the end of a mute or of quiet hours when it was given up for what came after it. */
export function wasOvertaken({ gave_up_why, sending_since }: Pick<PageRow, 'gave_up_why' | 'sending_since'>): boolean {
  return gave_up_why === 'superseded' && sending_since !== null;
}

export function toEvent(text: string): Page['event'] {
  return text === 'acknowledge' || text === 'resolve' ? text : 'trigger';
}

/** The next of its key that may be sent: what came before it has arrived, was given up, or waits for the end of a mute or of quiet hours. */
export function nextPage(receivers: readonly string[]) {
  return sql<boolean>`mine.receiver in (${sql.join(receivers)}) and mine.delivered_at is null and mine.gave_up_at is null
    and not exists (select 1 from pages as earlier where earlier.page_key = mine.page_key
      and earlier.receiver = mine.receiver and earlier.id < mine.id
      and earlier.delivered_at is null and earlier.gave_up_at is null
      and coalesce(earlier.retry_why, '') not in (${literals(PAGE_HOLDS)}))`;
}
