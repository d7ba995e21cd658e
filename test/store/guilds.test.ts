import { beforeEach, describe, expect, test } from 'vitest';
import { NOW, type OpenFile, openOnDisk, rows, seeGuilds } from '../fixtures/store.ts';

const PLACE_UNSET = {
  channelId: null,
  webhookId: null,
  webhookChannelId: null,
  webhookThreadId: null,
  mention: null,
  mentionFrom: null,
};
const UNSET = { ...PLACE_UNSET, locale: null, timeZone: null, summaryMinute: null };
const FRESH = {
  ...UNSET,
  thresholds: {},
  unusable: null,
  acknowledgeRole: null,
  escalation: null,
  onCall: null,
  pingFailure: null,
  joinedAt: NOW,
  notifiedTopUps: {},
  routes: {},
  quietHours: null,
  live: null,
  silent: null,
  threads: null,
  threadTrouble: null,
  format: null,
};
const CHANNEL = '900000000000000001';
const TEST_MESSAGE = { type: 'test', severity: 'warning', by: { userId: '1', name: 'a' }, at: NOW } as const;

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

test('several are seen at once as one after the other would be, or none of them', async () => {
  const { guilds } = opened.store;
  await guilds.see([{ id: '1', name: 'Old' }], NOW - 1);
  await guilds.leave('1', NOW - 1);
  await guilds.see(
    [
      { id: '1', name: 'New', locale: 'de' },
      { id: '2', name: 'Two', route: { pipeline: 'shop', webhookId: 'w' } },
    ],
    NOW,
  );
  expect(await guilds.present()).toMatchObject([
    { id: '1', name: 'New', locale: 'de', joinedAt: NOW },
    { id: '2', name: 'Two', joinedAt: NOW, routes: { shop: { webhookId: 'w' } } },
  ]);
  const { end } = await opened.other.failOn('insert', 'guilds', "new.id = '4'");
  await expect(
    guilds.see(
      [
        { id: '3', name: 'Three' },
        { id: '4', name: 'Four' },
      ],
      NOW,
    ),
  ).rejects.toThrow();
  await end();
  expect((await guilds.present()).map(({ id }) => id)).toEqual(['1', '2']);
});

describe('the webhook of a pipeline', () => {
  const see = (webhookId: string, pipeline = 'shop') =>
    opened.store.guilds.see([{ id: '1', name: '', route: { pipeline, webhookId } }], NOW);
  const route = async (pipeline = 'shop') => (await opened.store.guilds.get('1'))?.routes[pipeline];
  const gone = { why: 'destinationGone', until: NOW + 1 } as const;

  test('is kept with the guild, and the choices for the pipeline stay', async () => {
    await opened.store.guilds.choose('1', { mention: { type: 'role', id: '7' } }, [], 'shop');
    await see('w');
    expect(await opened.store.guilds.get('1')).toMatchObject({ webhookId: null, channelId: null });
    expect(await route()).toMatchObject({ webhookId: 'w', mention: { type: 'role', id: '7' } });
  });

  test('that cannot be used says nothing of the webhook of the guild, nor the other way round', async () => {
    await opened.store.guilds.see([{ id: '1', name: '', webhookId: 'main' }], NOW);
    await see('w');
    await see('other', 'tickets');
    const unusable = async () => {
      const guild = await opened.store.guilds.get('1');
      return [guild, guild?.routes['shop'], guild?.routes['tickets']].map((one) => one?.unusable ?? null);
    };
    await opened.store.guilds.setUnusable('1', { ...gone, destination: { type: 'webhook', webhookId: 'w' } });
    expect(await unusable()).toEqual([null, gone, null]);
    await opened.store.guilds.setUnusable('1', { ...gone, destination: { type: 'webhook', webhookId: 'main' } });
    expect(await unusable()).toEqual([gone, gone, null]);
    await see('w');
    expect(await unusable()).toEqual([gone, null, null]);
  });

  test('that is found again makes no channel usable that was picked', async () => {
    await see('w');
    await opened.store.guilds.choose('1', { channelId: CHANNEL }, [], 'shop');
    await opened.store.guilds.setUnusable('1', { ...gone, destination: { type: 'webhook', webhookId: 'w' } });
    expect((await route())?.unusable).toBeNull();
    await opened.store.guilds.setUnusable('1', { ...gone, destination: { type: 'channel', channelId: CHANNEL } });
    await see('w');
    expect((await route())?.unusable).toEqual(gone);
  });

  test('keeps the post that it opened in a forum, until it is another webhook', async () => {
    await opened.store.guilds.see([{ id: '1', name: '', webhookId: 'main' }], NOW);
    await see('w');
    const id = await opened.store.deliveries.add('1', TEST_MESSAGE, NOW);
    const destination = { type: 'webhook', webhookId: 'w', threadId: 't' } as const;
    await opened.store.deliveries.claim(NOW, 1);
    await opened.store.deliveries.delivered(id, 'm', destination, NOW, { post: { threadId: 't', destination } });
    await see('w');
    expect((await route())?.webhookThreadId).toBe('t');
    expect((await opened.store.guilds.get('1'))?.webhookThreadId).toBeNull();
    await see('w2');
    expect((await route())?.webhookThreadId).toBeNull();
  });
});

describe('a guild', () => {
  test('that was seen is there, without choices', async () => {
    await opened.store.guilds.see([{ id: '2', name: 'Beta' }], NOW);
    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
    expect(await opened.store.guilds.present()).toEqual([
      { id: '1', name: 'Alpha', ...FRESH },
      { id: '2', name: 'Beta', ...FRESH },
    ]);
  });

  test('that was renamed has its new name, and is known since it was first seen', async () => {
    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
    await opened.store.guilds.see([{ id: '1', name: 'Omega 💥' }], NOW + 1);
    expect(await opened.store.guilds.present()).toMatchObject([{ name: 'Omega 💥', joinedAt: NOW }]);
  });

  test('of which only the webhook is known keeps the name it had', async () => {
    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
    await opened.store.guilds.see([{ id: '1', name: '', webhookId: 'w' }], NOW);
    expect(await opened.store.guilds.present()).toEqual([{ id: '1', name: 'Alpha', ...FRESH, webhookId: 'w' }]);
  });

  test('keeps its webhook when it is seen without one', async () => {
    await opened.store.guilds.see([{ id: '1', name: '', webhookId: 'w' }], NOW);
    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
    expect((await opened.store.guilds.present())[0]?.webhookId).toBe('w');
  });

  test('that left is not there, and comes back with its choices, known since then', async () => {
    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
    await opened.store.guilds.choose('1', { channelId: CHANNEL, mention: { type: 'user', id: '7' } }, []);
    await opened.store.guilds.leave('1', NOW + 1);
    expect(await opened.store.guilds.present()).toEqual([]);
    await opened.store.guilds.leave('1', NOW + 2);
    expect(await rows(opened.other, 'select left_at from guilds')).toEqual([{ left_at: NOW + 1 }]);

    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW + 3);
    expect(await opened.store.guilds.present()).toMatchObject([
      { id: '1', channelId: CHANNEL, mention: { type: 'user', id: '7' }, joinedAt: NOW + 3 },
    ]);
  });

  test('that nobody knows can leave', async () => {
    await opened.store.guilds.leave('1', NOW);
    expect(await opened.store.guilds.present()).toEqual([]);
  });

  test.each([
    ['a role', { type: 'role', id: '5' } as const],
    ['a user', { type: 'user', id: '7' } as const],
    ['nobody', null],
  ])('chooses its channel and mentions %s', async (_name, mention) => {
    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
    await opened.store.guilds.see([{ id: '2', name: 'Beta' }], NOW);
    await opened.store.guilds.choose('1', { channelId: 'before', mention: { type: 'role', id: '1' } }, []);
    await opened.store.guilds.choose('1', { channelId: CHANNEL, mention: mention }, []);
    const [alpha, beta] = await (await opened.reopen()).guilds.present();
    expect(alpha).toEqual({ id: '1', name: 'Alpha', ...FRESH, channelId: CHANNEL, mention: mention ?? 'nobody' });
    expect(beta).toEqual({ id: '2', name: 'Beta', ...FRESH });
  });

  test('that was never seen cannot choose a channel that is then forgotten in silence', async () => {
    const { guilds } = opened.store;
    const present = await guilds
      .choose('1', { channelId: CHANNEL, mention: null }, [])
      .then(guilds.present, () => 'refused');
    expect(present).not.toEqual([]);
  });

  test('that chose its channel before it was seen is known since it was seen, not since ever', async () => {
    await opened.store.guilds.choose('1', { channelId: CHANNEL, mention: null }, []);
    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
    expect(await opened.store.guilds.present()).toMatchObject([{ id: '1', channelId: CHANNEL, joinedAt: NOW }]);
  });
});

test('what is silent, and the form of alerts, are chosen, and what another version wrote is left out', async () => {
  await seeGuilds(opened.store, 'g9');
  await opened.store.guilds.choose('g9', { silent: ['summaries', 'warnings'], format: 'compact' }, []);
  expect(await opened.store.guilds.get('g9')).toMatchObject({ silent: ['warnings', 'summaries'], format: 'compact' });
  await opened.store.guilds.choose('g9', { silent: [] }, []);
  expect(await opened.store.guilds.get('g9')).toMatchObject({ silent: [], format: 'compact' });
  await opened.other.exec(`update guilds set silent = 'warnings,more', alert_format = 'tiny' where id = 'g9'`);
  expect(await opened.store.guilds.get('g9')).toMatchObject({ silent: ['warnings'], format: null });
});
