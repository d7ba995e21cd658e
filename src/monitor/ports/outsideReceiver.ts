import type { Facts } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';

/** What a receiver outside of Discord is notified of. */
export const PAGE_EVENTS = ['trigger', 'acknowledge', 'resolve'] as const;
export type PageEvent = (typeof PAGE_EVENTS)[number];

/** One message to a receiver outside. The same incident has the same key in all of its messages, over restarts too. */
export interface Page {
  readonly event: PageEvent;
  /** At most 255 characters. What the receiver takes twice under one key and event is one to it. */
  readonly key: string;
  readonly severity: AlertSeverity;
  /** The worst that is known by now. */
  readonly facts: Facts;
  /** The pipeline or account that it is about; null where there is no other. */
  readonly subject: string | null;
  readonly openedAt: Millis;
  /** Of a `resolve`: when it ended. */
  readonly endedAt: Millis | null;
  /** Somebody tries whether it arrives: nothing is wrong. */
  readonly isTest?: true;
  readonly at: Millis;
}

/** Why a page did not arrive, and is tried again. */
export const PAGE_TROUBLES = ['unreachable', 'timedOut', 'rateLimited', 'serverError', 'muted', 'quietHours'] as const;
export type PageTrouble = (typeof PAGE_TROUBLES)[number];

/** The reasons with which nothing is wrong: the page waits for the end of a mute, or of quiet hours. */
export const PAGE_HOLDS = ['muted', 'quietHours'] as const satisfies readonly PageTrouble[];

/** Why a page is never tried again. `superseded`: it is no longer true, and nobody had been notified. */
export const PAGE_REFUSALS = ['rejected', 'unauthorized', 'redirected', 'privateAddress', 'superseded'] as const;
export type PageRefusal = (typeof PAGE_REFUSALS)[number];

export type PageOutcome =
  | { readonly outcome: 'delivered' }
  /** Not before; null: when we think fit. */
  | {
      readonly outcome: 'retry';
      readonly why: PageTrouble;
      readonly afterMs: Millis | null;
      /** When what keeps it back ends. */
      readonly until?: Millis;
      readonly status?: number;
    }
  | { readonly outcome: 'giveUp'; readonly why: PageRefusal; readonly status?: number };

/** Somewhere outside of Discord where somebody is woken up, or something else takes over. */
export interface OutsideReceiver {
  /** As the file calls it. */
  readonly name: string;
  /** One attempt. What the receiver or the network does is an outcome, and nothing is thrown. The signal ends it. */
  send(page: Page, id: string, signal: AbortSignal): Promise<PageOutcome>;
}
