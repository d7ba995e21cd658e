import { type Kysely, sql, type Transaction } from 'kysely';
import { PAGE_REFUSALS, PAGE_TROUBLES, type Page, type PageRefusal } from '../monitor/ports/outsideReceiver.ts';
import type { PageDelivery, ReceiverState } from '../monitor/ports/pageQueue.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { type Claimant, checkOwn } from './claimants.ts';
import type { Claim } from './deliveryClaims.ts';
import { forgetPaged } from './forgetPaged.ts';
import { toKind } from './incidentRows.ts';
import { lockGuilds } from './lockGuilds.ts';
import {
  addPage,
  changeOwnPage,
  changePage,
  giveUpPage,
  nextPage,
  type PageRow,
  releasePages,
  supersedePages,
} from './pageTable.ts';
import { parseStored } from './parseRenamed.ts';
import type { Schema } from './schema.ts';

/** Pages to receivers outside of Discord, on their way. */
export function createPages(db: Kysely<Schema>, claimant: Claimant): Store['pages'] {
  const own = (id: number, changes: Parameters<typeof changePage>[2]) => changeOwnPage(db, id, changes, claimant.id);
  return {
    claim: (receivers, now, leaseMs) =>
      receivers.length === 0
        ? Promise.resolve(null)
        : db
            .transaction()
            .execute((trx) => claimPage(trx, receivers, now, { until: now + leaseMs, by: claimant.sign() })),
    add: (guildId, receiver, page, now) => addPage(db, guildId, receiver, page, NO_INCIDENT, now),
    async sending(id, now) {
      checkOwn(await own(id, { sending_since: sql<number>`coalesce(sending_since, ${now})` }), id);
    },
    delivered: (id, now) =>
      changePage(db, id, { delivered_at: now, retry_why: null, claimed_until: null, claimed_by: null }),
    async retry(id, notBefore, why, mayHaveArrived) {
      const unsent = mayHaveArrived ? {} : { sending_since: null };
      await own(id, { not_before: notBefore, claimed_until: null, claimed_by: null, retry_why: why, ...unsent });
    },
    giveUp: (id, why, now) =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('pages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
        if (row.claimed_by !== null && row.claimed_by !== claimant.id) return;
        await lockGuilds(trx, [row.guild_id]);
        await giveUpPage(trx, id, why, now);
        await takeBack(trx, row);
      }),

    async nextDueAt(receivers) {
      if (receivers.length === 0) return null;
      const { rows } = await sql<{ due: number | null }>`select min(case
        when mine.not_before > coalesce(mine.claimed_until, 0) then mine.not_before else mine.claimed_until end) as due
        from pages as mine where ${nextPage(receivers)}`.execute(db);
      return rows[0]?.due ?? null;
    },

    releaseMuted: (guildId, now) => releasePages(db, guildId, now),
    states: (guildId) => statesOf(db, guildId),
  };
}

const NO_INCIDENT = { pipeline: null, kind: null, incident_id: null };

/** A page is claimed under the lock of its guild, under which pages are written. */
async function claimPage(
  trx: Transaction<Schema>,
  receivers: readonly string[],
  now: Millis,
  { until, by }: Claim,
): Promise<PageDelivery | null> {
  for (let row = await due(trx, receivers, now); row !== undefined; row = await due(trx, receivers, now)) {
    await lockGuilds(trx, [row.guild_id]);
    const superseded = await supersedePages(trx, row, now);
    for (const one of superseded) await takeBack(trx, one);
    if (superseded.some(({ id }) => id === row?.id)) continue;
    const claimed = await trx
      .updateTable('pages')
      .set({ claimed_until: until, claimed_by: by, attempts: sql<number>`attempts + 1`, retry_why: null })
      .where('id', '=', row.id)
      .where('delivered_at', 'is', null)
      .where('gave_up_at', 'is', null)
      .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
      .returningAll()
      .executeTakeFirst();
    return claimed === undefined ? null : toDelivery(claimed);
  }
  return null;
}

async function due(trx: Transaction<Schema>, receivers: readonly string[], now: Millis): Promise<PageRow | undefined> {
  const { rows } = await sql<PageRow>`select mine.* from pages as mine where ${nextPage(receivers)}
    and mine.not_before <= ${now} and coalesce(mine.claimed_until, 0) <= ${now}
    order by mine.not_before, mine.id limit 1`.execute(trx);
  return rows[0];
}

/** The receiver was not notified of it, so that it may be notified again while the incident lasts. */
async function takeBack(trx: Transaction<Schema>, { event, incident_id, receiver }: PageRow): Promise<void> {
  if (event === 'trigger' && incident_id !== null) await forgetPaged(trx, incident_id, receiver);
}

function toDelivery(row: PageRow): PageDelivery {
  const kind = row.kind === null ? undefined : toKind(row.kind);
  return {
    id: row.id,
    guildId: row.guild_id,
    receiver: row.receiver,
    page: parseStored(row.page) as Page,
    attempts: row.attempts,
    about: kind === undefined || row.pipeline === null ? null : { kind, pipeline: row.pipeline },
  };
}

async function statesOf(db: Kysely<Schema>, guildId: string): Promise<readonly ReceiverState[]> {
  const rows = await db
    .selectFrom('pages')
    .select(['receiver', 'created_at', 'delivered_at', 'gave_up_at', 'gave_up_why', 'retry_why'])
    .where('guild_id', '=', guildId)
    .orderBy('id')
    .execute();
  return [...Map.groupBy(rows, ({ receiver }) => receiver)].map(([receiver, ofOne]) => {
    const waiting = ofOne.filter((row) => row.delivered_at === null && row.gave_up_at === null);
    const refused = ofOne.findLast(({ gave_up_why: why }) => why !== null && why !== 'superseded');
    const delivered = ofOne.map(({ delivered_at }) => delivered_at ?? 0);
    return {
      receiver,
      deliveredAt: Math.max(...delivered) || null,
      waiting: waiting.length,
      waitingSince: waiting[0]?.created_at ?? null,
      retrying: PAGE_TROUBLES.find((why) => why === waiting[0]?.retry_why) ?? null,
      gaveUp: refused?.gave_up_at == null ? null : { at: refused.gave_up_at, why: toRefusal(refused.gave_up_why) },
    };
  });
}

function toRefusal(text: string | null): PageRefusal {
  return PAGE_REFUSALS.find((why) => why === text) ?? 'rejected';
}
