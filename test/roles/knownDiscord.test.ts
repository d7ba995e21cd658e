import { describe, expect, test } from 'vitest';
import type { Gateway } from '../../src/discord/gateway.ts';
import type { GuildSnapshot } from '../../src/discord/guildSnapshot.ts';
import { createRest } from '../../src/discord/rest.ts';
import { createKnownDiscord } from '../../src/roles/knownDiscord.ts';

const PLACE = { type: 'channel', channelId: 'system' } as const;
const OWNER = { type: 'user', userId: 'owner' } as const;
const PINGED = { guildId: 'g1', place: PLACE, mention: { type: 'role', id: 'r1' } } as const;
const SETTINGS = { token: 'token', webhook: { id: 'w1', token: 'secret', threadId: null } };
const guildWith = (channelId: string | null) => ({ id: 'g1', channelId, webhookChannelId: null });

/** A guild with one channel and no role. */
const SIGHT: GuildSnapshot = {
  ownerId: 'owner',
  systemChannelId: 'system',
  canMentionAll: true,
  channel: (id) => (id === 'system' ? { canPost: true, canReadHistory: true, canMentionAll: true } : null),
  role: () => null,
};
const SEES_NOTHING = { snapshotOf: () => null, guildOf: () => null };
const SEES_GUILD = {
  snapshotOf: (id: string) => (id === 'g1' ? SIGHT : null),
  guildOf: (id: string) => (id === 'system' ? 'g1' : null),
};
const NOBODY = { of: () => null, guildOf: () => null };

interface Knowledge {
  readonly gateways?: readonly (typeof SEES_GUILD | typeof SEES_NOTHING)[];
  readonly shared?: Parameters<typeof createKnownDiscord>[0]['shared'];
  readonly isTokenRefused?: boolean;
  readonly isHomeKnown?: boolean;
}

const create = (discord: Parameters<typeof createKnownDiscord>[0]['discord'] = SETTINGS, { shared }: Knowledge = {}) =>
  createKnownDiscord({
    discord,
    hasGateway: true,
    shared: shared ?? NOBODY,
    rest: createRest('http://127.0.0.1:9/api', null),
    elapsed: () => 0,
  });

function fillIn(knowledge: Knowledge) {
  const { gateways = [], isTokenRefused = false, isHomeKnown = false } = knowledge;
  const known = create(SETTINGS, knowledge);
  known.fillIn({
    bot: { gateways: () => gateways as unknown as Gateway[], isTokenRefused: () => isTokenRefused },
    home: { isKnown: () => isHomeKnown },
  });
  return known;
}

test('before the gateway role is there nothing is known, and a bot with a token is expected', async () => {
  const known = create();
  expect([known.hasBot(), known.knowsWebhook(), known.canReadHistory('system')]).toEqual([true, false, false]);
  expect(known.fallbacks(guildWith('c1'))).toEqual([]);
  expect(() => known.refuseFallback('g1', PLACE)).not.toThrow();
  expect(await known.pingFailure(PINGED)).toBeNull();
});

test('what is not set has nothing to be known', () => {
  const known = create({ token: null, webhook: null });
  expect([known.hasBot(), known.knowsWebhook()]).toEqual([false, true]);
});

test('a bot whose token Discord refused is none', () => {
  expect(fillIn({ isTokenRefused: true }).hasBot()).toBe(false);
});

describe.each<[string, Knowledge]>([
  ['the connection of this process', { gateways: [SEES_GUILD] }],
  ['another connection of this process', { gateways: [SEES_NOTHING, SEES_GUILD] }],
  ['another process', { gateways: [SEES_NOTHING], shared: { of: SEES_GUILD.snapshotOf, guildOf: SEES_GUILD.guildOf } }],
])('what %s hears of a guild', (_name, knowledge) => {
  test('is known', async () => {
    const known = fillIn({ ...knowledge, isHomeKnown: true });
    expect([known.hasBot(), known.knowsWebhook(), known.canReadHistory('system')]).toEqual([true, true, true]);
    expect(known.canReadHistory('elsewhere')).toBe(false);
    expect(known.fallbacks(guildWith(null))).toEqual([PLACE, OWNER]);
    expect(await known.pingFailure(PINGED)).toBe('roleGone');
    known.refuseFallback('g1', PLACE);
    expect(known.fallbacks(guildWith(null))).toEqual([OWNER]);
  });
});

test.each([
  [null, false, []],
  [null, true, [PLACE, OWNER]],
  ['c1', false, [PLACE, OWNER]],
])('a guild with the channel %s, whose webhook it is being known: %s', (channelId, isHomeKnown, places) => {
  expect(fillIn({ gateways: [SEES_GUILD], isHomeKnown }).fallbacks(guildWith(channelId))).toEqual(places);
});
