import type { TopUp } from '../../src/monitor/accounts/topUp.ts';
import type { Facts } from '../../src/monitor/alerts/facts.ts';
import {
  type AlertMemory,
  type Incident,
  NOTHING_REMEMBERED,
  NOTHING_SENT,
} from '../../src/monitor/alerts/incident.ts';
import type { AlertMessage, IncidentState, Message } from '../../src/monitor/alerts/message.ts';
import type { DecisionChange, MemoryKey } from '../../src/monitor/ports/alertStateStore.ts';
import type { Millis } from '../../src/monitor/time.ts';
import type { AlertSeverity, Destination } from '../../src/monitor/types.ts';
import { NOW, PIPELINE } from './storeFixture.ts';

export const NOTHING: AlertMemory = NOTHING_REMEMBERED;
export const PLACE: Destination = { type: 'channel', channelId: '900000000000000001' };
export const ANNA = { userId: '7', name: 'Anna @everyone' };
export const BEN = { userId: '8', name: 'Ben' };

export const key = (guildId = 'g1', kind: MemoryKey['kind'] = 'balance'): MemoryKey => ({
  guildId,
  pipeline: PIPELINE,
  kind,
});

export const facts = (balanceMicros = 8_420_000): Facts => ({
  kind: 'balance',
  balanceMicros,
  thresholdMicros: 10_000_000,
});

export const alert = (
  balanceMicros?: number,
  severity: AlertSeverity = 'warning',
  at = NOW,
  heldBack = 0,
): AlertMessage => ({ type: 'alert', severity, facts: facts(balanceMicros), heldBack, affects: [], at });

export const recovery = (at = NOW, topUp: TopUp | null = null): Message => ({
  type: 'recovery',
  before: facts(),
  after: facts(20_000_000),
  topUp,
  at,
});

export const edit = (state: Partial<IncidentState> = {}, at = NOW): Message => ({
  type: 'edit',
  state: { openedAt: NOW, endedAt: null, acknowledged: null, muted: null, affects: [], ...state },
  at,
});

export function incident(changes: Partial<Incident> = {}): Incident {
  const quiet = { clearSince: null, toldSeverity: 'warning', heldBack: 0, heldAt: NOTHING_SENT } as const;
  return {
    severity: 'warning',
    openedAt: NOW,
    worst: facts(),
    acknowledged: null,
    muted: null,
    affects: [],
    reminders: 0,
    pinged: null,
    unknownSince: null,
    unknownNotifiedAt: null,
    ...quiet,
    ...changes,
  };
}

/** What people know of an incident that they were told of. */
const notifiedOf = (open: Incident | null): Facts | null => (open?.toldSeverity == null ? null : open.worst);

export function memory(open: Incident | null, lastSent: Partial<AlertMemory['lastSent']> = {}): AlertMemory {
  return { incident: open, lastSent: { ...NOTHING_SENT, ...lastSent }, notified: notifiedOf(open), closed: null };
}

export const OPEN: AlertMemory = memory(incident(), { warning: NOW });
/** What is remembered of an incident that was closed then. */
export const ended = (at = NOW, from = OPEN): AlertMemory => ({
  ...from,
  incident: null,
  closed: { at, severity: from.incident?.severity ?? 'warning', told: from.incident?.toldSeverity ?? null },
});
/** The same, where the verdict was ok already since then. */
export const clearing = (clearSince: Millis, from = OPEN): AlertMemory => ({
  ...from,
  incident: from.incident === null ? null : { ...from.incident, clearSince },
});

/** A change that opens an incident and tells of it. */
export function opening(guildId = 'g1', kind: MemoryKey['kind'] = 'balance'): DecisionChange {
  return { key: key(guildId, kind), before: NOTHING, after: OPEN, messages: [alert()] };
}

/** A change that only tells something. */
export function telling(message: Message, guildId = 'g1', kind: MemoryKey['kind'] = 'balance'): DecisionChange {
  return { key: key(guildId, kind), before: NOTHING, after: NOTHING, messages: [message] };
}
