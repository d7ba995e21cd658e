import { expect, test } from 'vitest';
import type { DiscordPlace } from '../../../../src/discord/place.ts';
import { discordRoutes } from '../../../fixtures/discordRoutes.ts';
import { THRESHOLDS } from '../../../fixtures/thresholds.ts';

const { wayTo } = discordRoutes(
  () => ({ timeZone: 'UTC', summaryMinute: 540, thresholds: THRESHOLDS, webhook: null, fallbacks: () => [] }),
  () => 0,
);

test.each<[DiscordPlace, string]>([
  [{ type: 'channel', channelId: 'c1' }, 'channel'],
  [{ type: 'forum', channelId: 'f1' }, 'channel'],
  [{ type: 'webhook', webhookId: 'w1' }, 'webhook'],
  [{ type: 'webhook', webhookId: 'w1', isPost: true }, 'webhook'],
  [{ type: 'user', userId: 'u1' }, 'direct_message'],
])('metrics call the way to %o %s', (place, name) => {
  expect(wayTo(place)).toBe(name);
});
