import { setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from '../http/metrics.ts';
import { type DeliverPorts, deliverNext } from '../monitor/delivery/deliver.ts';
import { deliverNextPage, type PagePorts } from '../monitor/delivery/deliverPage.ts';
import type { OutsideReceiver } from '../monitor/ports/outsideReceiver.ts';
import type { Receiver } from '../monitor/ports/receiver.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { Core } from './core.ts';

interface CommonOptions {
  readonly core: Core;
  readonly metrics: Pick<Metrics, 'counters' | 'paged'>;
  readonly random: DeliverPorts['random'];
}

interface SenderOptions extends CommonOptions {
  readonly receiver: Receiver;
}

interface PagerOptions extends CommonOptions {
  /** Those outside of Discord that the settings in force name. */
  readonly outside: () => readonly OutsideReceiver[];
}

/** What is due in a moment is looked for so soon. */
const SOONEST_MS: Millis = 100;

/** Sends the next message that is due. */
export function createSender({ core, receiver, metrics, random }: SenderOptions) {
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

  return async (): Promise<Millis> => {
    if (await deliverNext(ports)) return 0;
    return restUntil(await store.deliveries.nextDueAt(), clock.now());
  };
}

/** Sends the next page that is due. */
export function createPager({ core, outside, metrics, random }: PagerOptions) {
  const { store, clock, log } = core;
  const ports: Omit<PagePorts, 'receivers'> = { store, clock, log, random, onPage: metrics.paged };

  return async (): Promise<Millis> => {
    const receivers = outside();
    if (await deliverNextPage({ ...ports, receivers })) return 0;
    return restUntil(await store.pages.nextDueAt(receivers.map(({ name }) => name)), clock.now());
  };
}

function restUntil(dueAt: Millis | null, now: Millis): Millis {
  return dueAt === null ? MINUTE : Math.min(Math.max(dueAt - now, SOONEST_MS), MINUTE);
}
