import { expect, test } from 'vitest';
import type { Gateway } from '../../src/discord/gateway.ts';
import { createKnownDiscord } from '../../src/roles/knownDiscord.ts';

const PLACE = { type: 'channel', channelId: 'system' } as const;
const PINGED = { guildId: 'g1', place: PLACE, mention: { type: 'role', id: 'r1' } } as const;
const SETTINGS = { token: 'token', webhook: { id: 'w1', token: 'secret', threadId: null } };
const guildWith = (channelId: string | null) => ({ id: 'g1', channelId, webhookChannelId: null });

/** A gateway that knows one place, and of every mention that its role is gone. */
function connected(refused: string[] = []) {
  const fallbacks = { of: () => [PLACE], refuse: (guildId: string) => void refused.push(guildId) };
  return { fallbacks, canReadHistory: () => true, pingFailure: async () => 'roleGone' } as unknown as Gateway;
}

function fillIn(ways: { gateway?: Gateway; isTokenRefused?: boolean; isHomeKnown?: boolean }) {
  const known = createKnownDiscord(SETTINGS, true);
  const { gateway = null, isTokenRefused = false, isHomeKnown = false } = ways;
  known.fillIn({
    bot: { gateways: () => (gateway === null ? [] : [gateway]), isTokenRefused: () => isTokenRefused },
    home: { isKnown: () => isHomeKnown },
  });
  return known;
}

test('before the gateway role is there nothing is known, and a bot with a token is expected', async () => {
  const known = createKnownDiscord(SETTINGS, true);
  expect([known.hasBot(), known.knowsWebhook(), known.canReadHistory('c1')]).toEqual([true, false, false]);
  expect(known.fallbacks(guildWith('c1'))).toEqual([]);
  expect(() => known.refuseFallback('g1', PLACE)).not.toThrow();
  expect(await known.pingFailure(PINGED)).toBeNull();
});

test('what is not set has nothing to be known', () => {
  const known = createKnownDiscord({ token: null, webhook: null }, true);
  expect([known.hasBot(), known.knowsWebhook()]).toEqual([false, true]);
});

test('a bot whose token Discord refused is none', () => {
  expect(fillIn({ isTokenRefused: true }).hasBot()).toBe(false);
});

test('a connected bot is asked', async () => {
  const refused: string[] = [];
  const known = fillIn({ gateway: connected(refused), isHomeKnown: true });
  expect([known.hasBot(), known.knowsWebhook(), known.canReadHistory('c1')]).toEqual([true, true, true]);
  expect(known.fallbacks(guildWith(null))).toEqual([PLACE]);
  expect(await known.pingFailure(PINGED)).toBe('roleGone');
  known.refuseFallback('g1', PLACE);
  expect(refused).toEqual(['g1']);
});

test.each([
  [null, false, []],
  [null, true, [PLACE]],
  ['c1', false, [PLACE]],
])('a guild with the channel %s, whose webhook it is being known: %s', (channelId, isHomeKnown, places) => {
  expect(fillIn({ gateway: connected(), isHomeKnown }).fallbacks(guildWith(channelId))).toEqual(places);
});
