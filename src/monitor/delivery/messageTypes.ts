import type { Message } from '../alerts/message.ts';

type Types = readonly Message['type'][];

/** They change a message that has arrived, their target, or hang a thread on it. They are no message of their own. */
export const OF_TARGET = ['edit', 'thread'] as const satisfies Types;

/** They concern the thread of an incident alone. */
export const OF_THREAD = ['thread', 'entry'] as const satisfies Types;

/** They add to what people were notified of: they are never suppressed, and no other message waits for them. */
export const ADDITIONS = ['edit', 'thread', 'entry'] as const satisfies Types;

export type OfTarget = Extract<Message, { type: (typeof OF_TARGET)[number] }>;

export function isOfTarget(message: Message): message is OfTarget {
  return isAmong(OF_TARGET, message.type);
}

/** Also of a type that a row of the database names. */
export function isAmong(types: readonly string[], type: string): boolean {
  return types.includes(type);
}
