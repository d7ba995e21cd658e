import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { type AlertState, type Incident, NOTHING_REMEMBERED } from '../monitor/alerts/incident.ts';
import type { DecisionChange } from '../monitor/ports/alertStateStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import type { AlertKind } from '../monitor/types.ts';
import { setCooldown } from './cooldownTable.ts';
import { transactLightly } from './dialect.ts';
import { NOT_ACKNOWLEDGED, readFacts, toIncident, toKeyColumns, toKind, toRow, toSeverity } from './incidentRows.ts';
import { changeIncident, openIncident } from './incidentTable.ts';
import { pagedRows, withPaged } from './lastPaged.ts';
import { lockGuilds } from './lockGuilds.ts';
import { addPages } from './pageTable.ts';
import { prepared } from './prepared.ts';
import { queueMessage } from './queueMessage.ts';
import type { Schema } from './schema.ts';
import { staleGuilds } from './staleGuilds.ts';

type ClosedRow = Pick<
  Selectable<Schema['incidents']>,
  'severity' | 'notified_severity' | 'notified' | 'opened_at' | 'closed_at'
>;

/** So many incidents are read before others have their turn. */
const A_TURN = 100;

interface Subject {
  readonly subject: string;
}

const incidentsOf = (db: Kysely<Schema>, subject: string) => db.selectFrom('incidents').where('pipeline', '=', subject);
const openRows = prepared((db, { subject }: Subject) =>
  incidentsOf(db, subject).selectAll().where('ended_at', 'is', null).compile(),
);
const closedRows = prepared((db, { subject, closedAfter }: Subject & { readonly closedAfter: Millis }) =>
  incidentsOf(db, subject)
    .select(['guild_id', 'kind', 'severity', 'notified_severity', 'notified', 'opened_at', 'closed_at'])
    .where('closed_at', '>', closedAfter)
    .orderBy('closed_at')
    .compile(),
);
const cooldownRows = prepared((db, { subject }: Subject) =>
  db.selectFrom('cooldowns').selectAll().where('pipeline', '=', subject).compile(),
);

/** What the core remembers of each kind: the open incident, the last end, and the cooldowns, which outlive both. */
export function createAlertStates(db: Kysely<Schema>): Store['alertStates'] {
  return {
    async of(subject, closedAfter, pagedAfter = null) {
      const [open, closed, cooldowns, paged] = await Promise.all([
        openRows(db, { subject }),
        closedRows(db, { subject, closedAfter }),
        cooldownRows(db, { subject }),
        pagedAfter === null ? [] : pagedRows(db, { subject, after: pagedAfter }),
      ]);
      const guilds = new Map<string, Map<AlertKind, AlertState>>();
      const put = (guildId: string, kindText: string, part: (alertState: AlertState) => AlertState) => {
        const kind = toKind(kindText);
        if (kind === undefined) return;
        const kinds = guilds.get(guildId) ?? new Map<AlertKind, AlertState>();
        kinds.set(kind, part(kinds.get(kind) ?? NOTHING_REMEMBERED));
        guilds.set(guildId, kinds);
      };
      // The oldest first, and what is open last: the last message of all is the one that a new one is compared with.
      for (const row of closed) put(row.guild_id, row.kind, (alertState) => withClosed(alertState, row));
      for (const [index, row] of open.entries()) {
        put(row.guild_id, row.kind, (alertState) => withOpen(alertState, row));
        // Where every server is notified there are thousands.
        if (index % A_TURN === A_TURN - 1) await nextTurn();
      }
      for (const { guild_id, kind, severity, last_sent_at } of cooldowns) {
        put(guild_id, kind, (alertState) => ({
          ...alertState,
          lastSent: { ...alertState.lastSent, [toSeverity(severity)]: last_sent_at },
        }));
      }
      for (const row of paged) {
        if (row.kind === null) continue;
        put(row.guild_id, row.kind, (state) => ({ ...state, lastPaged: withPaged(state.lastPaged, row) }));
      }
      return guilds;
    },

    // Where the machine loses its power it is decided again, by the same results. What was decided is on disk before anything leaves: that a message
    // is being sent is waited for until it is there, and so is all that was written before.
    commit: (changes, now) =>
      transactLightly(db, async (trx) => {
        // It left while this was being decided, so nothing may begin for it.
        const here = await lockGuilds(
          trx,
          changes.map(({ key }) => key.guildId),
        );
        const wanted = changes.filter(({ key }) => here.has(key.guildId));
        const stale = await staleGuilds(trx, wanted);
        for (const change of wanted) if (!stale.has(change.key.guildId)) await write(trx, change, now);
        return stale;
      }),
  };
}

function withClosed(alertState: AlertState, row: ClosedRow): AlertState {
  const { severity, notified_severity, notified, opened_at: openedAt, closed_at } = row;
  if (closed_at === null) return alertState;
  // Of one that was sent late, when it was over, nobody was notified while it lasted.
  const notifiedSeverity = notified === null || notified_severity === null ? null : toSeverity(notified_severity);
  const closed = { at: closed_at, severity: toSeverity(severity), notifiedSeverity };
  const ends = [...alertState.ends, { openedAt, closedAt: closed_at }];
  return { ...alertState, closed, ends, notified: notified === null ? alertState.notified : readFacts(notified) };
}

function withOpen(alertState: AlertState, row: Selectable<Schema['incidents']>): AlertState {
  const { notified, version } = row;
  return {
    ...alertState,
    version,
    incident: toIncident(row),
    notified: notified === null ? alertState.notified : readFacts(notified),
  };
}

async function write(trx: Transaction<Schema>, change: DecisionChange, now: Millis): Promise<void> {
  const incidentId = await writeIncident(trx, change, now);
  await writeCooldowns(trx, change);
  for (const message of change.messages) await queueMessage(trx, change.key, incidentId, message, now);
  await addPages(trx, change.key, incidentId, change.pages ?? [], now);
}

/** Answers the id of the incident that the change is about; null where there is none. */
async function writeIncident(trx: Transaction<Schema>, change: DecisionChange, now: Millis): Promise<number | null> {
  const { before, after } = change;
  const key = toKeyColumns(change.key);
  if (before.incident !== null) {
    const columns =
      after.incident === null ? endOf(change, before.incident, now) : changesOf(before.incident, after.incident, after);
    return changeIncident(trx, key, before.version, columns);
  }
  if (after.incident === null) return null;
  return openIncident(trx, { ...key, ...toRow(after.incident, after.notified) });
}

function changesOf(was: Incident, is: Incident, { notified }: AlertState) {
  return { ...toRow(is, notified), ...(is.acknowledged === was.acknowledged ? {} : acknowledgementOf(is)) };
}

/** It got worse than what somebody said they are on, or they are asked whether they still are. */
function acknowledgementOf({ acknowledged }: Incident) {
  if (acknowledged === null) return NOT_ACKNOWLEDGED;
  const { at, confirmedAt = null, askedAt = null, questionAt = null } = acknowledged;
  return { ack_at: at, ack_confirmed_at: confirmedAt, ack_asked_at: askedAt, ack_question_at: questionAt };
}

function endOf({ messages, after }: DecisionChange, { clearSince }: Incident, now: Millis) {
  const late = messages.find(({ type }) => type === 'late');
  const columns = late?.type === 'late' ? { notified_severity: late.severity, worst: JSON.stringify(late.worst) } : {};
  return { ended_at: clearSince ?? now, closed_at: now, quiet_since: after.closed?.quietSince ?? null, ...columns };
}

async function writeCooldowns(trx: Transaction<Schema>, { key, before, after }: DecisionChange): Promise<void> {
  for (const severity of ['warning', 'critical'] as const) {
    const sentAt = after.lastSent[severity];
    if (sentAt === null || sentAt === before.lastSent[severity]) continue;
    await setCooldown(trx, toKeyColumns(key), severity, sentAt);
  }
}
