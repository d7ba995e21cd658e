import { beforeEach, describe, expect, test } from 'vitest';
import type { StillOnItMessage } from '../../src/monitor/alerts/message.ts';
import { deliverNext } from '../../src/monitor/delivery/deliver.ts';
import { expired } from '../../src/monitor/delivery/expired.ts';
import { ANNA, alert, alertState, BEN, clearing, ended, facts, incident, key, NOTHING } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, setUpDeliveries } from '../fixtures/deliveries.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, PIPELINE } from '../fixtures/store.ts';

let stage: DeliveriesStage;

/** One critical incident, whose first message arrived as `m1`. */
beforeEach(async () => {
  stage = await setUpDeliveries(['g1']);
  const open = alertState(incident({ severity: 'critical', notifiedSeverity: 'critical' }));
  await commitNow(
    stage.opened.store,
    [{ key: key(), before: NOTHING, after: open, messages: [alert(1, 'critical')] }],
    NOW,
  );
  await stage.deliver();
});

const store = () => stage.opened.store;
const ID = 1;
const acknowledge = (by = ANNA, at = NOW) =>
  store().incidents.acknowledge('g1', ID, by, at, change({ action: 'acknowledge' }));
const unacknowledge = (at = NOW + 1) =>
  store().incidents.unacknowledge('g1', ID, at, change({ action: 'unacknowledge' }));
const kept = async () => (await store().alertStates.of(PIPELINE, 0)).get('g1')?.get('balance');
const close = () => commitNow(store(), [{ key: key(), before: clearing(NOW), after: ended(), messages: [] }], NOW + 5);
/** The last edit of the first message. */
async function edited(now = NOW + MINUTE) {
  const edits = (await stage.drain(now)).filter((message) => message.type === 'edit');
  return edits.at(-1)?.state;
}

describe('an acknowledgement', () => {
  test('that is taken back is gone from the incident, from its first message and from what is remembered of it', async () => {
    expect(await acknowledge()).toBe('done');
    expect((await edited())?.acknowledged).toMatchObject({ by: ANNA });
    expect(await unacknowledge()).toBe('done');
    expect((await edited())?.acknowledged).toBeNull();
    expect((await kept())?.incident?.acknowledged).toBeNull();
    expect(await unacknowledge()).toBe('nobody');
    expect(await acknowledge(BEN)).toBe('done');
    expect((await kept())?.incident?.acknowledged).toMatchObject({ by: BEN });
    expect((await store().changes.recent('g1', 9)).map(({ action }) => action)).toEqual([
      'acknowledge',
      'unacknowledge',
      'acknowledge',
    ]);
  });

  test('that is confirmed is that of whoever confirmed it, from then on', async () => {
    expect(await store().incidents.confirm('g1', ID, BEN, NOW + HOUR)).toBe('nobody');
    await acknowledge();
    expect(await store().incidents.confirm('g1', ID, BEN, NOW + HOUR)).toBe('done');
    expect((await kept())?.incident?.acknowledged).toEqual({
      by: BEN,
      at: NOW,
      severity: 'critical',
      confirmedAt: NOW + HOUR,
    });
  });

  test.each(['confirm', 'unacknowledge'] as const)('of what is over cannot be changed: %s', async (action) => {
    await acknowledge();
    await close();
    const outcome = action === 'confirm' ? store().incidents.confirm('g1', ID, BEN, NOW) : unacknowledge();
    expect(await outcome).toBe('ended');
  });

  test.each(['confirm', 'unacknowledge'] as const)(
    '%s makes what was decided meanwhile be decided anew',
    async (action) => {
      await acknowledge();
      const read = await kept();
      if (read?.incident == null) throw new Error('no incident');
      if (action === 'confirm') await store().incidents.confirm('g1', ID, BEN, NOW);
      else await unacknowledge();
      const after = { ...read, incident: { ...read.incident, reminders: 1 } };
      const stale = await store().alertStates.commit([{ key: key(), before: read, after, messages: [] }], NOW);
      expect([...stale]).toEqual(['g1']);
    },
  );
});

describe('the question whether somebody is still on it', () => {
  const question: StillOnItMessage = {
    type: 'stillOnIt',
    severity: 'critical',
    facts: facts(1),
    openedAt: NOW,
    acknowledged: { by: ANNA, at: NOW },
    answerBy: NOW + 3 * HOUR,
    at: NOW + 2 * HOUR,
  };
  const ask = async () => {
    await acknowledge();
    await stage.drain();
    const read = await kept();
    if (read?.incident?.acknowledged == null) throw new Error('nobody is on it');
    const acknowledged = { ...read.incident.acknowledged, askedAt: NOW + 2 * HOUR };
    const after = { ...read, incident: { ...read.incident, acknowledged } };
    await store().alertStates.commit([{ key: key(), before: read, after, messages: [question] }], NOW + 2 * HOUR);
  };
  const due = () => stage.claimed(NOW + 3 * HOUR);

  test('is asked from when it arrived', async () => {
    await ask();
    const delivery = await due();
    expect(expired(delivery, NOW + 3 * HOUR)).toBeNull();
    await store().deliveries.delivered(delivery.id, 'm2', { type: 'channel', channelId: '1' }, NOW + 3 * HOUR);
    expect((await kept())?.incident?.acknowledged?.questionAt).toBe(NOW + 3 * HOUR);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['it was taken back', () => unacknowledge(NOW + 3 * HOUR)],
    ['they said so elsewhere', () => store().incidents.confirm('g1', ID, ANNA, NOW + 3 * HOUR)],
  ])('that stands there is edited too once %s', async (_name, happens) => {
    await ask();
    const { id } = await due();
    await store().deliveries.delivered(id, 'm2', { type: 'channel', channelId: '1' }, NOW + 3 * HOUR);
    await happens();
    const edited = new Set<string | undefined>();
    for (let one = await stage.claim(NOW + 4 * HOUR); one !== null; one = await stage.claim(NOW + 4 * HOUR)) {
      if (one.message.type === 'edit') edited.add(one.target?.messageId);
      await store().deliveries.delivered(one.id, `m${one.id}`, { type: 'channel', channelId: '1' }, NOW + 4 * HOUR);
    }
    expect(edited).toContain('m2');
  });

  test.each<[string, () => Promise<unknown>]>([
    ['it was taken back', () => unacknowledge()],
    ['they said so already', () => store().incidents.confirm('g1', ID, ANNA, NOW + 2 * HOUR)],
    ['another took it on', async () => [await unacknowledge(), await acknowledge(BEN)]],
    ['it is over', close],
  ])('is not asked any more once %s', async (_name, happens) => {
    await ask();
    await happens();
    for (let one = await stage.claim(NOW + 3 * HOUR); one !== null; one = await stage.claim(NOW + 3 * HOUR)) {
      const { id, message } = one;
      if (message.type === 'stillOnIt') {
        expect(expired(one, NOW + 3 * HOUR)).toEqual({ outcome: 'giveUp', why: 'superseded' });
        return;
      }
      await store().deliveries.delivered(id, `m${id}`, { type: 'channel', channelId: '1' }, NOW + 3 * HOUR);
    }
    throw new Error('it was not due');
  });
});

describe('notes', () => {
  const add = (text: string, at = NOW + 1) => store().notes.add('g1', ID, { at, by: ANNA, text });

  test('are of their incident, the oldest first, and on its first message', async () => {
    expect(await add('restarted')).toBe(true);
    expect(await add('proxy was down', NOW + 2)).toBe(true);
    const [listed] = await store().incidents.recent('g1', 1);
    expect(listed?.notes?.map(({ text }) => text)).toEqual(['restarted', 'proxy was down']);
    const edit = await stage.claimed(NOW + MINUTE);
    expect(edit.target?.notes?.map(({ text }) => text)).toEqual(['restarted', 'proxy was down']);
  });

  test('can still be written once it is over, and the first message stays over', async () => {
    await close();
    expect(await add('it was the proxy')).toBe(true);
    expect((await edited())?.endedAt).toBe(NOW);
    expect((await store().incidents.get('g1', ID))?.notes).toHaveLength(1);
  });

  test('of an incident of another server are none', async () => {
    expect(await store().notes.add('g2', ID, { at: NOW, by: ANNA, text: 'x' })).toBe(false);
    expect(await store().incidents.get('g1', ID)).not.toHaveProperty('notes');
  });
});

test('nobody answers: half an hour after the question arrived the alert is sent again, and says who did not', async () => {
  const core = await setUpMonitor();
  await core.addGuild('g1', 'c1');
  await core.balance(1);
  await core.tell();
  const [open] = await core.store.incidents.recent('g1', 1);
  await core.store.incidents.acknowledge('g1', open?.id ?? 0, ANNA, core.now(), change());
  const types = () => core.inbox.map(({ message }) => message.type);
  /** Looks every ten minutes, as the balance is read. */
  async function wait(minutes: number) {
    for (let waited = 0; waited < minutes; waited += 10) {
      core.wait(10 * MINUTE);
      await core.balance(1);
      await core.evaluate();
      while (await deliverNext(core.ports));
    }
  }
  await wait(110);
  expect(types()).toEqual(['alert']);
  await wait(10);
  expect(types()).toEqual(['alert', 'stillOnIt']);
  await wait(20);
  expect(types()).toEqual(['alert', 'stillOnIt']);
  await wait(10);
  expect(types()).toEqual(['alert', 'stillOnIt', 'alert']);
  expect(core.inbox[2]?.message).toMatchObject({ type: 'alert', pings: true, expired: { by: ANNA } });
  expect(core.edits.at(-1)?.message).toMatchObject({ state: { acknowledged: null } });
});
