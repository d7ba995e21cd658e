import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createGuilds } from '../../src/store/guilds.ts';
import { NOW, type OpenFile, openOnDisk, openSchema, seeGuilds } from '../fixtures/store.ts';

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2', 'g3');
});

const read = () => opened.store.guilds.present();

/** As one reads them who has read none before. */
function readAnew() {
  const db = openSchema(opened.location);
  return { all: () => createGuilds(db).present(), one: (id: string) => createGuilds(db).get(id) };
}

describe('guilds are asked for again and again', () => {
  test('what did not change is not read again', async () => {
    const before = await read();
    await opened.store.guilds.choose('g2', { channelId: '7' }, []);
    const after = await read();
    expect(after.map((guild, n) => guild === before[n])).toEqual([true, false, true]);
    expect(after[1]).toMatchObject({ id: 'g2', channelId: '7' });
  });

  // As another process on the same database does, an earlier version too, which knows nothing of revisions.
  test.each([
    ['a guild', [`update guilds set name = 'New' where id = 'g2'`]],
    [
      'a pipeline of it',
      [
        `insert into guild_pipelines (guild_id, pipeline, channel_id) values ('g2', 'shop', '7')`,
        `update guild_pipelines set channel_id = '8' where guild_id = 'g2'`,
        `delete from guild_pipelines where guild_id = 'g2'`,
      ],
    ],
    [
      'its quiet hours',
      [
        `insert into quiet_hours (guild_id, hours) values ('g2', '[]')`,
        `delete from quiet_hours where guild_id = 'g2'`,
      ],
    ],
    [
      'its escalation',
      [
        `insert into escalations (guild_id, steps) values ('g2', '[]')`,
        `delete from escalations where guild_id = 'g2'`,
      ],
    ],
    [
      'where its live status is',
      [
        `insert into live_status (guild_id, is_on, channel_id) values ('g2', 1, '7')`,
        `update live_status set channel_id = '8' where guild_id = 'g2'`,
        `update live_status set is_on = 0 where guild_id = 'g2'`,
      ],
    ],
    [
      'the top-ups that it was notified of',
      [
        `insert into notified_top_ups (guild_id, account, at) values ('g2', 'main', 5)`,
        `update notified_top_ups set at = 6 where guild_id = 'g2'`,
        `delete from notified_top_ups where guild_id = 'g2'`,
      ],
    ],
  ])('whoever changes %s: it is read again, and the others are not', async (_what, statements) => {
    const anew = readAnew();
    for (const statement of statements) {
      const before = await read();
      await opened.other.exec(statement);
      const one = await opened.store.guilds.get('g2');
      const after = await read();
      expect(after.map((guild, n) => guild === before[n])).toEqual([true, false, true]);
      expect(after[1]).not.toEqual(before[1]);
      expect(after[1]).toBe(one);
      expect(one).toEqual(await anew.one('g2'));
    }
  });

  test('what a live status shows is no change', async () => {
    await opened.store.guilds.choose('g2', { live: { channelId: '7' } }, []);
    const before = await read();
    await opened.other.exec(`update live_status set shown_text = 'x', seen_at = 5 where guild_id = 'g2'`);
    expect((await read())[1]).toBe(before[1]);
  });

  test('one by itself is not read again either', async () => {
    const [, g2] = await read();
    expect(await opened.store.guilds.get('g2')).toBe(g2);
    await opened.store.guilds.choose('g2', { channelId: '7' }, []);
    const changed = await opened.store.guilds.get('g2');
    expect(changed).toMatchObject({ channelId: '7' });
    expect(await opened.store.guilds.get('g2')).toBe(changed);
    expect((await read())[1]).toBe(changed);
  });

  test('one that was forgotten and is seen again is a new one, though its changes are counted from the start', async () => {
    await opened.store.guilds.choose('g2', { channelId: '7' }, []);
    await opened.store.guilds.get('g2');
    await opened.other.exec(`delete from guilds where id = 'g2'`);
    expect(await opened.store.guilds.get('g2')).toBeNull();
    await seeGuilds(opened.store, 'g2');
    await opened.store.guilds.choose('g2', { channelId: '8' }, []);
    expect(await opened.store.guilds.get('g2')).toMatchObject({ channelId: '8' });
  });

  test('one that left, came back or came later', async () => {
    const ids = async () => (await read()).map(({ id }) => id);
    await opened.store.guilds.leave('g2', NOW);
    expect(await ids()).toEqual(['g1', 'g3']);
    await seeGuilds(opened.store, 'g0', 'g2');
    expect(await ids()).toEqual(['g0', 'g1', 'g2', 'g3']);
  });

  test('whatever is changed, and whenever it is read: it is what somebody reads who has read none before', async () => {
    const { guilds, quietHours } = opened.store;
    const change = { at: NOW, by: { userId: '1', name: 'anna' }, action: 'quiet', subject: '' } as const;
    const steps = {
      channel: (id: string, channelId: string) => guilds.choose(id, { channelId }, []),
      pipeline: (id: string, channelId: string) => guilds.choose(id, { channelId }, [], 'shop'),
      leave: (id: string) => guilds.leave(id, NOW),
      see: (id: string) => guilds.see([{ id, name: id }], NOW),
      quiet: (id: string) =>
        quietHours.change(id, () => ({ hours: [], change: { ...change, before: null, after: null } })),
      read,
      get: (id: string) => guilds.get(id),
    };
    const anew = readAnew();
    const step = fc.tuple(
      fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])),
      fc.constantFrom('g1', 'g2', 'g3'),
      fc.constantFrom('7', '8'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (some) => {
        for (const [what, id, channelId] of some) await steps[what](id, channelId);
        const each = await Promise.all(['g1', 'g2', 'g3'].map(guilds.get));
        expect(each.filter((guild) => guild !== null)).toEqual(await anew.all());
        expect(await read()).toEqual(await anew.all());
      }),
      { numRuns: 25 },
    );
  });
});
