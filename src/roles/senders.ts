import { setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from '../http/metrics.ts';
import { type DeliverPorts, takeNext } from '../monitor/delivery/deliver.ts';
import { deliverNextPage, type PagePorts } from '../monitor/delivery/deliverPage.ts';
import type { OutsideReceiver } from '../monitor/ports/outsideReceiver.ts';
import type { Receiver } from '../monitor/ports/receiver.ts';
import { MINUTE, type Millis, SECOND } from '../monitor/time.ts';
import type { Core } from './core.ts';
import { createSignal } from './signals.ts';

interface CommonOptions {
  readonly core: Core;
  readonly metrics: Pick<Metrics, 'counters' | 'paged'>;
  readonly random: DeliverPorts['random'];
}

interface SenderOptions extends CommonOptions {
  readonly receiver: Receiver;
  /** Resolves when what is taken now would leave soon. */
  readonly room: () => Promise<void>;
}

interface PagerOptions extends CommonOptions {
  /** Those outside of Discord that the settings in force name. */
  readonly outside: () => readonly OutsideReceiver[];
}

/** What other processes hand on is looked for this often, should no word of it come. */
const LOOK_MS: Millis = 2 * SECOND;
/** What is due in a moment is looked for so soon. */
const SOONEST_MS: Millis = 100;

/** Messages to so many guilds are under way at once; of one guild one after the other. Enough for a second of Discord's limit, with some that hang. */
const MOST_UNDER_WAY = 64;

/**
 * Takes the messages that are due, each when it can leave soon, and sends them side by side: a channel that is slow, or hangs, holds up
 * no other. What is taken in turns, and not by as many loops, is looked for once.
 */
export function createSenders({ core, receiver, metrics, random, room }: SenderOptions) {
  const { store, clock, log, guildDefaults, testAlerts } = core;
  const ports: DeliverPorts = {
    store,
    receiver,
    clock,
    log,
    guildDefaults,
    counters: metrics.counters,
    onAttempt: testAlerts.attempted,
    sleep: (ms) => sleep(ms),
    random,
  };
  const underWay = new Set<Promise<void>>();
  const ended = createSignal();
  let failure: { readonly err: unknown } | null = null;

  /** The database failed: the loop says so, and rests for a while. */
  function throwFailure(): void {
    if (failure === null) return;
    const { err } = failure;
    failure = null;
    throw err;
  }

  function begin(send: () => Promise<void>): void {
    const sending = send()
      .catch((err: unknown) => {
        failure = { err };
      })
      .finally(() => {
        underWay.delete(sending);
        ended.raise();
      });
    underWay.add(sending);
  }

  return {
    /** Raised when a message is done: the next one of its guild may be due. */
    ended,
    async run(): Promise<Millis> {
      throwFailure();
      if (underWay.size >= MOST_UNDER_WAY) return MINUTE;
      await room();
      const send = await takeNext(ports);
      if (send === null) return restUntil(await store.deliveries.nextDueAt(), core);
      begin(send);
      return 0;
    },
    /** Resolves when all that is under way has ended. */
    async finish(): Promise<void> {
      await Promise.all(underWay);
    },
  };
}

/** Sends the next page that is due. */
export function createPager({ core, outside, metrics, random }: PagerOptions) {
  const { store, clock, log, guildDefaults } = core;
  const ports: Omit<PagePorts, 'receivers'> = { store, clock, log, guildDefaults, random, onPage: metrics.paged };

  return async (): Promise<Millis> => {
    const receivers = outside();
    if (await deliverNextPage({ ...ports, receivers })) return 0;
    return restUntil(await store.pages.nextDueAt(receivers.map(({ name }) => name)), core);
  };
}

function restUntil(dueAt: Millis | null, { clock, isShared }: Pick<Core, 'clock' | 'isShared'>): Millis {
  const longestMs = isShared ? LOOK_MS : MINUTE;
  return dueAt === null ? longestMs : Math.min(Math.max(dueAt - clock.now(), SOONEST_MS), longestMs);
}
