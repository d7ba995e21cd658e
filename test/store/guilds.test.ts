import { beforeEach, describe, expect, test } from 'vitest';
import { NOW, type OpenFile, openOnDisk, rows } from '../fixtures/store.ts';

const PLACE_UNSET = {
  channelId: null,
  webhookId: null,
  webhookChannelId: null,
  webhookThreadId: null,
  mention: null,
  mentionFrom: null,
};
const UNSET = { ...PLACE_UNSET, locale: null, timeZone: null, summaryMinute: null };
const FRESH = { ...UNSET, limits: {}, unusable: null, pingFailure: null, joinedAt: NOW, toldTopUps: {}, routes: {} };
const CHANNEL = '900000000000000001';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

describe('a guild', () => {
  test('that was seen is there, without choices', async () => {
    await opened.store.guilds.see({ id: '2', name: 'Beta' }, NOW);
    await opened.store.guilds.see({ id: '1', name: 'Alpha' }, NOW);
    expect(await opened.store.guilds.present()).toEqual([
      { id: '1', name: 'Alpha', ...FRESH },
      { id: '2', name: 'Beta', ...FRESH },
    ]);
  });

  test('that was renamed has its new name, and is known since it was first seen', async () => {
    await opened.store.guilds.see({ id: '1', name: 'Alpha' }, NOW);
    await opened.store.guilds.see({ id: '1', name: 'Omega 💥' }, NOW + 1);
    expect(await opened.store.guilds.present()).toMatchObject([{ name: 'Omega 💥', joinedAt: NOW }]);
  });

  test('of which only the webhook is known keeps the name it had', async () => {
    await opened.store.guilds.see({ id: '1', name: 'Alpha' }, NOW);
    await opened.store.guilds.see({ id: '1', name: '', webhookId: 'w' }, NOW);
    expect(await opened.store.guilds.present()).toEqual([{ id: '1', name: 'Alpha', ...FRESH, webhookId: 'w' }]);
  });

  test('keeps its webhook when it is seen without one', async () => {
    await opened.store.guilds.see({ id: '1', name: '', webhookId: 'w' }, NOW);
    await opened.store.guilds.see({ id: '1', name: 'Alpha' }, NOW);
    expect((await opened.store.guilds.present())[0]?.webhookId).toBe('w');
  });

  test('that left is not there, and comes back with its choices, known since then', async () => {
    await opened.store.guilds.see({ id: '1', name: 'Alpha' }, NOW);
    await opened.store.guilds.choose('1', { channelId: CHANNEL, mention: { type: 'user', id: '7' } }, []);
    await opened.store.guilds.leave('1', NOW + 1);
    expect(await opened.store.guilds.present()).toEqual([]);
    await opened.store.guilds.leave('1', NOW + 2);
    expect(await rows(opened.other, 'select left_at from guilds')).toEqual([{ left_at: NOW + 1 }]);

    await opened.store.guilds.see({ id: '1', name: 'Alpha' }, NOW + 3);
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
    await opened.store.guilds.see({ id: '1', name: 'Alpha' }, NOW);
    await opened.store.guilds.see({ id: '2', name: 'Beta' }, NOW);
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
    await opened.store.guilds.see({ id: '1', name: 'Alpha' }, NOW);
    expect(await opened.store.guilds.present()).toMatchObject([{ id: '1', channelId: CHANNEL, joinedAt: NOW }]);
  });
});
