import { LeaseLostError } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { OutsideReceiver, PageOutcome, PageTrouble } from '../ports/outsideReceiver.ts';
import type { PageDelivery } from '../ports/pageQueue.ts';
import type { Store } from '../ports/store.ts';
import { type Clock, MINUTE, type Millis, SECOND } from '../time.ts';
import { backoffMs } from './backoff.ts';
import { type Hold, type HoldingPorts, holdingAt } from './holding.ts';

export interface PagePorts extends HoldingPorts {
  readonly store: Pick<Store, 'guilds' | 'mutes' | 'pages'>;
  readonly receivers: readonly OutsideReceiver[];
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
  /** Called with the outcome of every attempt. */
  readonly onPage: (receiver: string, outcome: PageOutcome) => void;
}

/** Longer than one attempt may take. */
export const PAGE_LEASE_MS: Millis = 30 * SECOND;
const TIMEOUT_MS: Millis = 10 * SECOND;
const FIRST_WAIT_MS: Millis = 5 * SECOND;
const LONGEST_WAIT_MS: Millis = 5 * MINUTE;

/**
 * Takes one page that is due through its stages: superseded? → suppressed now? → mark as sending → send → record. A receiver takes a page
 * once by its key, so that no earlier attempt has to be looked for. Answers false if none was due.
 */
export async function deliverNextPage(ports: PagePorts): Promise<boolean> {
  const { store, receivers, clock, log, onPage } = ports;
  const claimed = await store.pages.claim(
    receivers.map(({ name }) => name),
    clock.now(),
    PAGE_LEASE_MS,
  );
  if (claimed === null) return false;
  const outcome = await attempt(claimed, ports).catch((err: unknown) => {
    if (err instanceof LeaseLostError) return null;
    throw err;
  });
  if (outcome === null) {
    log.warn({ pageId: claimed.id }, 'another process sends this page by now');
    return true;
  }
  await record(claimed, outcome, ports);
  onPage(claimed.receiver, outcome);
  const fields = { pageId: claimed.id, receiver: claimed.receiver, event: claimed.page.event };
  const level = outcome.outcome === 'delivered' ? 'info' : outcome.outcome === 'giveUp' ? 'error' : 'warn';
  log[level]({ ...fields, ...outcome }, 'page attempted');
  return true;
}

async function attempt(claimed: PageDelivery, ports: PagePorts): Promise<PageOutcome> {
  const { store, receivers, clock } = ports;
  const hold = await holdOf(claimed, ports);
  if (hold !== null) return { outcome: 'retry', ...hold, afterMs: hold.until - clock.now() };
  const receiver = receivers.find(({ name }) => name === claimed.receiver);
  if (receiver === undefined) return { outcome: 'retry', why: 'unreachable', afterMs: MINUTE };
  await store.pages.sending(claimed.id, clock.now());
  return receiver.send(claimed.page, String(claimed.id), AbortSignal.timeout(TIMEOUT_MS));
}

/** Nobody is woken up for what a mute or quiet hours suppress by now; what somebody was notified of is taken back all the same. */
async function holdOf({ guildId, about, page }: PageDelivery, ports: PagePorts): Promise<Hold | null> {
  if (about === null || page.event !== 'trigger') return null;
  const holding = await holdingAt(guildId, await ports.store.guilds.get(guildId), ports.clock.now(), ports);
  return holding({ about, severity: page.severity });
}

async function record(claimed: PageDelivery, outcome: PageOutcome, ports: PagePorts): Promise<void> {
  const { store, clock, random } = ports;
  const now = clock.now();
  const { id, attempts, page, guildId, receiver } = claimed;
  switch (outcome.outcome) {
    case 'delivered':
      // Before it counts as delivered, so that no kill leaves a test open.
      if (page.isTest && page.event === 'trigger')
        await store.pages.add(guildId, receiver, { ...page, event: 'resolve', endedAt: now, at: now }, now);
      return store.pages.delivered(id, now);
    case 'giveUp':
      return store.pages.giveUp(id, outcome.why, now);
    case 'retry': {
      const { why, until, afterMs } = outcome;
      const notBefore = until ?? now + Math.max(afterMs ?? 0, pageWaitMs(attempts, random()));
      await store.pages.retry(id, notBefore, why, mayHaveArrived(why));
      if (until === undefined) return;
      const hold = await holdOf(claimed, ports);
      // What kept it back and ended meanwhile found nothing yet that waited for its end. Another one may still hold, but not as long.
      if (hold === null || hold.until < until) await store.pages.releaseMuted(guildId, clock.now());
      return;
    }
  }
}

/** A refusal says that it was not taken; of what got no answer nobody knows; what waits was not tried, and says nothing of an earlier attempt. */
function mayHaveArrived(why: PageTrouble): boolean {
  return why !== 'rateLimited';
}

/** From five seconds to five minutes. */
export function pageWaitMs(attempts: number, random: number): Millis {
  return backoffMs(attempts, random, FIRST_WAIT_MS, LONGEST_WAIT_MS);
}
