import { beforeEach, describe, expect, test } from 'vitest';
import { type DiscordPlace, inDiscord } from '../../src/discord/place.ts';
import type { EscalationStep } from '../../src/monitor/alerts/escalation.ts';
import { deliverNext } from '../../src/monitor/delivery/deliver.ts';
import { ANNA } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { claimAndSend } from '../fixtures/claimAndSend.ts';
import { PIPELINE } from '../fixtures/constants.ts';
import { idOf } from '../fixtures/discordRoutes.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';
import { HOUR, MINUTE } from '../fixtures/store.ts';

type Stage = Awaited<ReturnType<typeof setUpMonitor>>;
const LEAD: EscalationStep = { afterMs: 5 * MINUTE, mention: { type: 'role', id: '4' }, place: null, receiver: null };
const OPS: EscalationStep = {
  ...{ afterMs: 15 * MINUTE, mention: null, receiver: null },
  place: { type: 'channel', channelId: 'ops' },
};
const STEPS = [LEAD, OPS];

let stage: Stage;
const places: DiscordPlace[] = [];

/** A critical incident that people know of, in a guild with two steps. */
beforeEach(async () => {
  stage = await setUpMonitor();
  places.length = 0;
  const { receiver } = stage.ports;
  const { send } = receiver;
  receiver.send = async (attempt, beginning) => {
    const outcome = await send(attempt, beginning);
    if (outcome.outcome === 'delivered') places.push(inDiscord(attempt.place));
    return outcome;
  };
  await stage.addGuild('g1', 'c1');
  await stage.store.escalations.change('g1', () => ({ steps: STEPS, change: change({ action: 'escalation' }) }));
  await stage.balance(1);
  await stage.tell();
});

/** So many minutes go by, and what is due is decided; `tell`: and sent. */
async function wait(minutes: number, tell = true) {
  for (let waited = 0; waited < minutes; waited += 1) {
    stage.wait(MINUTE);
    await stage.balance(1);
    await stage.evaluate();
    if (tell) await stage.drain();
  }
}
const escalations = () => stage.inbox.filter(({ message }) => message.type === 'escalation').length;
const incident = async () => (await stage.store.incidents.recent('g1', 1))[0];
const acknowledge = async () =>
  stage.store.incidents.acknowledge('g1', (await incident())?.id ?? 0, ANNA, stage.now(), change());
const stateEdited = () => {
  const last = stage.edits.at(-1)?.message;
  return last?.type === 'edit' ? last.state : null;
};

test('each step is sent at its time, to its place, and named on the first message', async () => {
  await wait(4);
  expect(escalations()).toBe(0);
  await wait(1);
  expect(escalations()).toBe(1);
  expect(places.at(-1)).toEqual({ type: 'channel', channelId: 'c1' });
  expect(stateEdited()?.escalation).toMatchObject({ sent: [{ mention: LEAD.mention }], next: { place: OPS.place } });
  await wait(10);
  expect(escalations()).toBe(2);
  expect(places.at(-1)).toEqual(OPS.place);
  expect(stateEdited()?.escalation).toMatchObject({ sent: [{}, { place: OPS.place }], next: null });
  await wait(60);
  expect(escalations()).toBe(2);
});

test('after a stop only the first of the missed steps is sent, and the next one keeps its distance', async () => {
  stage.jump(HOUR);
  await stage.store.listening.beat(PIPELINE, stage.now());
  await stage.balance(1);
  await stage.tell();
  expect(escalations()).toBe(1);
  expect(stateEdited()?.escalation).toMatchObject({
    sent: [{ mention: LEAD.mention }],
    next: { place: OPS.place, at: stage.now() + 10 * MINUTE },
  });
  await wait(9);
  expect(escalations()).toBe(1);
  await wait(1);
  expect(escalations()).toBe(2);
  expect(places.at(-1)).toEqual(OPS.place);
});

describe('no step leaves after an acknowledgement', () => {
  test('while it waits to be sent', async () => {
    await wait(5, false);
    await acknowledge();
    await stage.drain();
    expect(escalations()).toBe(0);
    expect(stage.counted).toContain('escalation giveUp');
    expect(stateEdited()?.escalation).toBeUndefined();
  });

  test.each(['killed', 'killedBefore'] as const)('after whoever sent it was %s', async (how) => {
    await wait(5, false);
    await claimAndSend(stage.ports, how);
    await acknowledge();
    stage.wait(2 * MINUTE);
    await stage.drain();
    expect(escalations()).toBe(0);
  });

  test('nor does one for as long as it holds; taken back, the steps begin anew', async () => {
    await wait(5);
    await acknowledge();
    await wait(60);
    expect(escalations()).toBe(1);
    await stage.store.incidents.unacknowledge('g1', (await incident())?.id ?? 0, stage.now(), change());
    await wait(5);
    expect(escalations()).toBe(1);
    await wait(1);
    expect(escalations()).toBe(2);
  });
});

test('a step that is muted by the time it is sent is taken back, and asked again after the mute', async () => {
  await wait(5, false);
  await stage.mute('g1', 'balance', HOUR);
  await stage.drain();
  expect(escalations()).toBe(0);
  expect(stateEdited()?.escalation?.sent ?? []).toEqual([]);
  await wait(61);
  expect(escalations()).toBe(0);
  await wait(6);
  expect(escalations()).toBe(1);
});

test('where its own channel is gone, the guild is notified in its own', async () => {
  const { receiver } = stage.ports;
  const { send } = receiver;
  receiver.send = async (attempt, beginning) =>
    idOf(attempt.place) === 'ops' ? { outcome: 'giveUp', why: 'destinationGone' } : send(attempt, beginning);
  await wait(15);
  expect(escalations()).toBe(2);
  expect(places.at(-1)).toEqual({ type: 'channel', channelId: 'c1' });
  // What is wrong with that channel says nothing of the guild's own.
  expect((await stage.store.guilds.get('g1'))?.unusable).toBeNull();
});

test('its messages are edited as the first one is: who is on it, and that it is over', async () => {
  await wait(15);
  await acknowledge();
  await stage.drain();
  const edited = () =>
    stage.edits
      .slice(-3)
      .map(({ target, message }) => [target?.message.type, message.type === 'edit' && message.state.acknowledged?.by]);
  expect(edited()).toEqual([
    ['alert', ANNA],
    ['escalation', ANNA],
    ['escalation', ANNA],
  ]);
  await stage.balance(100);
  await stage.evaluate();
  await stage.drain();
  const over = stage.edits.slice(-3).map(({ message }) => message.type === 'edit' && message.state.endedAt);
  expect(over).toEqual([stage.now(), stage.now(), stage.now()]);
});

test('a message whose answer was lost is not sent twice where it can be found', async () => {
  await wait(5, false);
  const { receiver } = stage.ports;
  const { send } = receiver;
  receiver.send = async () => ({ outcome: 'retry', afterMs: null, why: 'unreachable', isUncertain: true });
  while (await deliverNext(stage.ports));
  receiver.send = send;
  receiver.findEarlier = async () => ({
    found: 'message',
    messageId: 'm9',
    place: { type: 'channel', channelId: 'c1' },
  });
  stage.wait(10 * MINUTE);
  await stage.drain();
  expect(escalations()).toBe(0);
  expect(stateEdited()?.escalation?.sent).toHaveLength(1);
});

test('steps of a guild are its own once it has changed them; null makes those of the settings hold', async () => {
  const own = async () => (await stage.store.guilds.get('g1'))?.escalation;
  expect(await own()).toEqual(STEPS);
  await stage.store.escalations.change('g1', () => ({ steps: [], change: change() }));
  expect(await own()).toEqual([]);
  await stage.store.escalations.change('g1', () => ({ steps: null, change: change() }));
  expect(await own()).toBeNull();
});

describe('a step that cannot be sent', () => {
  /** Discord refuses what goes to these places, and what is sent as an escalation. */
  function refuse(places: readonly string[], why: 'destinationGone' | 'rejected' = 'destinationGone') {
    const { receiver } = stage.ports;
    const { send } = receiver;
    receiver.send = async (attempt, beginning) => {
      const isRefused =
        why === 'rejected' ? attempt.delivery.message.type === 'escalation' : places.includes(idOf(attempt.place));
      if (isRefused) stage.counted.push('refused');
      return isRefused ? { outcome: 'giveUp', why } : send(attempt, beginning);
    };
  }

  test('holds up nothing: the guild’s own place is marked, and it is decided again once there is one', async () => {
    await wait(14);
    refuse(['ops', 'c1']);
    await wait(2);
    expect((await stage.store.guilds.get('g1'))?.unusable).toMatchObject({ why: 'destinationGone' });
    expect(await stage.store.deliveries.nextDueAt()).toBeNull();
  });

  test('because Discord refuses what it says counts as taken', async () => {
    refuse([], 'rejected');
    await wait(12);
    // As an embed, and as plain words.
    expect(stage.counted.filter((one) => one === 'refused')).toHaveLength(2);
  });
});

test('a step that waits is not sent once it is only a warning, or the steps have begun anew', async () => {
  await wait(5, false);
  await acknowledge();
  await stage.store.incidents.unacknowledge('g1', (await incident())?.id ?? 0, stage.now(), change());
  await stage.drain();
  expect(escalations()).toBe(0);
  await wait(4);
  expect(escalations()).toBe(0);
  await wait(2);
  expect(escalations()).toBe(1);
});

test('a test of a step says nothing of the guild’s own place', async () => {
  const destination = { type: 'channel', channelId: 'c1' } as const;
  await stage.store.guilds.setUnusable('g1', { why: 'notAllowed', until: stage.now() + HOUR, destination });
  const step = { mention: null, place: OPS.place, receiver: null };
  await stage.store.deliveries.add(
    'g1',
    { type: 'test', severity: 'critical', by: ANNA, step, at: stage.now() },
    stage.now(),
  );
  await stage.drain();
  expect(places.at(-1)).toEqual(OPS.place);
  expect((await stage.store.guilds.get('g1'))?.unusable).toMatchObject({ why: 'notAllowed' });
});
