import type { Message } from '../alerts/message.ts';
import { kindOf } from '../kinds/index.ts';
import type { Guild, Mention, Place } from '../types.ts';
import type { Delivery } from './delivery.ts';
import { isSamePlace } from './place.ts';

/** What tells of one pipeline, and can tell of several in a line each. */
const SENT_TOGETHER: readonly Message['type'][] = ['alert', 'recovery', 'late', 'unknown'];

/** Where and whom a message would reach. */
export interface Reach extends Pick<Guild, 'unusable' | 'mention' | 'mentionFrom'> {
  readonly destination: Place | null;
  /** It is the first of its incident, where each incident has a thread: only what begins one is sent with it. */
  readonly opensThread?: boolean;
}

/** Whether a message can be one of several pipelines. `uncertain`: what may have arrived stays as it is. */
export function canBeTogether({ message, about, uncertain, companions }: Delivery): boolean {
  if (about === null || uncertain !== null || companions !== undefined) return false;
  const isNamed = 'subject' in message && message.subject !== undefined;
  return isNamed && SENT_TOGETHER.includes(message.type) && kindOf(about.kind).scope === 'pipeline';
}

/** Whether two such messages are sent as one: of one kind and type, to the same people in the same place. */
export function isTogether(a: Delivery, toA: Reach, b: Delivery, toB: Reach): boolean {
  if (a.about?.kind !== b.about?.kind || a.about?.pipeline === b.about?.pipeline) return false;
  if (a.message.type !== b.message.type || a.isPlain !== b.isPlain) return false;
  if (isReminder(a.message) !== isReminder(b.message)) return false;
  return reachesSame(toA, toB);
}

function isReminder(message: Message): boolean {
  return message.type === 'alert' && message.reminder != null;
}

function reachesSame(a: Reach, b: Reach): boolean {
  if (a.destination === null || b.destination === null || !isSamePlace(a.destination, b.destination)) return false;
  if ((a.opensThread ?? false) !== (b.opensThread ?? false)) return false;
  return a.unusable === b.unusable && a.mentionFrom === b.mentionFrom && isSameMention(a.mention, b.mention);
}

function isSameMention(a: Mention | null, b: Mention | null): boolean {
  return a?.type === b?.type && a?.id === b?.id;
}
