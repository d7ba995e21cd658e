import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { GuildView } from '../../src/discord/guildView.ts';
import { createPlaceReview } from '../../src/discord/placeReview.ts';
import { GUILD } from '../fixtures/embeds.ts';

const SERVERS = 200;

/** Servers whose alerts go to a channel each; all of them can be written in. */
function setUp() {
  const looked: string[] = [];
  let reads = 0;
  const guilds = Array.from({ length: SERVERS }, (_, n) => ({
    ...GUILD,
    id: `g${n}`,
    destination: { type: 'channel' as const, channelId: `c${n}` },
  }));
  const review = createPlaceReview({
    viewOf(guildId) {
      looked.push(guildId);
      return { missingIn: () => [], unfitness: () => null } as unknown as GuildView;
    },
    rest: undefined as never,
    monitor: {
      async guilds() {
        reads += 1;
        return guilds;
      },
    },
    events: { channelFound: async () => undefined },
  });
  return { review, looked, reads: () => reads };
}

test('after a channel was deleted only its own server is looked at', async () => {
  const { review, looked } = setUp();
  await review.of('g7');
  expect(looked).toEqual(['g7']);
});

test('however many channels are deleted at once, a server is looked at twice at most', async () => {
  const { review, looked, reads } = setUp();
  await Promise.all(Array.from({ length: 100 }, (_, n) => review.of(`g${n % 2}`)));
  expect(looked.toSorted()).toEqual(['g0', 'g0', 'g1']);
  expect(reads()).toBe(2);
});

test('while all are looked at, others have their turn', async () => {
  const { review, looked } = setUp();
  let isOver = false;
  const done = review.all().then(() => {
    isOver = true;
  });
  let turns = 0;
  for (; !isOver; turns += 1) await turn();
  await done;
  expect(looked).toHaveLength(SERVERS);
  expect(turns).toBeGreaterThanOrEqual(SERVERS / 20);
});
