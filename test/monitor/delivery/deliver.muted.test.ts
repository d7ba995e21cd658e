import { expect, test } from 'vitest';
import { deliverNext } from '../../../src/monitor/delivery/deliver.ts';
import type { SendOutcome } from '../../../src/monitor/delivery/outcome.ts';
import type { Beginning } from '../../../src/monitor/ports/receiver.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, SECOND } from '../../fixtures/thresholds.ts';

const LOST: SendOutcome = { outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true };

/** A guild with an incident that people know of and that is over, and a mute of its kind: the end waits. */
async function setUpWaitingEnd() {
  const stage = await setUpMonitor();
  await stage.addGuild('g1', 'c1');
  await stage.balance(1);
  await stage.tell();
  stage.wait(HOUR);
  await stage.balance(50);
  await stage.evaluate();
  await stage.mute('g1', 'balance', HOUR);
  return stage;
}

test('while time goes on between claim and record, what is muted is looked at once, and waits for the end', async () => {
  const stage = await setUpWaitingEnd();
  const ports = {
    ...stage.ports,
    clock: {
      now() {
        stage.wait(1);
        return stage.now();
      },
    },
  };
  let attempts = 0;
  while (attempts < 20 && (await deliverNext(ports))) attempts += 1;
  // The end of the incident, and the edit of its first message.
  expect(attempts).toBeLessThanOrEqual(2);
  stage.wait(HOUR);
  await stage.drain();
  expect(stage.inbox.map(({ message }) => message.type)).toEqual(['alert', 'recovery']);
});

/** An alert whose answer was lost, and which is muted by then; `found` is what is known of it. */
async function setUpLostAlert(found: Beginning['found']) {
  const stage = await setUpMonitor();
  await stage.addGuild('g1', 'c1');
  const { receiver } = stage.ports;
  const { send } = receiver;
  receiver.send = async () => LOST;
  await stage.balance(1);
  await stage.evaluate();
  await stage.deliverNext();
  receiver.send = send;
  receiver.findEarlier = async () => ({ found, pingFailure: null });
  await stage.mute('g1', 'balance', HOUR);
  stage.wait(MINUTE);
  await stage.deliverNext();
  return stage;
}

test.each([
  ['it did not arrive', 'absent', false, 1],
  ['nobody can tell', 'unknown', true, 0],
] as const)(
  'an alert that may have arrived and is muted now, where %s',
  async (_what, found, wasNotified, suppressed) => {
    const { inbox, store, ports } = await setUpLostAlert(found);
    expect(inbox).toEqual([]);
    expect((await store.incidents.recent('g1', 1))[0]?.wasNotified).toBe(wasNotified);
    const alertState = (await store.alertStates.of(ports.pipeline, 0)).get('g1')?.get('balance');
    expect(alertState?.incident?.suppressed).toBe(suppressed);
  },
);

test('where it cannot be found out yet, it is looked for a minute later', async () => {
  const stage = await setUpLostAlert('deduplicated');
  // The edit that names the mute waits behind it.
  expect(await stage.store.deliveries.progress('g1')).toMatchObject({ waiting: 2, retrying: 'muted' });
  stage.ports.receiver.findEarlier = async ({ place }) => ({ found: 'message', messageId: 'm9', place });
  stage.wait(MINUTE + SECOND);
  await stage.deliverNext();
  expect((await stage.store.incidents.recent('g1', 1))[0]?.wasNotified).toBe(true);
  expect(stage.inbox).toEqual([]);
});
