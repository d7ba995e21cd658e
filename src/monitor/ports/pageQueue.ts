import type { Millis } from '../time.ts';
import type { AlertKind } from '../types.ts';
import type { Page, PageRefusal, PageTrouble } from './outsideReceiver.ts';

/** A page on its way to one receiver; kept until it is there. */
export interface PageDelivery {
  readonly id: number;
  readonly guildId: string;
  readonly receiver: string;
  readonly page: Page;
  readonly attempts: number;
  /** The kind and pipeline that it is about; null of a test. */
  readonly about: { readonly kind: AlertKind; readonly pipeline: string } | null;
}

/** How a receiver does. */
export interface ReceiverState {
  readonly receiver: string;
  readonly deliveredAt: Millis | null;
  readonly waiting: number;
  readonly waitingSince: Millis | null;
  readonly retrying: PageTrouble | null;
  readonly gaveUp: { readonly why: PageRefusal; readonly at: Millis } | null;
}

export interface PageQueue {
  /** Tells a receiver something that is about no incident. */
  add(guildId: string, receiver: string, page: Page, now: Millis): Promise<void>;
  /** Takes the oldest page to one of these receivers that is due, one at a time for each key; nobody else gets it until the lease ends. */
  claim(receivers: readonly string[], now: Millis, leaseMs: Millis): Promise<PageDelivery | null>;
  /** Notes, before anything is sent, that from now on it may arrive. */
  sending(id: number, now: Millis): Promise<void>;
  delivered(id: number, now: Millis): Promise<void>;
  /** `mayHaveArrived`: nobody knows, or this says nothing of an earlier attempt. */
  retry(id: number, notBefore: Millis, why: PageTrouble, mayHaveArrived: boolean): Promise<void>;
  /** The receiver was not notified: while the incident lasts, it may be notified again. */
  giveUp(id: number, why: PageRefusal, now: Millis): Promise<void>;
  /** When the next page to one of these may be tried; null if none waits. */
  nextDueAt(receivers: readonly string[]): Promise<Millis | null>;
  /** Lets what a mute or quiet hours hold be tried at once. */
  releaseMuted(guildId: string, now: Millis): Promise<void>;
  /** Of each that was notified of a guild's incidents. */
  states(guildId: string): Promise<readonly ReceiverState[]>;
}
