import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Place } from '../../../src/monitor/types.ts';
import { createSendRateLimiter } from '../../../src/receivers/discord/sendRateLimiter.ts';

const WEBHOOK: Place = { type: 'webhook', webhookId: '1' };
const CHANNEL: Place = { type: 'channel', channelId: '1' };
const USER: Place = { type: 'user', userId: '1' };

function setUp(times: readonly number[], place: Place) {
  let now = 0;
  const sendRateLimiter = createSendRateLimiter(() => now);
  for (const at of times) {
    now = at;
    sendRateLimiter.sent(place);
  }
  return (at: number, of: Place = place) => {
    now = at;
    return sendRateLimiter.waitMs(of);
  };
}

const everyMs = (ms: number, n: number) => Array.from({ length: n }, (_, i) => i * ms);

describe('the next message to a place waits', () => {
  test.each([
    ['a webhook, after 4 at once', WEBHOOK, everyMs(0, 4), 0, 0],
    ['a webhook, after 5 at once', WEBHOOK, everyMs(0, 5), 0, 2_000],
    ['a webhook, just before 2 seconds have passed', WEBHOOK, everyMs(0, 5), 1_999, 1],
    ['a webhook, once 2 seconds have passed', WEBHOOK, everyMs(0, 5), 2_000, 0],
    ['a webhook, after 29 within a minute', WEBHOOK, everyMs(1_000, 29), 29_000, 0],
    ['a webhook, after 30 within a minute', WEBHOOK, everyMs(1_000, 30), 30_000, 30_000],
    ['a channel, after 29 at once', CHANNEL, everyMs(0, 29), 0, 0],
    ['a channel, after 30 at once', CHANNEL, everyMs(0, 30), 0, 60_000],
    ['a channel, just before the minute is over', CHANNEL, everyMs(0, 30), 59_999, 1],
    ['a channel, once the minute is over', CHANNEL, everyMs(0, 30), 60_000, 0],
    ['a person, after 30 at once', USER, everyMs(0, 30), 1, 59_999],
  ])('%s', (_name, place, times, at, expected) => {
    expect(setUp(times, place)(at)).toBe(expected);
  });

  test('and no other place waits for it', () => {
    const waitMs = setUp(everyMs(0, 30), WEBHOOK);
    expect([CHANNEL, USER, { type: 'webhook', webhookId: '2' } as const].map((place) => waitMs(0, place))).toEqual([
      0, 0, 0,
    ]);
  });
});

test('whoever waits as long as it says never sends more than Discord allows', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 120 });
  fc.assert(
    fc.property(steps, fc.constantFrom(WEBHOOK, CHANNEL), (rests, place) => {
      let now = 0;
      const sendRateLimiter = createSendRateLimiter(() => now);
      const sent: number[] = [];
      for (const rest of rests) {
        now += rest;
        now += sendRateLimiter.waitMs(place);
        expect(sendRateLimiter.waitMs(place)).toBe(0);
        sendRateLimiter.sent(place);
        sent.push(now);
      }
      const most = (inMs: number) =>
        Math.max(0, ...sent.map((from) => sent.filter((at) => at >= from && at < from + inMs).length));
      expect(most(60_000)).toBeLessThanOrEqual(30);
      if (place.type === 'webhook') expect(most(2_000)).toBeLessThanOrEqual(5);
    }),
  );
});
