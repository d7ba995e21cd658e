import { beforeAll, describe, expect, test } from 'vitest';
import type { Mention } from '../../src/monitor/types.ts';
import { NORTH, NORTH_ROLE, on, SOUTH, SOUTH_ROLE } from './script.ts';
import { replaySeveral, SHOP_ROLE } from './severalReplay.ts';
import { ACKNOWLEDGED_TICKETS, MORE_MAY_WAIT_OF_NEWS, MUTED_SHOP, PIPELINES } from './severalScript.ts';

const TIMEOUT_MS = 300_000;

let week: Awaited<ReturnType<typeof replaySeveral>>;
beforeAll(async () => {
  week = await replaySeveral(3);
}, TIMEOUT_MS);

const toTeam = (id: string) => week.sent.filter(({ guildId }) => guildId === id);

/** Made anew by `vitest run test/replay -u`, once the diff was read. */
test('the messages to the teams about three pipelines in a week are those that were reviewed', async () => {
  await expect(week.text).toMatchFileSnapshot('golden-several.txt');
});

describe('whatever the file says', () => {
  test('who sees news alone hears of nothing else', () => {
    const sent = toTeam(SOUTH.id);
    expect(sent.length).toBeGreaterThan(10);
    expect(new Set(sent.map(({ about }) => about?.pipeline ?? 'nobody'))).toEqual(new Set(['news', 'eu', 'nobody']));
    const blocks = week.text.split('\n\n').filter((block) => /^(?:EDIT of )?#\d+ .* South {2}/.test(block));
    expect(blocks).toHaveLength(sent.length);
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
    const pinging = week.sent.filter(({ pings }) => pings.length > 0);
    expect(pinging.length).toBeGreaterThan(5);
    for (const { guildId, about, pings } of pinging) {
      expect(pings).toEqual([`<@&${roleOf(guildId, about?.pipeline).id}>`]);
    }
  });

  test('an edited message keeps the mention that it was sent with', () => {
    const mentions = new Map<string, string | undefined>();
    for (const block of week.text.split('\n\n')) {
      const [, edited, id = ''] = /^(EDIT of )?(#\d+) /.exec(block) ?? [];
      const mention = /text: (<@&\d+>)/.exec(block)?.[1];
      if (edited !== undefined) expect(mention, block).toBe(mentions.get(id));
      else mentions.set(id, mention);
    }
    expect([...mentions.values()].filter((one) => one === `<@&${SHOP_ROLE.id}>`).length).toBeGreaterThan(3);
  });

  test('an edited message names what it named when it was sent', () => {
    const named = (block: string) => /^ {4}([\w, ()]+):$/m.exec(block)?.[1];
    const names = new Map<string, string | undefined>();
    for (const block of week.text.split('\n\n')) {
      const [, edited, id = ''] = /^(EDIT of )?(#\d+) /.exec(block) ?? [];
      if (edited === undefined) names.set(id, named(block));
      else expect(named(block), block).toBe(names.get(id));
    }
    for (const name of [...PIPELINES, 'main (shop, tickets)', 'eu (news)']) expect([...names.values()]).toContain(name);
  });

  test('an end is sent to the channel of its beginning, though another channel was chosen meanwhile', () => {
    const channels = (from: number, to: number) =>
      week.text
        .split('\n\n')
        .filter((block) => /^#\d+ {2}Thu 1[0-3]:.* North/.test(block))
        .map((block) => /channel …(\d+)/.exec(block)?.[1])
        .slice(from, to);
    // Two alerts, a reminder in the channel that was chosen, and the recovery.
    expect(channels(0, 4)).toEqual(['0011', '0011', '0021', '0011']);
  });

  test('what somebody is on is not repeated, and what nobody is on is', () => {
    const reminders = toTeam(NORTH.id).filter(
      ({ at, message }) => at > ACKNOWLEDGED_TICKETS.at && at < on('Fri', '00:00') && message.type === 'alert',
    );
    expect(new Set(reminders.map(({ about }) => about?.pipeline))).toEqual(new Set(['shop']));
  });

  test('a threshold of a team holds for its pipeline, and for no other team', () => {
    const sent = week.sent.filter(({ at }) => at >= MORE_MAY_WAIT_OF_NEWS.at && at < on('Fri', '13:00'));
    expect(new Set(sent.map(({ guildId }) => guildId))).toEqual(new Set([SOUTH.id]));
  });

  test('what comes and goes of one pipeline is one message that is edited', () => {
    const sent = toTeam(NORTH.id).filter(({ at }) => at >= on('Sun', '10:00') && at < on('Sun', '13:00'));
    const count = (type: string) => sent.filter(({ message }) => message.type === type).length;
    expect(count('flapping')).toBe(1);
    // Five whole pairs before it, and the end of all of them.
    expect(count('recovery')).toBe(6);
  });

  test('no message about shop is sent while it is muted, and those about the others are', () => {
    const { at, forMs } = MUTED_SHOP;
    const sent = toTeam(NORTH.id).filter(({ at: when }) => when >= at && when < at + forMs);
    expect(new Set(sent.map(({ about }) => about?.pipeline))).toEqual(new Set(['tickets', 'news']));
  });

  test('a refused key keeps the pipelines of its account quiet, and no other', () => {
    const sent = week.sent.filter(({ at }) => at >= on('Tue', '09:33') && at < on('Tue', '09:50'));
    const abouts = new Set(sent.map(({ about }) => `${about?.kind} of ${about?.pipeline}`));
    expect(abouts).toEqual(new Set(['provider of main', 'queue of news']));
  });
});
