import type { DecisionChange, MemoryKey } from '../../src/monitor/ports.ts';
import type { AlertMemory, AlertSeverity, Facts, Incident, Message } from '../../src/monitor/types.ts';
import { NOW, PIPELINE } from './storeFixture.ts';

export const NOTHING: AlertMemory = { incident: null, lastSent: { warning: null, error: null } };

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

export const alert = (balanceMicros?: number, severity: AlertSeverity = 'warning', at = NOW): Message => ({
  type: 'alert',
  severity,
  facts: facts(balanceMicros),
  heldBack: 0,
  at,
});

export const recovery = (at = NOW): Message => ({ type: 'recovery', before: facts(), after: facts(20_000_000), at });

export function incident(changes: Partial<Incident> = {}): Incident {
  const quiet = { clearSince: null, told: true, heldBack: 0, heldAt: null };
  return { severity: 'warning', openedAt: NOW, worst: facts(), ...quiet, ...changes };
}

export function memory(open: Incident | null, lastSent: Partial<AlertMemory['lastSent']> = {}): AlertMemory {
  return { incident: open, lastSent: { warning: null, error: null, ...lastSent } };
}

/** A change that opens an incident and tells of it. */
export function opening(guildId = 'g1', kind: MemoryKey['kind'] = 'balance'): DecisionChange {
  const after = memory(incident(), { warning: NOW });
  return { key: key(guildId, kind), before: NOTHING, after, message: alert() };
}

/** A change that only tells something. */
export function telling(message: Message, guildId = 'g1', kind: MemoryKey['kind'] = 'balance'): DecisionChange {
  return { key: key(guildId, kind), before: NOTHING, after: NOTHING, message };
}
