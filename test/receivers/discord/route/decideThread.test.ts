import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DiscordPlace } from '../../../../src/discord/place.ts';
import type { Message } from '../../../../src/monitor/alerts/message.ts';
import type { Delivery, FirstMessage } from '../../../../src/monitor/delivery/delivery.ts';
import type { Threads } from '../../../../src/monitor/delivery/threads.ts';
import type { Destination, Guild } from '../../../../src/monitor/types.ts';
import { decideOpening, decideThread } from '../../../../src/receivers/discord/route/decideThread.ts';
import { isPost, threadOf } from '../../../../src/receivers/discord/route/incidentThread.ts';
import { alertOf, balance, GUILD } from '../../../fixtures/embeds.ts';
import { delivery } from '../../../fixtures/receiver.ts';

const CHANNEL: Destination = { type: 'channel', channelId: 'c1' };
const WEBHOOK: Destination = { type: 'webhook', webhookId: 'w1' };
const OFF: Threads = { mode: 'off', forumId: null };
const THREAD: Threads = { mode: 'thread', forumId: null };
const POST: Threads = { mode: 'post', forumId: 'f1' };
const BY_WEBHOOK: Threads = { mode: 'post', forumId: null };

const ALERT = alertOf(balance());
const REMINDER: Message = { ...ALERT, reminder: { n: 1, nextAt: 2, since: 0, recoversAt: null } };
const EXPIRED: Message = { ...REMINDER, expired: { by: { userId: '1', name: 'ada' } } };
const FLAPPING: Message = { type: 'flapping', severity: 'critical', worst: balance(), times: 6, since: 0, at: 1 };
const RECOVERY: Message = { type: 'recovery', before: balance(), after: balance(), topUp: null, at: 1 };
const NOTE: Message = { type: 'entry', what: 'note', by: { userId: '1', name: 'ada' }, text: 'x', at: 1 };
const ESCALATION: Message = {
  type: 'escalation',
  severity: 'critical',
  facts: balance(),
  openedAt: 0,
  step: { mention: null, place: null, receiver: null },
  next: null,
  at: 1,
} as unknown as Message;

const main = (threads: Threads, destination: Destination | null = CHANNEL, more: Partial<Guild> = {}): Guild => ({
  ...GUILD,
  destination,
  threads,
  ...more,
});
const about = (message: Message, first?: FirstMessage): Delivery => ({
  ...delivery(1, message),
  incidentId: 7,
  ...(first === undefined ? {} : { first }),
});

const inChannel: FirstMessage = { place: CHANNEL, messageId: 'm1', threadId: null, threadClosed: null };
const withThread: FirstMessage = { ...inChannel, threadId: 'm1' };
const closed: FirstMessage = { ...withThread, threadClosed: 'threadGone' };
const byWebhook: FirstMessage = { ...withThread, place: WEBHOOK };
const post: FirstMessage = { ...inChannel, place: { type: 'channel', channelId: 'm1' } };
const webhookPost: FirstMessage = { ...inChannel, place: { ...WEBHOOK, threadId: 'm1' } };
const inGeneralPost: FirstMessage = { ...inChannel, place: { ...WEBHOOK, threadId: 't9' } };

describe('where a message about an incident goes', () => {
  test.each<[string, Delivery, Guild, string, DiscordPlace | null]>([
    ['without threads', about(ALERT), main(OFF), 'off', null],
    ['the first one, with threads', about(ALERT), main(THREAD), 'off', null],
    ['a reminder', about(REMINDER, withThread), main(THREAD), 'inThread', { type: 'channel', channelId: 'm1' }],
    ['its end', about(RECOVERY, withThread), main(THREAD), 'inThread', { type: 'channel', channelId: 'm1' }],
    ['a note', about(NOTE, withThread), main(THREAD), 'inThread', { type: 'channel', channelId: 'm1' }],
    ['what got worse', about(ALERT, withThread), main(THREAD), 'loud', null],
    ['one that nobody is on any longer', about(EXPIRED, withThread), main(THREAD), 'loud', null],
    ['that it is flapping', about(FLAPPING, withThread), main(THREAD), 'loud', null],
    ['a step of the escalation', about(ESCALATION, withThread), main(THREAD), 'loud', null],
    ['a reminder while the thread is not open yet', about(REMINDER, inChannel), main(THREAD), 'noThread', null],
    ['a reminder once the thread is gone', about(REMINDER, closed), main(THREAD), 'closed', null],
    [
      'a reminder after threads were switched off',
      about(REMINDER, withThread),
      main(OFF),
      'inThread',
      { type: 'channel', channelId: 'm1' },
    ],
    [
      'a reminder of what a webhook sent',
      about(REMINDER, byWebhook),
      main(THREAD, WEBHOOK),
      'inThread',
      { ...WEBHOOK, threadId: 'm1' },
    ],
    ['the first one, with posts', about(ALERT), main(POST), 'newPost', { type: 'forum', channelId: 'f1' }],
    ['the first one, and no forum is picked', about(ALERT), main(BY_WEBHOOK), 'noForum', null],
    [
      'the first one, through a webhook',
      about(ALERT),
      main(BY_WEBHOOK, WEBHOOK),
      'newPost',
      { ...WEBHOOK, isPost: true },
    ],
    [
      'the first one, where nothing was chosen',
      about(ALERT),
      main(POST, null),
      'newPost',
      { type: 'forum', channelId: 'f1' },
    ],
    ['what came late', about({ ...RECOVERY, type: 'late' } as unknown as Message), main(POST), 'noIncident', null],
    [
      'the first one, once the forum is gone',
      about(ALERT),
      main(POST, CHANNEL, { threadTrouble: 'destinationGone' }),
      'unusable',
      null,
    ],
    [
      'the first one, where the channel is no forum',
      about(ALERT),
      main(POST, CHANNEL, { threadTrouble: 'channelKind' }),
      'unusable',
      null,
    ],
    [
      'the first one, where the forum may take it again',
      about(ALERT),
      main(POST, CHANNEL, { threadTrouble: 'notAllowed' }),
      'newPost',
      { type: 'forum', channelId: 'f1' },
    ],
    ['what got worse, in a post', about(ALERT, post), main(POST), 'inPost', { type: 'channel', channelId: 'm1' }],
    [
      'a step of the escalation, in a post',
      about(ESCALATION, post),
      main(POST),
      'inPost',
      { type: 'channel', channelId: 'm1' },
    ],
    [
      'its end, in a post of a webhook',
      about(RECOVERY, webhookPost),
      main(BY_WEBHOOK, WEBHOOK),
      'inPost',
      { ...WEBHOOK, threadId: 'm1' },
    ],
    [
      'a reminder in the post that takes everything',
      about(REMINDER, inGeneralPost),
      main(BY_WEBHOOK, WEBHOOK),
      'noThread',
      null,
    ],
    ['no incident', { ...delivery(1, ALERT), incidentId: null }, main(POST), 'noIncident', null],
  ])('%s', (_name, what, guild, reason, place) => {
    expect(decideThread(what, guild, true)).toEqual({ place, reason });
  });

  test('without a bot a thread that only the bot can write in is none', () => {
    expect(decideThread(about(REMINDER, withThread), main(THREAD), false)).toEqual({ place: null, reason: 'needsBot' });
    expect(decideThread(about(REMINDER, post), main(POST), false)).toEqual({ place: null, reason: 'needsBot' });
    expect(decideThread(about(REMINDER, byWebhook), main(THREAD, WEBHOOK), false).reason).toBe('inThread');
    expect(decideThread(about(ALERT), main(POST), false)).toEqual({ place: null, reason: 'noForum' });
    expect(decideThread(about(ALERT), main(POST, WEBHOOK), false).place).toEqual({ ...WEBHOOK, isPost: true });
  });
});

describe('whether a message that arrived opens a thread', () => {
  test.each<[string, Delivery, DiscordPlace, Guild, string]>([
    ['the first one', about(ALERT), CHANNEL, main(THREAD), 'opens'],
    ['the first one, as a reminder', about(REMINDER), CHANNEL, main(THREAD), 'opens'],
    ['without threads', about(ALERT), CHANNEL, main(OFF), 'off'],
    ['where incidents are posts', about(ALERT), CHANNEL, main(POST), 'off'],
    ['one of several about an incident', about(ALERT, inChannel), CHANNEL, main(THREAD), 'notFirst'],
    ['its end', about(RECOVERY), CHANNEL, main(THREAD), 'noIncident'],
    ['about no incident', { ...delivery(1, ALERT), incidentId: null }, CHANNEL, main(THREAD), 'noIncident'],
    ['in a fallback', about(ALERT), { type: 'user', userId: 'u1' }, main(THREAD), 'elsewhere'],
    ['in another channel', about(ALERT), { type: 'channel', channelId: 'c2' }, main(THREAD), 'elsewhere'],
    ['through a webhook', about(ALERT), WEBHOOK, main(THREAD, WEBHOOK), 'opens'],
    [
      'through a webhook, in a post',
      about(ALERT),
      { ...WEBHOOK, threadId: 't9' },
      main(THREAD, { ...WEBHOOK, threadId: 't9' }),
      'isPost',
    ],
  ])('%s', (_name, what, at, guild, reason) => {
    expect(decideOpening(what, at, guild, true)).toBe(reason);
  });

  test('a webhook alone opens none', () => {
    expect(decideOpening(about(ALERT), WEBHOOK, main(THREAD, WEBHOOK), false)).toBe('needsBot');
  });
});

test('a post is known by its first message, which has its id', () => {
  expect([inChannel, withThread, inGeneralPost].map(isPost)).toEqual([false, false, false]);
  expect([post, webhookPost].map(isPost)).toEqual([true, true]);
  expect(threadOf({ ...inChannel, place: { type: 'user', userId: 'u1' } })).toBeNull();
});

test('whatever was chosen, a message has one place: a note is never sent to a channel, and what is loud never to a thread', () => {
  const threads = fc.constantFrom(OFF, THREAD, POST, BY_WEBHOOK);
  const firsts = fc.constantFrom(undefined, inChannel, withThread, closed, byWebhook, post, webhookPost, inGeneralPost);
  const messages = fc.constantFrom<Message>(ALERT, REMINDER, EXPIRED, FLAPPING, RECOVERY, NOTE, ESCALATION);
  const places = fc.constantFrom<Destination | null>(CHANNEL, WEBHOOK, null);
  fc.assert(
    fc.property(messages, firsts, threads, places, fc.boolean(), (message, first, mode, place, hasBot) => {
      const decided = decideThread(about(message, first), main(mode, place), hasBot);
      if (first === undefined && message !== ALERT && message !== REMINDER && message !== EXPIRED)
        expect(decided.place).toBeNull();
      if (decided.reason === 'inThread') expect([ALERT, EXPIRED, FLAPPING, ESCALATION]).not.toContain(message);
      if (decided.place?.type === 'channel' || decided.place?.type === 'forum') expect(hasBot).toBe(true);
      if (first?.threadClosed != null) expect(decided.place).toBeNull();
    }),
  );
});
