import { expect, test } from 'vitest';
import type { DiscordPlace } from '../../../src/discord/place.ts';
import { postOf } from '../../../src/receivers/discord/postOf.ts';

const CHANNEL: DiscordPlace = { type: 'channel', channelId: 'c1' };
const WEBHOOK: DiscordPlace = { type: 'webhook', webhookId: 'w1' };
const POST: DiscordPlace = { ...WEBHOOK, threadId: 'p1' };

test.each<[string, DiscordPlace, DiscordPlace, object]>([
  ['in a channel', CHANNEL, CHANNEL, {}],
  ['in a channel that is another one by now', CHANNEL, { type: 'channel', channelId: 'c2' }, {}],
  [
    'in a forum',
    { type: 'forum', channelId: 'f1' },
    { type: 'channel', channelId: 'p1' },
    { post: { threadId: 'm1', destination: null } },
  ],
  [
    'by a webhook, of its incident',
    { ...WEBHOOK, isPost: true },
    POST,
    { post: { threadId: 'm1', destination: null } },
  ],
  ['by a webhook, of everything', WEBHOOK, POST, { post: { threadId: 'p1', destination: POST } }],
  [
    'by a webhook, in place of one that is gone',
    POST,
    { ...WEBHOOK, threadId: 'p2' },
    { post: { threadId: 'p2', destination: { ...WEBHOOK, threadId: 'p2' } } },
  ],
  ['by a webhook, in the post that it has', POST, POST, {}],
  ['by a webhook, in its channel', WEBHOOK, WEBHOOK, {}],
  ['by a webhook that lost its thread, in its channel', POST, WEBHOOK, {}],
  ['in a direct message', { type: 'user', userId: 'u1' }, { type: 'user', userId: 'u1' }, {}],
])('the post of a message %s', (_name, sentTo, standsIn, expected) => {
  expect(postOf('m1', sentTo, standsIn)).toEqual(expected);
});
