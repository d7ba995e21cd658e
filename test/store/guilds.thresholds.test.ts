import { beforeEach, describe, expect, test } from 'vitest';
import { change } from '../fixtures/change.ts';
import { NOW, type OpenFile, openOnDisk } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
  await opened.store.guilds.see([{ id: '2', name: 'Beta' }], NOW);
});

const thresholdsOf = async (id: string, store = opened.store) =>
  (await store.guilds.present()).find((guild) => guild.id === id)?.thresholds;

describe('a threshold of a guild', () => {
  test('is kept over a restart, and only for that guild', async () => {
    await opened.store.guilds.setThreshold('1', 'errors.rate', 12.5, () => change());
    await opened.store.guilds.setThreshold('1', 'balance.warning', 0, () => change());
    const store = await opened.reopen();
    expect(await thresholdsOf('1', store)).toEqual({ 'errors.rate': 12.5, 'balance.warning': 0 });
    expect(await thresholdsOf('2', store)).toEqual({});
  });

  test('is replaced by a new one and goes when it is taken back, without the others', async () => {
    await opened.store.guilds.setThreshold('1', 'errors.rate', 12.5, () => change());
    await opened.store.guilds.setThreshold('1', 'cooldown', 60, () => change());
    await opened.store.guilds.setThreshold('1', 'cooldown', 90, () => change());
    await opened.store.guilds.setThreshold('1', 'errors.rate', null, () => change());
    expect(await thresholdsOf('1')).toEqual({ cooldown: 90 });
    await opened.store.guilds.setThreshold('1', 'cooldown', null, () => change());
    expect(await thresholdsOf('1')).toEqual({});
  });

  test('that was never set can be taken back', async () => {
    await opened.store.guilds.setThreshold('1', 'cooldown', null, () => change());
    expect(await thresholdsOf('1')).toEqual({});
  });

  test('is not lost where two are set at once', async () => {
    const { guilds } = opened.store;
    await Promise.all([
      guilds.setThreshold('1', 'cooldown', 60, () => change()),
      guilds.setThreshold('1', 'queue.depth', 7, () => change()),
    ]);
    expect(await thresholdsOf('1')).toEqual({ cooldown: 60, 'queue.depth': 7 });
  });

  test('that this version does not know is left out, its own stay', async () => {
    await opened.other.exec(
      `update guilds set thresholds = '{"cooldown":60,"teleport.range":3,"__proto__":1}' where id = '1'`,
    );
    expect(await thresholdsOf('1')).toEqual({ cooldown: 60 });
  });

  test.each([
    ['is no number', '{"cooldown":60,"queue.depth":"7","errors.rate":null}', { cooldown: 60 }],
    ['is not JSON', '{"cooldown":60', {}],
    ['is no object', 'null', {}],
    ['is a list', '[60]', {}],
  ])('that %s takes neither the others nor the other guilds with it', async (_name, json, expected) => {
    await opened.store.guilds.setThreshold('2', 'cooldown', 90, () => change());
    await opened.other.exec(`update guilds set thresholds = '${json}' where id = '1'`);
    expect(await thresholdsOf('1')).toEqual(expected);
    expect(await thresholdsOf('2')).toEqual({ cooldown: 90 });
    await opened.store.guilds.setThreshold('1', 'queue.depth', 7, () => change());
    expect(await thresholdsOf('1')).toEqual({ ...expected, 'queue.depth': 7 });
  });

  test('survives a leave and a return, a new channel and a new name', async () => {
    await opened.store.guilds.setThreshold('1', 'cooldown', 60, () => change());
    await opened.store.guilds.choose('1', { channelId: 'c', mention: null }, []);
    await opened.store.guilds.leave('1', NOW + 1);
    await opened.store.guilds.see([{ id: '1', name: 'Omega', webhookId: 'w' }], NOW + 2);
    expect(await thresholdsOf('1')).toEqual({ cooldown: 60 });
  });

  test('of a guild that was never seen is not forgotten in silence', async () => {
    const { guilds } = opened.store;
    const kept = await guilds
      .setThreshold('3', 'cooldown', 60, () => change())
      .then(
        async () => {
          await guilds.see([{ id: '3', name: 'Gamma' }], NOW);
          return thresholdsOf('3');
        },
        () => 'refused',
      );
    expect(kept).not.toEqual({});
  });
});

describe('a place that cannot be used', () => {
  const unusable = async (store = opened.store) => (await store.guilds.present()).map((guild) => guild.unusable);
  const GONE = { why: 'destinationGone', until: 8_640_000_000_000_000 } as const;

  beforeEach(async () => {
    await opened.store.guilds.setUnusable('1', GONE);
  });

  test('is known as that over a restart, with why and until when', async () => {
    expect(await unusable(await opened.reopen())).toEqual([GONE, null]);
    await opened.store.guilds.setUnusable('2', { why: 'notAllowed', until: NOW + 1 });
    expect(await unusable()).toEqual([GONE, { why: 'notAllowed', until: NOW + 1 }]);
  });

  test('can be used again when somebody says so', async () => {
    await opened.store.guilds.setUnusable('1', null);
    expect(await unusable()).toEqual([null, null]);
  });

  test('is over with another channel', async () => {
    await opened.store.guilds.choose('1', { channelId: 'c2', mention: null }, []);
    expect(await unusable()).toEqual([null, null]);
  });

  test('is over when its webhook is found again', async () => {
    await opened.store.guilds.see([{ id: '1', name: '', webhookId: 'w' }], NOW);
    expect(await unusable()).toEqual([null, null]);
  });

  test('is not over because the bot saw the guild, or another one changed', async () => {
    await opened.store.guilds.see([{ id: '1', name: 'Alpha' }], NOW);
    await opened.store.guilds.choose('2', { channelId: 'c2', mention: null }, []);
    expect(await unusable()).toEqual([GONE, null]);
  });
});
