import type { Message } from '../alerts/message.ts';
import { kindOf } from '../kinds/index.ts';
import type { Delivery } from './delivery.ts';

/** What tells of one pipeline, and can tell of several in a line each. */
const SENT_TOGETHER: readonly Message['type'][] = ['alert', 'recovery', 'late', 'unknown'];

/** Whether a message can be one of several pipelines. `uncertain`: what may have arrived stays as it is. */
export function canBeTogether({ message, about, uncertain, companions }: Delivery): boolean {
  if (about === null || uncertain !== null || companions !== undefined) return false;
  const isNamed = 'subject' in message && message.subject !== undefined;
  return isNamed && SENT_TOGETHER.includes(message.type) && kindOf(about.kind).scope === 'pipeline';
}

/** Whether two such messages say what can be said as one: they are of one kind and type. */
export function isTogether(a: Delivery, b: Delivery): boolean {
  if (a.about?.kind !== b.about?.kind || a.about?.pipeline === b.about?.pipeline) return false;
  if (a.message.type !== b.message.type || a.isPlain !== b.isPlain) return false;
  return isReminder(a.message) === isReminder(b.message);
}

function isReminder(message: Message): boolean {
  return message.type === 'alert' && message.reminder != null;
}
