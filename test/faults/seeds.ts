import { decide } from '../../src/monitor/alerts/decide.ts';
import { type AlertState, NOTHING_REMEMBERED } from '../../src/monitor/alerts/incident.ts';
import type { Store } from '../../src/monitor/ports/store.ts';
import type { AlertSeverity } from '../../src/monitor/types.ts';
import { openStore } from '../../src/store/open.ts';
import { change } from '../fixtures/change.ts';
import type { Stage } from '../fixtures/faultyProgram.ts';

// What earlier processes left in the database.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

async function inStore({ data }: Stage, work: (store: Store) => Promise<unknown>): Promise<void> {
  const store = await openStore(data.location);
  await work(store);
  await store.close();
}

/** What the core made of a queue that was too long then. */
function decidedAt(at: number, severity: AlertSeverity, quiet: 'critical' | null): AlertState {
  const depth = severity === 'critical' ? 1_000 : 340;
  const facts = { kind: 'queue', depth, thresholdDepth: 100, activeWorkers: 4, drain: { basis: 'noWorker' } } as const;
  return decide({ state: 'firing', severity, facts }, NOTHING_REMEMBERED, {
    muted: false,
    quiet,
    suppressedBy: null,
    cooldownMs: 300_000,
    reminderMaxMs: 3_600_000,
    clearHoldMs: 0,
    steadySince: 0,
    now: at,
  }).alertState;
}

function remember(store: Store, { guild }: Stage, after: AlertState, at: number) {
  const key = { guildId: guild.id, pipeline: 'default', kind: 'queue' } as const;
  return store.alertStates.commit([{ key, before: NOTHING_REMEMBERED, after, messages: [] }], at);
}

/** A warning in quiet hours, which are over by now. */
export function keptBackUntilNow(stage: Stage): Promise<void> {
  const at = Date.now() - 3 * HOUR_MS;
  return inStore(stage, (store) => remember(store, stage, decidedAt(at, 'warning', 'critical'), at));
}

/** A critical incident that people know of, and a step that is due after a minute. */
export function nobodyIsOnIt(stage: Stage): Promise<void> {
  const at = Date.now() - 2 * MINUTE_MS;
  const alertState = decidedAt(at, 'critical', null);
  const escalated = { since: at, sent: [], next: null };
  const incident = alertState.incident && { ...alertState.incident, escalated };
  const owner = { type: 'user', id: stage.discord.owner.id } as const;
  const steps = [{ afterMs: MINUTE_MS, mention: owner, place: null, receiver: null }];
  return inStore(stage, async (store) => {
    await store.escalations.change(stage.guild.id, () => ({ steps, change: change({ action: 'escalation' }) }));
    await remember(store, stage, { ...alertState, incident }, at);
    await firstMessageStood(store, stage, alertState, at);
  });
}

/** People read of it then. Somebody has deleted that message since, so that nothing becomes of an edit. */
async function firstMessageStood(store: Store, { guild, channel }: Stage, { incident }: AlertState, at: number) {
  if (incident === null) return;
  const alert = { type: 'alert', severity: 'critical', facts: incident.worst, suppressed: 0, affects: [], at } as const;
  const kept = (await store.alertStates.of('default', 0)).get(guild.id)?.get('queue') ?? NOTHING_REMEMBERED;
  const key = { guildId: guild.id, pipeline: 'default', kind: 'queue' } as const;
  await store.alertStates.commit([{ key, before: kept, after: kept, messages: [alert] }], at);
  const delivery = await store.deliveries.claim(at, MINUTE_MS);
  const place = { type: 'channel', channelId: channel.id } as const;
  if (delivery !== null) await store.deliveries.delivered(delivery.id, '900000000000000001', place, at);
}

/** A critical incident that somebody has been on for longer than that goes without a question. */
export function isOnIt(stage: Stage): Promise<void> {
  const at = Date.now() - 4 * HOUR_MS;
  const by = { userId: stage.discord.owner.id, name: 'ada' };
  return inStore(stage, async (store) => {
    await remember(store, stage, decidedAt(at, 'critical', null), at);
    const [incident] = await store.incidents.recent(stage.guild.id, 1);
    await store.incidents.acknowledge(stage.guild.id, incident?.id ?? 0, by, at, change({ action: 'acknowledge' }));
  });
}

/** Two people take turns of a week in UTC, and the turn changed hands three hours ago. */
export function handedOver(stage: Stage): Promise<void> {
  const handover = new Date(Date.now() - 3 * HOUR_MS);
  const since = handover.getTime() - DAY_MS;
  const rota = {
    people: [stage.discord.owner.id, '200000000000000001'],
    weekday: handover.getUTCDay() === 0 ? 7 : handover.getUTCDay(),
    minute: handover.getUTCHours() * 60 + handover.getUTCMinutes(),
    since,
    cover: null,
  };
  return inStore(stage, (store) =>
    store.onCall.change(stage.guild.id, since, () => ({ rota, change: change({ action: 'onCall' }) })),
  );
}
