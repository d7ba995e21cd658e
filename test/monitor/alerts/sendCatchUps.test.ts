import { describe, expect } from 'vitest';
import { sendCatchUps } from '../../../src/monitor/alerts/sendCatchUps.ts';
import type { OpenStore } from '../../../src/store/open.ts';
import { change } from '../../fixtures/change.ts';
import { quietHours } from '../../fixtures/quietHours.ts';
import { type Pipeline, setUpSeveral } from '../../fixtures/severalAccounts.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const NOON = quietHours('12:00-13:00', { passes: 'nothing' });

async function setUp(store: OpenStore, sees: Readonly<Partial<Record<string, readonly Pipeline[]>>> = {}) {
  const stage = await setUpSeveral(store, sees);
  return {
    ...stage,
    async addQuietGuild(id: string) {
      await stage.addGuild(id);
      await store.quietHours.change(id, () => ({ hours: [NOON], change: change() }));
    },
    /** What is sent an hour later, by guild and subject. */
    async after(ms = HOUR): Promise<readonly string[]> {
      stage.wait(ms);
      await sendCatchUps(stage.ports);
      const from = stage.inbox.length;
      await stage.tell();
      return stage.inbox.slice(from).flatMap(({ guildId, message }) =>
        message.type === 'catchUp'
          ? [
              `${guildId}: ${message.incidents
                .map(({ kind, subject }) => `${kind} of ${subject ?? 'it'}`)
                .toSorted()
                .join(', ')}`,
            ]
          : [],
      );
    },
  };
}

describe('with three pipelines on two accounts', () => {
  test('one catch-up names the pipelines and accounts of all', async ({ store }) => {
    const stage = await setUp(store);
    await stage.addQuietGuild('g1');
    for (const pipeline of ['shop', 'tickets', 'news'] as const) await stage.results(pipeline, 50, 50);
    await stage.balance('main', 5);
    await stage.balance('shop', 5);
    expect(await stage.tell()).toEqual([]);
    expect(await stage.after()).toEqual([
      'g1: balance of main (shop, tickets), balance of shop (news), errors of news, errors of shop, errors of tickets',
    ]);
  });

  test('a guild sees its own alone, and one that sees a single pipeline no name', async ({ store }) => {
    const stage = await setUp(store, { g1: ['news'], g2: ['shop', 'tickets'] });
    await stage.addQuietGuild('g1');
    await stage.addQuietGuild('g2');
    for (const pipeline of ['shop', 'news'] as const) await stage.results(pipeline, 50, 50);
    expect(await stage.tell()).toEqual([]);
    expect((await stage.after()).toSorted()).toEqual(['g1: errors of it', 'g2: errors of shop']);
  });

  test('what a guild no longer sees is not sent, and waits no longer', async ({ store }) => {
    const sees: Partial<Record<string, readonly Pipeline[]>> = {};
    const stage = await setUp(store, sees);
    await stage.addQuietGuild('g1');
    for (const pipeline of ['shop', 'news'] as const) await stage.results(pipeline, 50, 50);
    await stage.tell();
    sees['g1'] = ['news'];
    expect(await stage.after()).toEqual(['g1: errors of it']);
    expect(await store.quietHours.waiting()).toEqual(new Set());
  });
});

test('a guild that cannot be notified waits until it can, and keeps no other waiting', async ({ store }) => {
  const stage = await setUp(store);
  await stage.addQuietGuild('g1');
  await stage.addQuietGuild('g2');
  await stage.results('shop', 50, 50);
  await stage.tell();
  await store.guilds.setUnusable('g1', { why: 'notAllowed', until: NOW + HOUR + 10 * MINUTE });
  expect(await stage.after()).toEqual(['g2: errors of shop']);
  // What it says will be true when it can be sent.
  expect(await store.quietHours.waiting()).toEqual(new Set(['g1']));
  expect(await stage.after(10 * MINUTE)).toEqual(['g1: errors of shop']);
});

test('what is wrong with one guild keeps no other from its own', async ({ store }) => {
  const stage = await setUp(store);
  await stage.addQuietGuild('g1');
  await stage.addQuietGuild('g2');
  await stage.results('shop', 50, 50);
  await stage.tell();
  stage.wait(HOUR);
  const quietHours = {
    ...store.quietHours,
    catchUp: (...args: Parameters<typeof store.quietHours.catchUp>) =>
      args[0] === 'g1' ? Promise.reject(new Error('broken row')) : store.quietHours.catchUp(...args),
  };
  await expect(sendCatchUps({ ...stage.ports, store: { ...store, quietHours } })).rejects.toThrow('broken row');
  expect(await store.quietHours.waiting()).toEqual(new Set(['g1']));
});
