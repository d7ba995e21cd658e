import type { Page } from '../ports/outsideReceiver.ts';
import type { Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';
import type { Facts } from './facts.ts';
import type { LastSent } from './lastSent.ts';

/** A receiver outside of Discord, and what it is notified of. */
export interface PagedReceiver {
  readonly name: string;
  /** The least severity that it is notified of. */
  readonly from: AlertSeverity;
  /** The servers whose incidents it is notified of; null: all. */
  readonly guildIds: readonly string[] | null;
}

/** What receivers know of an incident: the highest severity that they were notified of, and the endings of the keys that they know it by. */
export type Paged = Readonly<Record<string, PagedOne>>;

/** When receivers outside of Discord were last notified of a kind, by their names: their cooldown outlives the incident too. */
export type LastPaged = Readonly<Record<string, LastSent>>;

export interface PagedOne {
  readonly severity: AlertSeverity;
  readonly endings: readonly string[];
  /** It was notified that somebody is on it. */
  readonly isAcknowledged?: true;
}

/** After everybody was notified that somebody is on it. */
export function acknowledgedPaged(paged: Paged): Paged {
  return Object.fromEntries(Object.entries(paged).map(([name, one]) => [name, { ...one, isAcknowledged: true }]));
}

export const NOBODY_PAGED: Paged = {};

/** A page as it is decided; the key is made where the incident is written. */
export interface NewPage extends Omit<Page, 'key'> {
  readonly receiver: string;
  readonly ending: string;
}

/** Says of an incident to everybody outside who was notified of it that somebody is on it, or that it is over. */
export function pagesAbout(
  event: 'acknowledge' | 'resolve',
  { severity, openedAt, worst, paged }: PagedIncident,
  subject: string | null,
  endedAt: Millis | null,
  at: Millis,
): readonly NewPage[] {
  return Object.entries(paged).flatMap(([receiver, { endings }]) =>
    // What is acknowledged is the newest that a receiver heard of.
    (event === 'resolve' ? endings : endings.slice(-1)).map((ending) => ({
      receiver,
      event,
      ending,
      severity,
      facts: worst,
      subject,
      openedAt,
      endedAt,
      at,
    })),
  );
}

/** What has to be known of an incident for that. */
interface PagedIncident {
  readonly severity: AlertSeverity;
  readonly openedAt: Millis;
  readonly worst: Facts;
  readonly paged: Paged;
}

/** A page that waits, or has left. */
export interface WaitingPage {
  readonly id: number;
  readonly event: Page['event'];
  /** Somebody sends it right now, or it may have arrived. */
  readonly mayHaveArrived: boolean;
  /** It waits for the end of a mute or of quiet hours, and what comes after it does not wait with it. */
  readonly isHeld: boolean;
}

/**
 * Which of the pages of one key need not be sent, the oldest first. What somebody acknowledged, or what ended, before the receiver
 * was notified wakes nobody, and what waited for the end of a mute or quiet hours never leaves after what overtook it. `wasNotified`: a
 * trigger of that key arrived, or may have.
 */
export function supersededPages(line: readonly WaitingPage[], wasNotified: boolean): readonly number[] {
  const left = line.filter(({ mayHaveArrived }) => !mayHaveArrived);
  const isKnown = wasNotified || left.length < line.length;
  const end = left.findLastIndex(({ event }) => event === 'resolve');
  const acknowledged = left.findLastIndex(({ event }) => event === 'acknowledge');
  const newest = left.findLastIndex(({ event }) => event === 'trigger');
  const needless = left.filter(({ event }, index) => {
    if (index < end) return true;
    if (index === end) return !isKnown;
    if (!isKnown && index <= acknowledged) return true;
    return event === 'trigger' && index < newest;
  });
  const last = line.at(-1);
  return line.filter((page) => needless.includes(page) || (page.isHeld && page !== last)).map(({ id }) => id);
}
