import { expect } from 'vitest';
import { setUpSeveralCommands } from '../fixtures/severalCommands.ts';
import { test } from '../fixtures/test.ts';

const ROLE = '500000000000000001';

test('"As for the server" takes back everything that was chosen for one pipeline, and says so', async ({ store }) => {
  const stage = await setUpSeveralCommands(store);
  await stage.addGuild('g1', '300000000000000001');
  await store.guilds.choose('g1', { mention: { type: 'role', id: ROLE } }, []);
  const own = { channelId: '300000000000000002', mention: null, mentionFrom: 'warning' } as const;
  await store.guilds.choose('g1', own, [], 'shop');
  await store.guilds.choose('g1', own, [], 'tickets');
  await store.guilds.setThreshold('g1', 'errors.rate', 90, () => null, 'shop');

  const screen = await stage.click('g1', 'm1:setupAsServer:shop');
  expect(screen.all).toContain('Alerts go to <#300000000000000001>');
  const routes = (await store.guilds.get('g1'))?.routes;
  expect(routes?.['shop']).toMatchObject({ channelId: null, mention: null, mentionFrom: null });
  expect(routes?.['tickets']).toMatchObject({ channelId: own.channelId, mention: 'nobody' });
  const changes = (await store.changes.recent('g1', 10)).map(({ subject, before, after }) => [subject, before, after]);
  expect(changes.toSorted()).toEqual([
    ['channel shop', '300000000000000002', '300000000000000001'],
    ['mention shop', null, `role ${ROLE}`],
    ['mentionFrom shop', 'warning', 'critical'],
  ]);
  // Nothing is left to take back.
  await stage.click('g1', 'm1:setupAsServer:shop');
  expect(await store.changes.recent('g1', 10)).toHaveLength(3);
});

test.for(['m1:setupAsServer', 'm1:setupAsServer:nope', 'm1:setupWebhook:shop'])(
  'a made-up interaction with %s changes nothing',
  async (id, { store }) => {
    const stage = await setUpSeveralCommands(store);
    await stage.addGuild('g1', '300000000000000001');
    await stage.click('g1', id);
    expect(await store.changes.recent('g1', 10)).toEqual([]);
    expect((await store.guilds.get('g1'))?.channelId).toBe('300000000000000001');
  },
);
