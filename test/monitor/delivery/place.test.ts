import { expect, test } from 'vitest';
import type { DiscordPlace } from '../../../src/discord/place.ts';
import { isSamePlace } from '../../../src/monitor/delivery/place.ts';

const WEBHOOK: DiscordPlace = { type: 'webhook', webhookId: '1' };

test.each<[string, DiscordPlace, DiscordPlace, boolean]>([
  ['a channel and itself', { type: 'channel', channelId: '1' }, { type: 'channel', channelId: '1' }, true],
  ['two channels', { type: 'channel', channelId: '1' }, { type: 'channel', channelId: '2' }, false],
  ['a channel and a person of one id', { type: 'channel', channelId: '1' }, { type: 'user', userId: '1' }, false],
  ['a webhook and its thread', WEBHOOK, { ...WEBHOOK, threadId: '7' }, false],
  ['two threads of a webhook', { ...WEBHOOK, threadId: '7' }, { ...WEBHOOK, threadId: '8' }, false],
  ['a thread, written in another order', { ...WEBHOOK, threadId: '7' }, { threadId: '7', ...WEBHOOK }, true],
])('%s', (_name, a, b, expected) => {
  expect(isSamePlace(a, b)).toBe(expected);
});
