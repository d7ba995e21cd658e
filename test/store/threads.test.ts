import { beforeEach, describe, expect, test } from 'vitest';
import type { DiscordPlace } from '../../src/discord/place.ts';
import type { Delivery } from '../../src/monitor/delivery/delivery.ts';
import {
  ANNA,
  alert,
  alertState,
  BEN,
  clearing,
  ended,
  incident,
  key,
  NOTHING,
  PLACE,
  recovery,
} from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { type DeliveriesStage, LEASE, setUpDeliveries } from '../fixtures/deliveries.ts';
import { HOUR, MINUTE, NOW, rows, seeGuilds } from '../fixtures/store.ts';

let stage: DeliveriesStage;

/** One incident that people are to be notified of. */
beforeEach(async () => {
  stage = await setUpDeliveries(['g1']);
  const open = alertState(incident({ severity: 'critical', notifiedSeverity: 'critical' }));
  await commitNow(store(), [{ key: key(), before: NOTHING, after: open, messages: [alert(1, 'critical')] }], NOW);
});

const store = () => stage.opened.store;
const ID = 1;
const POST: DiscordPlace = { type: 'channel', channelId: 'p1' };

/** The first message arrives; its thread is to be opened, or it begins a post. */
async function first({ place = PLACE, opensThread = true }: { place?: DiscordPlace; opensThread?: boolean } = {}) {
  const { id } = await stage.claimed();
  const messageId = place === POST ? 'p1' : 'm1';
  const post = place === POST ? { post: { threadId: 'p1', destination: null } } : {};
  await store().deliveries.delivered(id, messageId, place, NOW, { ...(opensThread ? { opensThread } : {}), ...post });
}

/** The thread is opened. */
async function open(now = NOW): Promise<Delivery> {
  const thread = await stage.claimed(now);
  expect(thread.message.type).toBe('thread');
  await store().deliveries.delivered(thread.id, 'm1', { type: 'channel', channelId: 'm1' }, now);
  return thread;
}

const acknowledge = (by = ANNA, at = NOW) =>
  store().incidents.acknowledge('g1', ID, by, at, change({ action: 'acknowledge' }));
const takeBack = (at = NOW + 1) =>
  store().incidents.unacknowledge('g1', ID, at, change({ action: 'unacknowledge', by: BEN }));
const note = (text = 'topping up', by = ANNA, at = NOW + 2) => store().notes.add('g1', ID, { at, by, text });
const remind = (now = NOW) =>
  commitNow(
    store(),
    [{ key: key(), before: alertState(incident()), after: alertState(incident()), messages: [alert(2, 'critical')] }],
    now,
  );
/** What is due, with what it follows, until nothing is. */
async function drain(now = NOW + MINUTE): Promise<Delivery[]> {
  const all: Delivery[] = [];
  for (let one = await stage.claim(now); one !== null; one = await stage.claim(now)) {
    all.push(one);
    await store().deliveries.delivered(one.id, `x${one.id}`, PLACE, now);
  }
  return all;
}
const types = (all: readonly Delivery[]) => all.map(({ message }) => message.type);
const entriesOf = (all: readonly Delivery[]) =>
  all.flatMap(({ message }) => (message.type === 'entry' ? [message.what] : []));

describe('a thread', () => {
  test('is handed on with the arrival of its message, and comes before what waits by then', async () => {
    await stage.tell('g1', recovery(), NOW + 1);
    await first();
    const thread = await stage.claimed(NOW + 1);
    expect(thread).toMatchObject({
      message: { type: 'thread' },
      incidentId: ID,
      target: { messageId: 'm1', place: PLACE },
    });
    expect(thread).not.toHaveProperty('first');
  });

  test('that is opened is known to all that follows; until then there is none', async () => {
    await first();
    await remind();
    const thread = await stage.claimed();
    // Only its message waits for nothing.
    expect((await stage.claimed(NOW + 1)).first).toEqual({
      place: PLACE,
      messageId: 'm1',
      threadId: null,
      threadClosed: null,
    });
    await store().deliveries.delivered(thread.id, 'm1', { type: 'channel', channelId: 'm1' }, NOW + 1);
    await note();
    const [sent] = (await drain()).filter(({ message }) => message.type === 'entry');
    expect(sent?.first).toEqual({ place: PLACE, messageId: 'm1', threadId: 'm1', threadClosed: null });
  });

  test('is no message: the buttons and the menu of its first message mean that alone', async () => {
    await first();
    await open();
    await drain();
    expect(await store().incidents.ofMessage('g1', 'm1')).toEqual([ID]);
    expect(await store().deliveries.progress('g1')).toMatchObject({ waiting: 0 });
  });

  test('that could not be opened is nothing that was lost', async () => {
    await first();
    const thread = await stage.claimed();
    await store().deliveries.giveUp(thread.id, 'notAllowed', NOW);
    expect((await store().deliveries.progress('g1')).gaveUp).toBeNull();
    await acknowledge();
    expect(types(await drain())).toEqual(['edit']);
  });

  test('that waits to be opened is not overwritten by an edit of its message', async () => {
    await first();
    const thread = await stage.claimed();
    await store().deliveries.retry(thread.id, NOW + 1, 'discordFailed', false);
    await acknowledge();
    expect(types(await drain())).toEqual(['edit', 'thread', 'entry', 'entry']);
  });

  test('that is closed takes nothing more', async () => {
    await first();
    await open();
    await note();
    const entry = (await drain()).find(({ message }) => message.type === 'entry');
    await store().deliveries.closeThread(entry?.id ?? 0, 'threadGone');
    await note('and again', ANNA, NOW + 3);
    await remind(NOW + MINUTE);
    const after = await drain(NOW + 2 * MINUTE);
    expect(types(after).toSorted()).toEqual(['alert', 'edit']);
    expect(after.find(({ message }) => message.type === 'alert')?.first?.threadClosed).toBe('threadGone');
  });
});

describe('what people do', () => {
  test('is sent to the thread in its order, once each', async () => {
    await first();
    await open();
    await drain();
    await acknowledge();
    expect(await acknowledge(BEN)).not.toBe('done');
    await takeBack();
    await note();
    const entries = (await drain()).flatMap(({ message }) => (message.type === 'entry' ? [message] : []));
    expect(entries).toEqual([
      { type: 'entry', what: 'acknowledged', by: ANNA, at: NOW },
      { type: 'entry', what: 'takenBack', by: BEN, at: NOW + 1 },
      { type: 'entry', what: 'note', by: ANNA, text: 'topping up', at: NOW + 2 },
    ]);
  });

  test('while the thread is being opened waits for it', async () => {
    await first();
    const thread = await stage.claimed();
    await acknowledge();
    await note();
    expect(types(await drain(NOW + 3))).toEqual(['edit']);
    await store().deliveries.retry(thread.id, NOW + HOUR, 'discordFailed', false);
    expect(entriesOf(await drain(NOW + HOUR))).toEqual(['acknowledged', 'note', 'chart']);
  });

  test.each([
    ['before anybody was notified', undefined],
    ['where there is no thread', { opensThread: false }],
    ['where the first message is a direct one', { opensThread: false, place: { type: 'user', userId: 'u1' } as const }],
  ])('%s is shown nowhere but on its message', async (_name, how) => {
    if (how !== undefined) await first(how);
    await acknowledge();
    await note();
    expect(types(await drain())).not.toContain('entry');
  });

  test('is sent to a post, which needs no opening', async () => {
    await first({ place: POST, opensThread: false });
    await acknowledge();
    const [entry] = (await drain()).filter(({ message }) => message.type === 'entry');
    expect(entry?.first).toEqual({ place: POST, messageId: 'p1', threadId: 'p1', threadClosed: null });
  });

  test.each<[string, DiscordPlace, string, boolean]>([
    ['a post', POST, 'p1', true],
    ['a post of a webhook', { type: 'webhook', webhookId: 'w1', threadId: 'p1' }, 'p1', true],
    ['a channel', PLACE, 'm1', false],
    ['a thread that its webhook writes in', { type: 'webhook', webhookId: 'w1', threadId: 'p1' }, 'm1', false],
  ])(
    'is known where a process of an earlier version, which says nothing of it, sent to %s: %#',
    async (_name, place, messageId, isThere) => {
      const { id } = await stage.claimed();
      await store().deliveries.delivered(id, messageId, place, NOW);
      await acknowledge();
      expect(entriesOf(await drain())).toEqual(isThere ? ['acknowledged'] : []);
    },
  );

  test('by somebody who asked to be forgotten was somebody’s', async () => {
    await first();
    await open();
    await note('ask me', ANNA);
    await store().people.forget('g1', ANNA.userId, NOW, 'UTC');
    const [entry] = (await drain()).flatMap(({ message }) =>
      message.type === 'entry' && message.what !== 'chart' ? [message] : [],
    );
    expect(entry?.by.userId).not.toBe(ANNA.userId);
    expect(JSON.stringify(entry)).not.toContain(ANNA.name);
  });
});

describe('the end of an incident', () => {
  const end = () =>
    commitNow(store(), [{ key: key(), before: clearing(NOW), after: ended(), messages: [recovery()] }], NOW + 5);
  const recovered = async () => (await drain()).find(({ message }) => message.type === 'recovery');

  test.each([
    ['its post', POST, 'p1'],
    ['its first message, which has no thread', PLACE, null],
  ])('follows %s', async (_name, place, threadId) => {
    await first({ place, opensThread: false });
    await end();
    const messageId = place === POST ? 'p1' : 'm1';
    expect((await recovered())?.first).toEqual({ place, messageId, threadId, threadClosed: null });
  });

  test('knows that its post is closed', async () => {
    await first({ place: POST, opensThread: false });
    await note();
    const entry = (await drain()).find(({ message }) => message.type === 'entry');
    await store().deliveries.closeThread(entry?.id ?? 0, 'threadGone');
    await end();
    expect((await recovered())?.first?.threadClosed).toBe('threadGone');
  });
});

describe('the chart of an incident', () => {
  const end = () =>
    commitNow(store(), [{ key: key(), before: clearing(NOW), after: ended(), messages: [recovery()] }], NOW + 5);
  const charts = async () => entriesOf(await drain()).filter((what) => what === 'chart').length;

  test('stands at the beginning of its thread, and at its end', async () => {
    await first();
    await open();
    expect(await charts()).toBe(1);
    await remind(NOW + 1);
    expect(await charts()).toBe(0);
    await end();
    expect(await charts()).toBe(1);
  });

  test('stands in a post too', async () => {
    await first({ place: POST, opensThread: false });
    expect(await charts()).toBe(1);
    await remind(NOW + 1);
    expect(await charts()).toBe(0);
    await end();
    expect(await charts()).toBe(1);
  });

  test('does not stand in a post that takes everything', async () => {
    const { id } = await stage.claimed();
    const destination = { type: 'webhook', webhookId: 'w1', threadId: 'w9' } as const;
    await store().deliveries.delivered(id, 'w9', destination, NOW, { post: { threadId: 'w9', destination } });
    expect(await charts()).toBe(0);
    await end();
    expect(await charts()).toBe(0);
  });

  test('is nowhere without a thread, or where that is closed', async () => {
    await first({ opensThread: false });
    await end();
    expect(await charts()).toBe(0);
  });

  test('is not sent after a thread was closed', async () => {
    await first();
    await open();
    const [chart] = (await drain()).filter(({ message }) => message.type === 'entry');
    await store().deliveries.closeThread(chart?.id ?? 0, 'threadGone');
    await end();
    expect(await charts()).toBe(0);
  });

  test('of a message about many pipelines is that of the first four, at the beginning and at the end', async () => {
    const pipelines = ['a', 'b', 'c', 'd', 'e'];
    const of = (pipeline: string) => ({ ...key(), pipeline });
    const open = alertState(incident({ severity: 'critical', notifiedSeverity: 'critical' }));
    for (const pipeline of pipelines) {
      const opening = { key: of(pipeline), before: NOTHING, after: open, messages: [alert(1, 'critical')] };
      await commitNow(store(), [opening], NOW);
    }
    await store().deliveries.giveUp((await stage.claimed()).id, 'muted', NOW);
    const leader = await stage.claimed();
    const companions = await store().deliveries.companions(leader.id, NOW);
    await store().deliveries.join(
      leader.id,
      companions.map(({ id }) => id),
      NOW,
      LEASE,
    );
    await store().deliveries.delivered(leader.id, 'm1', PLACE, NOW, { opensThread: true });
    expect(
      (await drain()).filter(({ message }) => message.type === 'entry').map(({ about }) => about?.pipeline),
    ).toEqual(pipelines.slice(0, 4));
    for (const pipeline of pipelines) {
      const ending = { key: of(pipeline), before: clearing(NOW), after: ended(), messages: [recovery()] };
      await commitNow(store(), [ending], NOW + 5);
    }
    expect(await charts()).toBe(4);
  });

  test('that was not drawn is nothing that was lost', async () => {
    await first();
    await open();
    const chart = await stage.claimed();
    await store().deliveries.giveUp(chart.id, 'nothingToEdit', NOW);
    expect((await store().deliveries.progress('g1')).gaveUp).toBeNull();
  });
});

describe('a guild', () => {
  const chosen = async () => {
    const { threads, threadTrouble } = (await store().guilds.get('g1')) ?? {};
    return { threads, threadTrouble };
  };

  test('has not chosen, then has, and why its threads fail is forgotten with the next choice', async () => {
    expect(await chosen()).toEqual({ threads: null, threadTrouble: null });
    await store().guilds.choose('g1', { threads: { mode: 'post', forumId: 'f1' } }, []);
    await store().guilds.setThreadTrouble('g1', 'tagRequired');
    expect(await chosen()).toEqual({ threads: { mode: 'post', forumId: 'f1' }, threadTrouble: 'tagRequired' });
    await store().guilds.choose('g1', { timeZone: 'Asia/Tokyo' }, []);
    expect((await chosen()).threadTrouble).toBe('tagRequired');
    await store().guilds.choose('g1', { threads: { mode: 'thread', forumId: null } }, []);
    expect(await chosen()).toEqual({ threads: { mode: 'thread', forumId: null }, threadTrouble: null });
  });

  test.each([
    ['a post that takes everything', { type: 'webhook', webhookId: 'w1', threadId: 'p1' }, 'p1'],
    ['nothing of the post of one incident', null, null],
  ] as const)('remembers with its webhook %s', async (_name, destination, threadId) => {
    await seeGuilds(store(), 'g1');
    await store().guilds.see([{ id: 'g1', name: 'g1', webhookId: 'w1' }], NOW);
    const { id } = await stage.claimed();
    const place = { type: 'webhook', webhookId: 'w1', threadId: 'p1' } as const;
    await store().deliveries.delivered(id, 'p1', place, NOW, { post: { threadId: 'p1', destination } });
    await acknowledge();
    const edited: string[] = [];
    for (let one = await stage.claim(NOW); one !== null; one = await stage.claim(NOW)) {
      edited.push(one.message.type);
      await store().deliveries.delivered(one.id, 'p1', place, NOW);
    }
    expect(edited).toContain('edit');
    const [row] = await rows(stage.opened.other, "select webhook_thread_id from guilds where id = 'g1'");
    expect(row).toEqual({ webhook_thread_id: threadId });
  });
});

test('one claim takes a thread, whoever asks', async () => {
  await first();
  await stage.claimed();
  expect(await store().deliveries.claim(NOW, LEASE)).toBeNull();
  // Who had it is gone.
  expect((await stage.claimed(NOW + LEASE)).message.type).toBe('thread');
});
