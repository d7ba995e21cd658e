import { type Kysely, sql, type Transaction } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import type { PostDestination } from '../monitor/types.ts';
import { type Claimant, isOwn } from './claimants.ts';
import { claimDelivery } from './claimDelivery.ts';
import { coalesceRow } from './coalesceRow.ts';
import { restartCooldown } from './cooldownTable.ts';
import { deliveryBacklog } from './deliveryBacklog.ts';
import { companionRows, companionsOf, joinDeliveries } from './deliveryGroups.ts';
import { deliveryOutcome } from './deliveryOutcome.ts';
import { deliveryProgress } from './deliveryProgress.ts';
import type { DeliveryRow } from './deliveryRows.ts';
import {
  addDelivery,
  giveUpMessage,
  holdDelivery,
  markDelivered,
  markSending,
  releaseWaiting,
  retryDelivery,
} from './deliveryTable.ts';
import { transactLightly } from './dialect.ts';
import { rememberRouteThread } from './guildRoutes.ts';
import { rememberThread } from './guildTable.ts';
import { changeOpen, raiseVersion } from './incidentTable.ts';
import { lockGuilds } from './lockGuilds.ts';
import { lostAnswers } from './lostAnswers.ts';
import { nextDueAt } from './nextDueAt.ts';
import { rollBackNotification } from './rollBackNotification.ts';
import type { Schema } from './schema.ts';
import { takeBackStep } from './takeBackStep.ts';
import { chartAfter, closeThreadOf, queueThread, threadOpened } from './threads.ts';

/** Messages on their way. A row is done only when Discord said so, or when trying again makes no sense. */
export function createDeliveries(db: Kysely<Schema>, claimant: Claimant): Store['deliveries'] {
  /** Works on a delivery while nobody else changes the messages of its guild. */
  const withRow = <T>(id: number, work: (trx: Transaction<Schema>, row: DeliveryRow) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (trx) => {
      const find = trx.selectFrom('deliveries').where('id', '=', id);
      const { guild_id } = await find.select('guild_id').executeTakeFirstOrThrow();
      await lockGuilds(trx, [guild_id]);
      return work(trx, await find.selectAll().executeTakeFirstOrThrow());
    });

  return {
    add: (guildId, message, now) => addDelivery(db, guildId, message, now),
    // A claim that is lost is taken again: what it was taken for is noted, on disk, before anything is sent.
    claim: (now, leaseMs) => transactLightly(db, (trx) => claimDelivery(trx, now, leaseMs, claimant.sign())),
    companions: (id, now) => companionsOf(db, id, now),
    join: (id, ids, now, leaseMs) =>
      withRow(id, (trx, row) => joinDeliveries(trx, row, ids, now, { until: now + leaseMs, by: claimant.sign() })),
    hold: (id, until) => holdDelivery(db, id, until, claimant.id),
    sending: (id, place, now, copies = 1) => markSending(db, id, place, { now, copies, claimant: claimant.id }),
    renew: (id, now) => withRow(id, (trx, row) => coalesceRow(trx, row, now, true)),

    delivered: (id, messageId, place, now, { opensThread = false, mentioned, post } = {}) =>
      withRow(id, async (trx, row) => {
        if (opensThread) await queueThread(trx, row, now);
        if (row.type === 'thread') await threadOpened(trx, row, messageId, now);
        // A post that takes all that follows.
        if (post != null && post.destination !== null) await rememberPost(trx, row.guild_id, post.destination);
        for (const part of [row, ...(await companionRows(trx, row))]) {
          await markDelivered(trx, part.id, { messageId, place, mentioned, threadId: post?.threadId ?? null }, now);
          await noteNotified(trx, part, now);
          if (part.type === 'stillOnIt') await askedSince(trx, part, now);
          await chartAfter(trx, part, post?.destination === null, now);
        }
      }),

    closeThread: (id, why) => withRow(id, (trx, row) => closeThreadOf(trx, row, why)),
    retry: (id, notBefore, why, isUncertain, tries = {}) =>
      retryDelivery(db, id, notBefore, why, isUncertain, tries, claimant.id),

    giveUp: (id, why, now, rollBacks = []) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(
          trx,
          rollBacks.map(({ guildId }) => guildId),
        );
        // Another process has it now, and will say what became of it.
        if (await isOfAnother(trx, id, claimant.id)) return;
        await takeBackStep(trx, id, why, now);
        await giveUpMessage(trx, id, why, now, claimant.id);
        for (const one of rollBacks) await rollBackNotification(trx, one);
      }),

    nextDueAt: () => nextDueAt(db),
    releaseMuted: async (guildId, now) => {
      await releaseWaiting(db, guildId, 'muted', now);
      await releaseWaiting(db, guildId, 'quietHours', now);
    },
    outcome: (id) => deliveryOutcome(db, id),
    progress: (guildId) => deliveryProgress(db, guildId),
    backlog: () => deliveryBacklog(db),
    lostAnswers: () => lostAnswers(db),
  };
}

async function isOfAnother(trx: Transaction<Schema>, id: number, claimant: string): Promise<boolean> {
  const row = trx
    .selectFrom('deliveries')
    .select('id')
    .where('id', '=', id)
    .where(sql<boolean>`not ${isOwn(claimant)}`);
  return (await row.executeTakeFirst()) !== undefined;
}

/** The cooldown runs from when people could read it. */
async function noteNotified(
  trx: Transaction<Schema>,
  { type, guild_id, pipeline, kind, severity }: DeliveryRow,
  now: Millis,
): Promise<void> {
  if (type !== 'alert' || pipeline === null || kind === null || severity === null) return;
  await restartCooldown(trx, { guild_id, pipeline, kind }, severity, now);
  await raiseVersion(trx, { guild_id, pipeline, kind });
}

/** An answer is waited for from when people could read the question. */
async function askedSince(
  trx: Transaction<Schema>,
  { guild_id, incident_id }: DeliveryRow,
  now: Millis,
): Promise<void> {
  if (incident_id === null) return;
  await changeOpen(trx, guild_id, incident_id, { ack_question_at: now })
    .where('ack_asked_at', 'is not', null)
    .execute();
}

async function rememberPost(trx: Transaction<Schema>, guildId: string, post: PostDestination): Promise<void> {
  await rememberThread(trx, guildId, post);
  await rememberRouteThread(trx, guildId, post);
}
