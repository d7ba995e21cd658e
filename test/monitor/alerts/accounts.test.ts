import { describe, expect } from 'vitest';
import { everywhere } from '../../fixtures/everywhere.ts';
import { setUpSeveral } from '../../fixtures/severalAccounts.ts';
import { test } from '../../fixtures/test.ts';
import { HOUR, MINUTE, SECOND } from '../../fixtures/thresholds.ts';

const REFUSED = {
  failure: { class: 'account', code: 'ERROR_WRONG_USER_KEY', meaning: 'x', advice: 'y' },
  failuresInRow: 2,
} as const;

describe('with three pipelines on two accounts', () => {
  test('a pipeline is judged by its own results, and its message names it', async ({ store }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    await stage.results('shop', 100, 0);
    await stage.results('tickets', 50, 50);
    await stage.results('news', 100, 0);
    expect(await stage.tell()).toEqual(['g1: errors critical of tickets']);
    const sent: string[] = [];
    for (let passed = 0; passed < 10 * MINUTE; passed += 30 * SECOND) {
      stage.wait(30 * SECOND);
      await stage.results('tickets', 100, 0);
      sent.push(...(await stage.tell()));
    }
    expect(sent.filter((line) => line.includes('errors'))).toEqual(['g1: errors recovered of tickets']);
  });

  test('pipelines that fail alike in the same moment are one message, whatever their accounts', async ({ store }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    for (const pipeline of ['shop', 'tickets', 'news'] as const) await stage.results(pipeline, 50, 50);
    expect(await stage.tell()).toEqual(['g1: errors critical of shop + tickets + news']);
    expect(await stage.tell()).toEqual([]);
  });

  test('each guild is notified once of the balance of an account, whatever its pipelines are called', async ({
    store,
  }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    await stage.addGuild('g2');
    await stage.balance('main', 8);
    await stage.balance('shop', 100);
    expect(await stage.tell()).toEqual([
      'g1: balance warning of main (shop, tickets)',
      'g2: balance warning of main (shop, tickets)',
    ]);
    stage.wait(SECOND);
    await stage.balance('shop', 1);
    expect(await stage.tell()).toEqual(['g1: balance critical of shop (news)', 'g2: balance critical of shop (news)']);
  });

  test('each account tells of its own top-ups', async ({ store }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    stage.wait(MINUTE);
    await stage.balance('main', 50);
    await stage.balance('shop', 50);
    await stage.tell();
    stage.wait(MINUTE);
    await stage.balance('main', 150);
    expect(await stage.tell()).toEqual(['g1: topped up of main (shop, tickets)']);
    // It happened earlier, and is heard of later.
    await store.readings.add('shop', [{ metric: 'balance', at: stage.now() - SECOND, value: 150_000_000 }]);
    expect(await stage.tell()).toEqual(['g1: topped up of shop (news)']);
    expect(await stage.tell()).toEqual([]);
  });

  test('what an account brings about is suppressed in all of its pipelines, and in none of another account', async ({
    store,
  }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    for (const pipeline of ['shop', 'tickets', 'news'] as const) await stage.results(pipeline, 0, 50);
    stage.provider('main', { ...REFUSED, since: stage.now() });
    expect(await stage.tell()).toEqual([
      'g1: provider critical affecting errors of main (shop, tickets)',
      'g1: errors critical of news',
    ]);
  });

  test('tasks that any pipeline still solves speak against a cause of their account', async ({ store }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    stage.provider('main', { ...REFUSED, since: stage.now() });
    expect(await stage.tell()).toEqual(['g1: provider critical of main (shop, tickets)']);
    stage.wait(6 * MINUTE);
    stage.provider('main', { ...REFUSED, since: stage.now() - 6 * MINUTE });
    await stage.results('tickets', 40, 0);
    await stage.results('shop', 0, 40);
    expect(await stage.tell()).toContain('g1: errors critical of shop');
  });

  test.for([
    ['one pipeline', { scope: 'errors', pipeline: 'shop' }, ['g1: errors critical of tickets']],
    ['every pipeline', everywhere('errors'), []],
    ['another pipeline', { scope: 'all', pipeline: 'news' }, ['g1: errors critical of shop + tickets']],
  ] as const)('a mute of %s', async ([_name, what, expected], { store }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    await stage.mute(what, HOUR);
    await stage.results('shop', 50, 50);
    await stage.results('tickets', 50, 50);
    expect(await stage.tell()).toEqual(expected);
  });

  test('a mute of one pipeline does not silence its account', async ({ store }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    await stage.mute({ scope: 'all', pipeline: 'shop' }, HOUR);
    await stage.balance('main', 8);
    await stage.balance('shop', 8);
    expect(await stage.tell()).toEqual([
      'g1: balance warning of main (shop, tickets)',
      'g1: balance warning of shop (news)',
    ]);
  });

  test('the refusals of all pipelines of an account are counted together', async ({ store }) => {
    const stage = await setUpSeveral(store);
    await stage.addGuild('g1');
    const refused = { errorCode: 'ERROR_NO_SLOT_AVAILABLE' };
    // Of each alone there are too few results to tell.
    await stage.results('shop', 4, 2, refused);
    await stage.results('tickets', 4, 2, refused);
    expect(await stage.tell()).toEqual(['g1: threads warning of main (shop, tickets)']);
  });
});

describe('a guild that sees some pipelines', () => {
  test('is notified of those and their accounts, and of nothing else', async ({ store }) => {
    const stage = await setUpSeveral(store, { g1: ['tickets'], g2: ['news', 'shop'] });
    await stage.addGuild('g1');
    await stage.addGuild('g2');
    for (const pipeline of ['shop', 'tickets', 'news'] as const) await stage.results(pipeline, 50, 50);
    await stage.balance('main', 8);
    await stage.balance('shop', 8);
    expect((await stage.tell()).toSorted()).toEqual([
      // It sees one pipeline: nobody needs its name.
      'g1: balance warning',
      'g1: errors critical',
      'g2: balance warning of main (shop)',
      'g2: balance warning of shop (news)',
      'g2: errors critical of shop + news',
    ]);
  });
});
