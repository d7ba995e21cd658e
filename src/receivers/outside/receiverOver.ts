import type { OutsideReceiver, Page } from '../../monitor/ports/outsideReceiver.ts';
import type { Clock, Millis } from '../../monitor/time.ts';
import { outcomeOf } from './outcomeOf.ts';
import { type Outgoing, post, type Way } from './post.ts';

/** What differs between receivers. */
export interface Form {
  /** The request that tells of a page; null where the receiver has no such thing, and so nothing is sent. */
  requestOf(page: Page, id: string, now: Millis): Outgoing | null;
  /** How long to leave it alone where it is in trouble and names no time. */
  readonly deadlineMs?: Millis;
}

/** A receiver of a form, by way of HTTP. */
export function receiverOver(name: string, form: Form, way: Way, clock: Clock): OutsideReceiver {
  return {
    name,
    async send(page, id, signal) {
      const outgoing = form.requestOf(page, id, clock.now());
      if (outgoing === null) return { outcome: 'delivered' };
      return outcomeOf(await post(outgoing, way, signal), clock.now(), form.deadlineMs ?? null);
    },
  };
}
