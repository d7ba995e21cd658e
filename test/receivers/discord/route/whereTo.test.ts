import { describe, expect, test } from 'vitest';
import type { DiscordPlace } from '../../../../src/discord/place.ts';
import type { Message } from '../../../../src/monitor/alerts/message.ts';
import type { Delivery, FirstMessage } from '../../../../src/monitor/delivery/delivery.ts';
import type { Destination, Guild } from '../../../../src/monitor/types.ts';
import { beginningOf, guildFor, reachOf } from '../../../../src/receivers/discord/route/whereTo.ts';
import { alert, recovery } from '../../../fixtures/alerts.ts';
import { GUILD } from '../../../fixtures/embeds.ts';
import { delivery } from '../../../fixtures/receiver.ts';

const CHANNEL: Destination = { type: 'channel', channelId: 'c1' };
const OTHER: Destination = { type: 'channel', channelId: 'c2' };
const WEBHOOK: Destination = { type: 'webhook', webhookId: 'w1' };
const MEANS = { hasBot: () => true, tokenOf: (id: string) => (id === 'w1' ? 'token' : null) };

const firstAt = (place: DiscordPlace, more: Partial<FirstMessage> = {}): FirstMessage => ({
  place,
  messageId: 'm1',
  threadId: null,
  threadClosed: null,
  ...more,
});
const about = (message: Message, first?: FirstMessage): Delivery => ({
  ...delivery(1, message),
  incidentId: 7,
  ...(first === undefined ? {} : { first }),
});
const guild = (more: Partial<Guild> = {}): Guild => ({ ...GUILD, destination: CHANNEL, fallbacks: () => [], ...more });

describe('the end of an incident goes back to where it began', () => {
  const end = recovery();
  test.each<[string, Message, FirstMessage | undefined, Destination | null]>([
    ['a channel', end, firstAt(OTHER), OTHER],
    ['a webhook', end, firstAt(WEBHOOK), WEBHOOK],
    ['its post', end, firstAt({ type: 'channel', channelId: 'm1' }), { type: 'channel', channelId: 'm1' }],
    [
      'no post that is closed',
      end,
      firstAt({ type: 'channel', channelId: 'm1' }, { threadClosed: 'threadGone' }),
      null,
    ],
    ['a channel whose thread is closed', end, firstAt(OTHER, { threadId: 'm1', threadClosed: 'threadGone' }), OTHER],
    ['no direct message', end, firstAt({ type: 'user', userId: 'u1' }), null],
    ['nowhere where nobody heard of it', end, undefined, null],
    ['and nothing else does', alert(), firstAt(OTHER), null],
  ])('%s', (_name, message, first, place) => {
    expect(beginningOf(about(message, first))).toEqual(place);
  });

  test('with the own place of the guild next, where that works', () => {
    const to = (main: Guild) => guildFor(about(end, firstAt(OTHER)), main, MEANS);
    expect(to(guild())).toMatchObject({ destination: OTHER, unusable: null });
    expect(to(guild({ fallbacks: () => [WEBHOOK] })).fallbacks()).toEqual([CHANNEL, WEBHOOK]);
    expect(to(guild({ unusable: 'notAllowed' })).fallbacks()).toEqual([]);
    expect(to(guild({ destination: null })).fallbacks()).toEqual([]);
  });

  test('but to no webhook whose token is not known', () => {
    const strange: Destination = { type: 'webhook', webhookId: 'w2' };
    const main = guild();
    expect(guildFor(about(end, firstAt(strange)), main, MEANS)).toBe(main);
    expect(guildFor(about(end, firstAt(CHANNEL)), main, MEANS)).toBe(main);
  });
});

describe('messages reach the same people in the same place', () => {
  const mention = { type: 'role', id: 'r1' } as const;
  const TO = { mention, mentionFrom: 'critical' } as const;
  const reach = (main: Partial<Guild>, what = about(alert())) =>
    reachOf({ delivery: what, guild: guild({ ...TO, ...main }), fallbacks: () => [] }, MEANS);

  test('where all of it is the same', () => {
    expect(reach({})).toBe(reach({ name: 'another name', locale: 'de' }));
    expect(reach({})).not.toBeNull();
  });

  test.each<[string, Partial<Guild>]>([
    ['in another channel', { destination: OTHER }],
    ['where one place cannot be used', { unusable: 'notAllowed' }],
    ['with another role', { mention: { type: 'role', id: 'r2' } }],
    ['with a person of the same id', { mention: { type: 'user', id: 'r1' } }],
    ['with nobody', { mention: null }],
    ['from another severity on', { mentionFrom: 'warning' }],
    ['the first of an incident that has a thread to begin', { threads: { mode: 'thread', forumId: null } }],
    ['a new post', { threads: { mode: 'post', forumId: 'f1' } }],
  ])('not %s', (_name, main) => {
    expect(reach(main)).not.toBe(reach({}));
  });

  test('not without a place', () => {
    expect(reach({ destination: null })).toBeNull();
  });

  test('what follows an incident is no beginning of a thread', () => {
    const threads = { threads: { mode: 'thread', forumId: null } } as const;
    const following = about(alert(), firstAt(CHANNEL));
    expect(reach(threads, following)).toBe(reach({}));
  });
});
