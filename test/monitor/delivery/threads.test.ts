import { expect } from 'vitest';
import { inDiscord } from '../../../src/discord/place.ts';
import { deliverNext } from '../../../src/monitor/delivery/deliver.ts';
import type { Threads } from '../../../src/monitor/delivery/threads.ts';
import { change } from '../../fixtures/change.ts';
import { ANA } from '../../fixtures/constants.ts';
import { idOf } from '../../fixtures/discordRoutes.ts';
import { inWords } from '../../fixtures/inWords.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR, MINUTE } from '../../fixtures/thresholds.ts';

type Stage = Awaited<ReturnType<typeof setUpMonitor>>;

const THREAD: Threads = { mode: 'thread', forumId: null };
const POST: Threads = { mode: 'post', forumId: 'forum' };

async function setUp(options: Parameters<typeof setUpMonitor>[0], threads: Threads) {
  const stage = await setUpMonitor(options);
  await stage.addGuild('g1');
  await stage.store.guilds.choose('g1', { threads }, []);
  return stage;
}

/** What was sent since the last time, and where. */
async function sent(stage: Stage): Promise<string[]> {
  const from = stage.inbox.length;
  await stage.tell();
  return stage.inbox.slice(from).map(({ message, place }) => `${idOf(place)}: ${inWords(message)}`);
}

async function repeat(stage: Stage, usd: number, times: number): Promise<string[]> {
  const all: string[] = [];
  for (let i = 0; i < times; i += 1) {
    stage.wait(5 * MINUTE);
    await stage.balance(usd);
    all.push(...(await sent(stage)));
  }
  return all;
}

const acknowledge = (stage: Stage) =>
  stage.store.incidents.acknowledge('g1', 1, ANA, stage.now(), change({ action: 'acknowledge' }));
const trouble = async (stage: Stage) => (await stage.store.guilds.get('g1'))?.threadTrouble;

test('the first message opens a thread, and reminders, who is on it, notes and the end go there', async ({ store }) => {
  const stage = await setUp({ store }, THREAD);
  await stage.balance(8);
  expect(await sent(stage)).toEqual(['g1-channel: balance warning', 'm1: chart']);
  expect(stage.opened).toEqual(['g1: m1']);
  expect(await repeat(stage, 8, 1)).toEqual(['m1: balance warning reminder 1']);
  await acknowledge(stage);
  await stage.store.notes.add('g1', 1, { at: stage.now(), by: ANA, text: 'topping up' });
  stage.wait(MINUTE);
  expect(await sent(stage)).toEqual(['m1: acknowledged by ana', 'm1: note by ana']);
  expect((await repeat(stage, 20, 2)).slice(-2)).toEqual(['m1: balance recovered', 'm1: chart']);
  // The channel says how it ended.
  expect(stage.edits.at(-1)?.target).toMatchObject({
    messageId: 'm1',
    place: { type: 'channel', channelId: 'g1-channel' },
  });
  expect(stage.opened).toEqual(['g1: m1']);
});

test('what gets worse is sent to the channel, where everybody hears it', async ({ store }) => {
  const stage = await setUp({ store }, THREAD);
  await stage.balance(8);
  await sent(stage);
  stage.wait(MINUTE);
  await stage.balance(1);
  expect(await sent(stage)).toEqual(['g1-channel: balance critical']);
  expect(stage.opened).toHaveLength(1);
});

test('until its thread is open an incident goes on in the channel; the thread is opened once that can be', async ({
  store,
}) => {
  const stage = await setUp({ store }, THREAD);
  const { receiver } = stage.ports;
  const { openThread } = receiver;
  receiver.openThread = async () => ({ outcome: 'retry', afterMs: null, why: 'discordFailed' });
  await stage.balance(8);
  await sent(stage);
  await acknowledge(stage);
  expect(await sent(stage)).toEqual([]);
  receiver.openThread = openThread;
  stage.wait(2 * MINUTE);
  expect(await sent(stage)).toEqual(['m1: acknowledged by ana', 'm1: chart']);
  expect(stage.opened).toEqual(['g1: m1']);
});

test('where the bot may not attach files the thread has no chart, and all the rest', async ({ store }) => {
  const stage = await setUp({ store }, THREAD);
  const { receiver } = stage.ports;
  const { send } = receiver;
  receiver.send = async (...[attempt, beginning]: Parameters<typeof send>) =>
    inWords(attempt.delivery.message) === 'chart' ? { outcome: 'giveUp', why: 'notAllowed' } : send(attempt, beginning);
  await stage.balance(8);
  expect(await sent(stage)).toEqual(['g1-channel: balance warning']);
  expect(await repeat(stage, 8, 1)).toEqual(['m1: balance warning reminder 1']);
  expect(await trouble(stage)).toBeNull();
  expect((await stage.store.deliveries.progress('g1')).gaveUp).toBeNull();
});

test('where no thread can be opened everything stays in the channel, and the guild is notified of the reason', async ({
  store,
}) => {
  const stage = await setUp({ store }, THREAD);
  const { receiver } = stage.ports;
  const { openThread } = receiver;
  let asked = 0;
  receiver.openThread = async () => {
    asked += 1;
    return { outcome: 'giveUp', why: 'notAllowed' };
  };
  await stage.balance(8);
  await sent(stage);
  stage.wait(MINUTE);
  await sent(stage);
  // A permission that is being changed is there again in a moment.
  expect(asked).toBe(2);
  expect(await trouble(stage)).toBe('notAllowed');
  expect(await repeat(stage, 8, 1)).toEqual(['g1-channel: balance warning reminder 1']);
  await acknowledge(stage);
  expect(await repeat(stage, 20, 2)).toContain('g1-channel: balance recovered');
  expect(stage.inbox.map(({ message }) => message.type)).not.toContain('entry');
  receiver.openThread = openThread;
  stage.wait(HOUR);
  await stage.balance(8);
  await sent(stage);
  expect(await trouble(stage)).toBeNull();
});

test('once its thread is deleted an incident goes on in the channel, and the next one has a thread', async ({
  store,
}) => {
  const stage = await setUp({ store }, THREAD);
  const { receiver } = stage.ports;
  const { send } = receiver;
  await stage.balance(8);
  await sent(stage);
  receiver.send = async (...[attempt, beginning]: Parameters<typeof send>) =>
    attempt.isOnlyThere ? { outcome: 'giveUp', why: 'destinationGone' } : send(attempt, beginning);
  expect(await repeat(stage, 8, 1)).toEqual(['g1-channel: balance warning reminder 1']);
  receiver.send = send;
  expect(await repeat(stage, 20, 2)).toContain('g1-channel: balance recovered');
  expect(await trouble(stage)).toBeNull();
  stage.wait(HOUR);
  await stage.balance(8);
  await sent(stage);
  expect(stage.opened).toHaveLength(2);
});

test('in a forum each incident is a post, with all messages about it', async ({ store }) => {
  const stage = await setUp({ store }, POST);
  await stage.balance(8);
  expect(await sent(stage)).toEqual(['forum: balance warning', 'm1: chart']);
  stage.wait(MINUTE);
  await stage.balance(1);
  expect(await sent(stage)).toEqual(['m1: balance critical']);
  await acknowledge(stage);
  expect(await sent(stage)).toEqual(['m1: acknowledged by ana']);
  expect(await repeat(stage, 20, 2)).toContain('m1: balance recovered');
  expect(stage.edits.at(-1)?.target).toMatchObject({ messageId: 'm1', place: { type: 'channel', channelId: 'm1' } });
  expect(stage.opened).toEqual([]);
  stage.wait(HOUR);
  await stage.balance(8);
  expect((await sent(stage))[0]).toBe('forum: balance warning');
});

test('what the forum does not take is sent to the channel; once it takes a post again that is noted', async ({
  store,
}) => {
  const stage = await setUp({ store }, POST);
  const { receiver } = stage.ports;
  const { send } = receiver;
  receiver.send = async (...[attempt, beginning]: Parameters<typeof send>) =>
    inDiscord(attempt.place).type === 'forum' ? { outcome: 'giveUp', why: 'tagRequired' } : send(attempt, beginning);
  await stage.balance(8);
  expect(await sent(stage)).toEqual(['g1-channel: balance warning']);
  expect(await trouble(stage)).toBe('tagRequired');
  expect(await repeat(stage, 20, 2)).toContain('g1-channel: balance recovered');
  receiver.send = send;
  stage.wait(HOUR);
  await stage.balance(8);
  expect((await sent(stage))[0]).toBe('forum: balance warning');
  expect(await trouble(stage)).toBeNull();
});

test('a forum that is gone is asked once, and again once somebody has chosen', async ({ store }) => {
  const stage = await setUp({ store }, POST);
  const { receiver } = stage.ports;
  const { send } = receiver;
  let asked = 0;
  receiver.send = async (...[attempt, beginning]: Parameters<typeof send>) => {
    if (inDiscord(attempt.place).type !== 'forum') return send(attempt, beginning);
    asked += 1;
    return { outcome: 'giveUp', why: 'destinationGone' };
  };
  for (let i = 0; i < 2; i += 1) {
    await stage.balance(8);
    await sent(stage);
    await repeat(stage, 20, 2);
    stage.wait(HOUR);
  }
  expect(asked).toBe(1);
  await stage.store.guilds.choose('g1', { threads: { mode: 'post', forumId: 'other' } }, []);
  receiver.send = send;
  await stage.balance(8);
  expect(await sent(stage)).toContain('other: balance warning');
});

test('where threads are off nothing of this is kept', async ({ store }) => {
  const stage = await setUp({ store }, { mode: 'off', forumId: null });
  await stage.balance(8);
  await sent(stage);
  await acknowledge(stage);
  await stage.store.notes.add('g1', 1, { at: stage.now(), by: ANA, text: 'topping up' });
  expect(await sent(stage)).toEqual([]);
  expect(stage.opened).toEqual([]);
});

test('what a place has taken is not sent again because something about that place was not noted', async ({ store }) => {
  const stage = await setUp({ store }, POST);
  await store.guilds.setThreadTrouble('g1', 'tagRequired');
  const setThreadTrouble = () => Promise.reject(new Error('disk full'));
  const broken = { ...stage.ports, store: { ...store, guilds: { ...store.guilds, setThreadTrouble } } };
  await stage.balance(8);
  await stage.evaluate();
  while (await deliverNext(broken));
  expect(stage.inbox.map(({ message }) => inWords(message))).toEqual(['balance warning', 'chart']);
  stage.wait(HOUR);
  expect((await sent(stage))[0]).not.toBe('forum: balance warning');
});
