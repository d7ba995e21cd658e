import { describe, expect } from 'vitest';
import type { DeliverPorts } from '../../src/monitor/delivery/deliver.ts';
import { LeaseLostError } from '../../src/monitor/errors.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { change } from '../fixtures/change.ts';
import { ANA } from '../fixtures/constants.ts';
import { FAULTS, RECEIVERS, setUpDelivery } from '../fixtures/receiverStages.ts';
import { HOUR, MINUTE } from '../fixtures/store.ts';
import { test } from '../fixtures/test.ts';

type Stage = Awaited<ReturnType<typeof setUpDelivery>>;

const never = () => new Promise<never>(() => undefined);
const CRITICAL = { severity: 'critical', isEdited: false };

/** Longer than a message stays with a process that is gone, and than Discord knows a nonce. */
const AFTER_LEASE = 2 * MINUTE;

/** The store, with one of its ways to note what became of a delivery in a test's hands. */
function withDeliveries(ports: DeliverPorts, changes: Partial<OpenStore['deliveries']>): Pick<DeliverPorts, 'store'> {
  return { store: { ...ports.store, deliveries: { ...ports.store.deliveries, ...changes } } };
}

/** Takes what is due and is killed: after it was sent, or before. */
async function killed(stage: Stage, when: 'before' | 'after'): Promise<void> {
  const { receiver } = stage;
  const gone = Promise.withResolvers<void>();
  void stage.deliver({
    receiver: {
      ...receiver,
      async send(attempt, beginning) {
        if (when === 'after') await receiver.send(attempt, beginning);
        gone.resolve();
        return never();
      },
    },
  });
  await gone.promise;
}

/**
 * What a delivery goes through, whoever receives it: expired? → earlier attempt → suppressed now? → coalesce → mark as sending → send → record.
 * One receiver is Discord, over the local one, and the other a server that is nothing like it.
 */
describe.each(RECEIVERS)('a delivery to a receiver: %s', (name) => {
  /** With a critical alert that waits. */
  const setUp = async (store: OpenStore) => {
    const stage = await setUpDelivery(name, store);
    await stage.balance(1);
    return stage;
  };

  test('arrives once', async ({ opened: { store } }) => {
    const stage = await setUp(store);
    expect(await stage.hasArrived()).toBe(false);
    await stage.drain();
    expect(stage.standing()).toEqual([CRITICAL]);
    expect(await stage.hasArrived()).toBe(true);
    expect(await store.deliveries.progress(stage.guildId)).toMatchObject({ waiting: 0, gaveUp: null });
  });

  describe('expired', () => {
    test.for([
      ['not yet', 15 * MINUTE, 1],
      ['after a quarter of an hour', 15 * MINUTE + 1, 0],
    ] as const)('a test alert is %s', async ([_name, ms, count], { opened: { store } }) => {
      const stage = await setUpDelivery(name, store);
      const at = stage.core.now();
      const id = await store.deliveries.add(stage.guildId, { type: 'test', severity: 'warning', by: ANA, at }, at);
      stage.wait(ms);
      await stage.drain();
      expect(stage.standing()).toHaveLength(count);
      const outcome = count === 0 ? { outcome: 'giveUp', why: 'tooOld' } : { outcome: 'delivered' };
      expect(await store.deliveries.outcome(id)).toMatchObject(outcome);
    });
  });

  describe('an earlier attempt', () => {
    test.for([
      ['that arrived before the process was killed is found', 'after'],
      ['before which the process was killed is made', 'before'],
    ] as const)('%s: one message stands there', async ([_name, when], { opened: { store } }) => {
      const stage = await setUp(store);
      await killed(stage, when);
      stage.wait(AFTER_LEASE);
      await stage.drain();
      expect(stage.standing()).toHaveLength(1);
      expect(await stage.hasArrived()).toBe(true);
    });

    test('cannot be looked for now: nothing leaves, and it is looked for later', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      await killed(stage, 'after');
      stage.wait(AFTER_LEASE);
      const notNow = {
        found: 'notNow',
        outcome: { outcome: 'retry', afterMs: 1, why: 'unreachable', isUncertain: true },
      } as const;
      await stage.deliver({ receiver: { ...stage.receiver, findEarlier: async () => notNow, send: never } });
      expect(await stage.hasArrived()).toBe(false);
      stage.wait(AFTER_LEASE);
      await stage.drain();
      expect(stage.standing()).toHaveLength(1);
      expect(await stage.hasArrived()).toBe(true);
    });
  });

  describe('an earlier attempt that nobody can look for', () => {
    test('is followed by another, as it may not have arrived, and by three in all at most', async ({
      opened: { store },
    }) => {
      const stage = await setUp(store);
      stage.blind();
      for (let copies = 1; copies <= 3; copies += 1) {
        await killed(stage, 'after');
        expect(stage.standing()).toHaveLength(copies);
        // Discord itself no longer knows that it is the same.
        stage.wait(10 * MINUTE);
      }
      await stage.drain();
      expect(stage.standing()).toHaveLength(3);
      expect((await store.deliveries.progress(stage.guildId)).gaveUp?.why).toBe('answerLost');
      expect(await stage.wasNotified()).toBe(true);
    });
  });

  describe('suppressed now', () => {
    test('what never left stays, and nobody counts as notified', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      await stage.core.mute(stage.guildId, 'balance', HOUR);
      await stage.drain();
      expect(stage.standing()).toEqual([]);
      expect(await stage.wasNotified()).toBe(false);
    });

    test.for([
      ['what arrived is not taken back', 'after', true],
      ['what did not arrive stays', 'before', false],
    ] as const)('%s', async ([_name, when, arrived], { opened: { store } }) => {
      const stage = await setUp(store);
      await killed(stage, when);
      await stage.core.mute(stage.guildId, 'balance', HOUR);
      stage.wait(AFTER_LEASE);
      await stage.drain();
      expect(stage.standing()).toHaveLength(arrived ? 1 : 0);
      expect(await stage.wasNotified()).toBe(arrived);
    });
  });

  describe('coalesced', () => {
    /** A warning is being sent when it gets worse, so that the newer message cannot supersede it. */
    const setUpWorse = async (store: OpenStore, when: 'before' | 'after') => {
      const stage = await setUpDelivery(name, store);
      await stage.balance(8);
      await killed(stage, when);
      await stage.balance(1);
      stage.wait(AFTER_LEASE);
      await stage.drain();
      return stage.standing().map(({ severity }) => severity);
    };

    test('what did not arrive says what is true by then', async ({ opened: { store } }) => {
      expect(await setUpWorse(store, 'before')).toEqual(['critical']);
    });

    test('what arrived stays, and the newer follows it', async ({ opened: { store } }) => {
      expect(await setUpWorse(store, 'after')).toEqual(['warning', 'critical']);
    });

    test('an incident that is over before anybody heard of it is one message', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      stage.fail('unreachable');
      await stage.deliver();
      for (let i = 0; i < 4; i += 1) {
        stage.wait(MINUTE);
        await stage.balance(50);
      }
      await stage.drain();
      expect(stage.standing()).toHaveLength(1);
    });
  });

  describe('marked as sending', () => {
    test('where that cannot be written nothing leaves, and the next attempt sends it', async ({
      opened: { store },
    }) => {
      const stage = await setUp(store);
      const sending = () => Promise.reject(new Error('disk full'));
      await expect(stage.deliver(withDeliveries(stage.ports, { sending }))).rejects.toThrow('disk full');
      expect(stage.standing()).toEqual([]);
      await stage.drain();
      expect(stage.standing()).toEqual([CRITICAL]);
    });

    test('where another process has it by now nothing leaves', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      const sending = () => Promise.reject(new LeaseLostError('delivery 1'));
      expect(await stage.deliver(withDeliveries(stage.ports, { sending }))).toBe(true);
      expect(stage.standing()).toEqual([]);
      stage.wait(AFTER_LEASE);
      await stage.drain();
      expect(stage.standing()).toEqual([CRITICAL]);
    });
  });

  describe('sent', () => {
    test.for(FAULTS)('with a fault (%s) it arrives later, and once', async (fault, { opened: { store } }) => {
      const stage = await setUp(store);
      stage.fail(fault);
      await stage.deliver();
      expect(await stage.hasArrived()).toBe(false);
      expect(await store.deliveries.progress(stage.guildId)).toMatchObject({ waiting: 1, gaveUp: null });
      stage.wait(AFTER_LEASE);
      await stage.drain();
      expect(stage.standing()).toHaveLength(1);
      expect(await stage.hasArrived()).toBe(true);
    });

    test('what follows waits for its turn', async ({ opened: { store } }) => {
      const stage = await setUpDelivery(name, store);
      await stage.balance(8);
      stage.fail('unreachable');
      await stage.deliver();
      const at = stage.now();
      await store.deliveries.add(stage.guildId, { type: 'test', severity: 'critical', by: ANA, at }, at);
      expect(await stage.deliver()).toBe(false);
      stage.wait(AFTER_LEASE);
      await stage.drain();
      expect(stage.standing()).toHaveLength(2);
      expect(stage.standing()[0]?.severity).toBe('warning');
    });

    test('elsewhere, where its place is gone and there is another', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      stage.addFallback();
      stage.remove();
      await stage.drain();
      expect(stage.standingAtFallback()).toBe(1);
      expect(await stage.hasArrived()).toBe(true);
      expect(await stage.wasNotified()).toBe(true);
    });

    test('to nobody any more: people do not count as notified', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      stage.remove();
      await stage.drain();
      expect((await store.deliveries.progress(stage.guildId)).gaveUp?.why).toBe('destinationGone');
      expect(await stage.wasNotified()).toBe(false);
    });

    test('and refused for good: people do not count as notified, and nothing else is held up', async ({
      opened: { store },
    }) => {
      const stage = await setUp(store);
      stage.refuse();
      await stage.drain();
      // Once more, in plain words.
      stage.wait(MINUTE);
      await stage.drain();
      expect(await store.deliveries.progress(stage.guildId)).toMatchObject({ waiting: 0, gaveUp: { why: 'rejected' } });
      expect(await stage.wasNotified()).toBe(false);
    });
  });

  describe('recorded', () => {
    test('where the database is away for a moment it is insisted on', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      let failures = 3;
      const delivered: OpenStore['deliveries']['delivered'] = async (...what) => {
        failures -= 1;
        if (failures >= 0) throw new Error('database is locked');
        await store.deliveries.delivered(...what);
      };
      await stage.deliver(withDeliveries(stage.ports, { delivered }));
      expect(await stage.hasArrived()).toBe(true);
      await stage.drain();
      expect(stage.standing()).toHaveLength(1);
    });

    test('where it stays away the message is found by the next attempt', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      const delivered = () => Promise.reject(new Error('disk full'));
      await expect(stage.deliver(withDeliveries(stage.ports, { delivered }))).rejects.toThrow('disk full');
      expect(await stage.hasArrived()).toBe(false);
      stage.wait(AFTER_LEASE);
      await stage.drain();
      expect(stage.standing()).toHaveLength(1);
      expect(await stage.hasArrived()).toBe(true);
    });
  });

  describe('changed later', () => {
    const acknowledge = async ({ core, guildId }: Stage) => {
      const [incident] = await core.store.incidents.recent(guildId, 1);
      await core.store.incidents.acknowledge(
        guildId,
        incident?.id ?? 0,
        ANA,
        core.now(),
        change({ action: 'acknowledge' }),
      );
    };

    test.for([null, ...FAULTS])(
      'it is edited once somebody acknowledged it (fault: %s)',
      async (fault, { opened: { store } }) => {
        const stage = await setUp(store);
        await stage.drain();
        await acknowledge(stage);
        if (fault !== null) stage.fail(fault);
        await stage.drain();
        stage.wait(AFTER_LEASE);
        await stage.drain();
        expect(stage.standing()).toEqual([{ severity: expect.anything(), isEdited: true }]);
      },
    );

    test('where somebody deleted it, that is no trouble', async ({ opened: { store } }) => {
      const stage = await setUp(store);
      await stage.drain();
      stage.deleteMessages();
      await acknowledge(stage);
      await stage.drain();
      expect(stage.standing()).toEqual([]);
      expect(await store.deliveries.progress(stage.guildId)).toMatchObject({ waiting: 0, gaveUp: null });
      expect((await store.guilds.get(stage.guildId))?.unusable).toBeNull();
    });
  });
});
