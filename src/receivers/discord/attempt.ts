import type { Delivery, Detour } from '../../monitor/alerts/message.ts';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import type { SendSteps } from '../../monitor/ports/receiver.ts';
import { MINUTE, type Millis } from '../../monitor/time.ts';
import type { Guild, Place } from '../../monitor/types.ts';

/** Of all requests of one attempt. Shorter than the lease of a delivery, so that nobody else sends it meanwhile. */
const ATTEMPT_MS: Millis = MINUTE;
export const endOfAttempt = () => AbortSignal.timeout(ATTEMPT_MS);

/** One message on its way: what is to be sent where, and whether an earlier try may have arrived. */
export interface Attempt {
  readonly delivery: Delivery;
  readonly guild: Guild;
  readonly place: Place;
  readonly steps: SendSteps;
  readonly detour: Detour | null;
  /** Ends the attempt, and every request of it. */
  readonly ends: AbortSignal;
  isUncertain: boolean;
  /** Why its mention notifies nobody, as far as is known before it leaves. */
  pingFailure: PingFailure | null;
}

/** An earlier try that may have arrived is not undone by a later one that surely did not. */
export function uncertainty({ isUncertain }: Attempt): { isUncertain?: true } {
  return isUncertain ? { isUncertain: true } : {};
}

export function newMessage({ message }: Delivery) {
  if (message.type === 'edit') throw new Error('an edit is no new message');
  return message;
}
