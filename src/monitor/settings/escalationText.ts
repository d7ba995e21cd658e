import type { EscalationStep, EscalationTarget } from '../alerts/escalation.ts';
import { MINUTE } from '../time.ts';

/** A step as a line of the log has it: `5 role 456 channel 789 receiver pager`; the first is a number of minutes. */
export function escalationText({ afterMs, mention, place, receiver }: EscalationStep): string {
  return [
    String(afterMs / MINUTE),
    ...(mention === null ? [] : [`${mention.type} ${mention.id}`]),
    ...(place === null ? [] : [place.type === 'channel' ? `channel ${place.channelId}` : `direct ${place.userId}`]),
    ...(receiver === null ? [] : [`receiver ${receiver}`]),
  ].join(' ');
}

/** What such a line says; null where another version wrote it. */
export function readEscalationText(text: string): EscalationStep | null {
  const [minutes = '', ...rest] = text.split(' ');
  const afterMs = Number(minutes) * MINUTE;
  if (!/^\d+(?:\.\d+)?$/.test(minutes)) return null;
  let target: EscalationTarget = { mention: null, place: null, receiver: null };
  for (let index = 0; index < rest.length; index += 2) {
    const read = part(rest[index] ?? '', rest[index + 1] ?? '');
    if (read === null) return null;
    target = { ...target, ...read };
  }
  return { afterMs, ...target };
}

function part(name: string, value: string): Partial<EscalationTarget> | null {
  if (value === '') return null;
  if (name === 'role' || name === 'user') return { mention: { type: name, id: value } };
  if (name === 'channel') return { place: { type: 'channel', channelId: value } };
  if (name === 'direct') return { place: { type: 'user', userId: value } };
  return name === 'receiver' ? { receiver: value } : null;
}
