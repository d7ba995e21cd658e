import { beforeEach, describe, expect, test } from 'vitest';
import { type LiveState, NO_LIVE } from '../../src/monitor/live/live.ts';
import type { LiveGuild } from '../../src/monitor/ports/liveStore.ts';
import { ANNA, alert, opening } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { HOUR, MINUTE, NOW, type OpenFile, openOnDisk, seeGuilds } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2');
});

const choose = (live: { channelId: string | null } | null, guildId = 'g1') =>
  opened.store.guilds.choose(guildId, { live }, []);
const wanted = () => opened.store.live.wanted(NOW);
const first = async (): Promise<LiveGuild> => {
  const [guild] = await wanted();
  if (guild === undefined) throw new Error('no live status is wanted');
  return guild;
};

const SHOWN: LiveState = {
  message: {
    messageId: '7',
    channelId: '5',
    shown: { state: 's', text: 't' },
    editedAt: NOW,
    seenAt: NOW + 1,
    isPinned: true,
  },
  generation: 3,
  notBefore: NOW + MINUTE,
  failures: 2,
  trouble: 'rateLimited',
  troubleAt: '5',
};

describe('the live status of a guild', () => {
  test('is switched off until a place is chosen, and where it was chosen, over a restart too', async () => {
    expect(await wanted()).toEqual([]);
    expect((await opened.store.guilds.get('g1'))?.live).toBeNull();
    await choose({ channelId: '5' });
    await choose({ channelId: null }, 'g2');
    const store = await opened.reopen();
    expect((await store.live.wanted(NOW)).map(({ guildId, place }) => [guildId, place])).toEqual([
      ['g1', { channelId: '5' }],
      ['g2', { channelId: null }],
    ]);
    expect((await store.guilds.present()).map(({ live }) => live)).toEqual([{ channelId: '5' }, { channelId: null }]);
    await store.guilds.choose('g1', { live: null }, []);
    expect((await store.live.wanted(NOW)).map(({ guildId }) => guildId)).toEqual(['g2']);
  });

  test('is remembered with all that was written of it, and one choice forgets only what was wrong', async () => {
    await choose({ channelId: '5' });
    expect((await first()).state).toEqual(NO_LIVE);
    await opened.store.live.write('g1', SHOWN);
    const store = await opened.reopen();
    expect((await store.live.wanted(NOW))[0]?.state).toEqual(SHOWN);
    expect(await store.live.trouble('g1')).toBe('rateLimited');
    await store.guilds.choose('g1', { live: { channelId: '6' } }, []);
    const { place, state } = (await store.live.wanted(NOW))[0] ?? (await first());
    expect(place).toEqual({ channelId: '6' });
    const message = { ...SHOWN.message, seenAt: 0 };
    expect(state).toEqual({ ...SHOWN, message, notBefore: 0, failures: 0, trouble: null, troubleAt: null });
    expect(await store.live.trouble('g1')).toBeNull();
  });

  test('is still wanted where its message is left, switched off or in a guild that is gone', async () => {
    await choose({ channelId: '5' });
    await opened.store.live.write('g1', SHOWN);
    await choose(null);
    expect(await first()).toMatchObject({ place: null, state: { message: { messageId: '7' } } });
    expect(await opened.store.live.trouble('g1')).toBeNull();
    await choose({ channelId: '5' });
    await opened.store.guilds.leave('g1', NOW);
    expect(await first()).toMatchObject({ place: null });
    await opened.store.live.write('g1', NO_LIVE);
    expect(await wanted()).toEqual([]);
  });

  test('a trouble that another version wrote is a trouble', async () => {
    await choose({ channelId: '5' });
    await opened.other.exec(`update live_status set trouble = 'somethingNew'`);
    expect(await opened.store.live.trouble('g1')).toBe('rejected');
  });
});

describe('the stamp of a guild', () => {
  /** Whether it changed. */
  async function changesBy(work: () => Promise<unknown>): Promise<boolean> {
    const { stamp } = await first();
    await work();
    return (await first()).stamp !== stamp;
  }
  const mute = (guildId: string) =>
    opened.store.mutes.add(
      { guildId, scope: 'all', pipeline: null, until: NOW + HOUR, createdAt: NOW, by: ANNA, reason: null },
      change(),
    );
  const open = (guildId: string) => commitNow(opened.store, [{ ...opening(guildId), messages: [alert()] }], NOW);

  test('changes with its incidents, its mutes and its choice, and with nothing else', async () => {
    await choose({ channelId: '5' });
    expect(await changesBy(() => open('g1'))).toBe(true);
    expect(await changesBy(() => mute('g1'))).toBe(true);
    expect(await changesBy(() => choose({ channelId: '5' }))).toBe(true);
    expect(await changesBy(() => opened.store.guilds.choose('g1', { channelId: '9' }, []))).toBe(true);
    expect(await changesBy(async () => undefined)).toBe(false);
    expect(await changesBy(() => opened.store.live.write('g1', SHOWN))).toBe(false);
    expect(await changesBy(() => open('g2'))).toBe(false);
    expect(await changesBy(() => mute('g2'))).toBe(false);
  });
});

describe('whether a message is in the way', () => {
  const isBusy = (now = NOW, channelId: string | null = '5') => opened.store.live.isBusy('g1', channelId, now);
  const PLACE = { type: 'channel', channelId: '5' } as const;
  let id: number;

  beforeEach(async () => {
    id = await opened.store.deliveries.add('g1', alert(), NOW);
  });

  test('one that is due is, until it was delivered', async () => {
    expect(await isBusy()).toBe(true);
    await opened.store.deliveries.claim(NOW, MINUTE);
    expect(await isBusy()).toBe(true);
    await opened.store.deliveries.delivered(id, '1', PLACE, NOW);
    expect(await isBusy()).toBe(false);
  });

  test('one of another guild is not', async () => {
    expect(await opened.store.live.isBusy('g2', '5', NOW)).toBe(false);
  });

  test('one that waits for another try is in the channel where it was tried', async () => {
    await opened.store.deliveries.claim(NOW, MINUTE);
    await opened.store.deliveries.sending(id, PLACE, NOW);
    await opened.store.deliveries.retry(id, NOW + MINUTE, 'rateLimited', false);
    expect([await isBusy(NOW), await isBusy(NOW, '6'), await isBusy(NOW, null)]).toEqual([true, false, false]);
    expect(await isBusy(NOW + MINUTE, '6')).toBe(true);
  });

  test.each(['muted', 'quietHours', 'cooldown', 'nowhere'] as const)('one that waits (%s) is not', async (why) => {
    await opened.store.deliveries.retry(id, NOW - 1, why, false);
    expect(await isBusy()).toBe(false);
  });

  test('one that was given up is not', async () => {
    await opened.store.deliveries.giveUp(id, 'rejected', NOW);
    expect(await isBusy()).toBe(false);
  });
});
