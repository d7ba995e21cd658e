import { beforeAll, describe, expect, test } from 'vitest';
import type { Mention } from '../../src/monitor/types.ts';
import { NORTH, NORTH_ROLE, on, SOUTH, SOUTH_ROLE } from './script.ts';
import { replaySeveral, SHOP_ROLE } from './severalReplay.ts';
import { MUTED_SHOP } from './severalScript.ts';

const TIMEOUT_MS = 300_000;

let days: Awaited<ReturnType<typeof replaySeveral>>;
beforeAll(async () => {
  days = await replaySeveral(3);
}, TIMEOUT_MS);

const toTeam = (id: string) => days.told.filter(({ guildId }) => guildId === id);

/** Made anew by `vitest run test/replay -u`, once the diff was read. */
test('what the teams are told of three pipelines in three days is what was reviewed', async () => {
  await expect(days.text).toMatchFileSnapshot('golden-several.txt');
});

describe('whatever the file says', () => {
  test('who sees news alone hears of nothing else', () => {
    const told = toTeam(SOUTH.id);
    expect(told.length).toBeGreaterThan(10);
    expect(new Set(told.map(({ about }) => about?.pipeline ?? 'nobody'))).toEqual(new Set(['news', 'eu', 'nobody']));
    const blocks = days.text.split('\n\n').filter((block) => /^(?:EDIT of )?#\d+ .* South {2}/.test(block));
    expect(blocks).toHaveLength(told.length);
    for (const block of blocks) expect(block).not.toMatch(/shop|tickets|main/);
  });

  test.each([NORTH, SOUTH])('$name hears of no end without a beginning, and of each end once', ({ id }) => {
    const open = new Set<string>();
    for (const { message, about } of toTeam(id)) {
      const what = `${about?.kind} of ${about?.pipeline}`;
      if (message.type === 'alert') open.add(what);
      if (message.type === 'recovery') expect(open.delete(what), what).toBe(true);
    }
    expect(open).toEqual(new Set());
  });

  test('each pipeline pings its own role', () => {
    const roleOf = (guildId: string, pipeline: string | undefined): Mention => {
      if (guildId === SOUTH.id) return SOUTH_ROLE;
      return pipeline === 'shop' ? SHOP_ROLE : NORTH_ROLE;
    };
    const pinging = days.told.filter(({ pings }) => pings.length > 0);
    expect(pinging.length).toBeGreaterThan(5);
    for (const { guildId, about, pings } of pinging) {
      expect(pings).toEqual([`<@&${roleOf(guildId, about?.pipeline).id}>`]);
    }
  });

  test('an edited message keeps the mention that it was sent with', () => {
    const mentions = new Map<string, string | undefined>();
    for (const block of days.text.split('\n\n')) {
      const [, edited, id = ''] = /^(EDIT of )?(#\d+) /.exec(block) ?? [];
      const mention = /text: (<@&\d+>)/.exec(block)?.[1];
      if (edited !== undefined) expect(mention, block).toBe(mentions.get(id));
      else mentions.set(id, mention);
    }
    expect([...mentions.values()].filter((one) => one === `<@&${SHOP_ROLE.id}>`).length).toBeGreaterThan(3);
  });

  test('nothing of shop is told while it is muted, and the others are', () => {
    const { at, forMs } = MUTED_SHOP;
    const told = toTeam(NORTH.id).filter(({ at: when }) => when >= at && when < at + forMs);
    expect(new Set(told.map(({ about }) => about?.pipeline))).toEqual(new Set(['tickets', 'news']));
  });

  test('a refused key keeps the pipelines of its account quiet, and no other', () => {
    const told = days.told.filter(({ at }) => at >= on('Tue', '09:33') && at < on('Tue', '09:50'));
    const abouts = new Set(told.map(({ about }) => `${about?.kind} of ${about?.pipeline}`));
    expect(abouts).toEqual(new Set(['provider of main', 'queue of news']));
  });
});
