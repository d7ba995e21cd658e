import { describe, expect, test } from 'vitest';
import type { DiscordPlace } from '../../../src/discord/place.ts';
import type { StoredGuild } from '../../../src/monitor/ports/guildStore.ts';
import { allWithDefaults } from '../../../src/monitor/settings/allWithDefaults.ts';
import type { GuildDefaults } from '../../../src/monitor/settings/guildDefaults.ts';
import { withDefaults } from '../../../src/monitor/settings/guildSettings.ts';
import type { Guild } from '../../../src/monitor/types.ts';
import { storedGuild } from '../../fixtures/storedGuild.ts';
import { HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

/** Its webhook is that of the environment. */
const stored = (changes: Partial<StoredGuild> = {}) => storedGuild({ webhookId: 'w1', ...changes });
const PIPELINES = [{ name: 'default', thresholds: THRESHOLDS }];

/** As the process has them: each is read anew, and may change while it runs. */
function defaultsNow() {
  const now = {
    timeZone: 'UTC',
    summaryMinute: 540,
    thresholds: THRESHOLDS,
    quietHours: [] as GuildDefaults['quietHours'],
    escalation: [] as GuildDefaults['escalation'],
    noise: undefined as GuildDefaults['noise'],
    threads: 'off' as GuildDefaults['threads'],
    receivers: [] as GuildDefaults['receivers'],
    webhook: { id: 'w1', threadId: null, mention: null } as GuildDefaults['webhook'],
    isWebhookOnly: false,
    pipelines: PIPELINES,
    places: [] as readonly DiscordPlace[],
  };
  const defaults = Object.assign(now, {
    webhookOnly: () => now.isWebhookOnly,
    pipelinesOf: () => now.pipelines,
    fallbacks: () => now.places,
  });
  return { now, defaults: defaults as unknown as GuildDefaults };
}

const seen = (guild: Guild | undefined) => ({ ...guild, fallbacks: guild?.fallbacks() });

describe('the settings of all guilds, asked for every second', () => {
  test('are the same objects while nothing changes', () => {
    const { defaults } = defaultsNow();
    const guilds = [stored(), stored({ id: 'g2', channelId: 'c1' })];
    const first = allWithDefaults(guilds, defaults, NOW);
    const second = allWithDefaults(guilds, defaults, NOW + HOUR);
    expect(second[0]).toBe(first[0]);
    expect(second[1]).toBe(first[1]);
  });

  test.each<[string, Partial<ReturnType<typeof defaultsNow>['now']>]>([
    ['the thresholds', { thresholds: { ...THRESHOLDS, cooldownMs: 9 * MINUTE } }],
    ['the quiet hours', { quietHours: [{ from: 0, to: 60, days: [1], lets: 'nothing' } as never] }],
    ['the steps', { escalation: [{ afterMs: MINUTE, channelId: 'c9', receiver: null } as never] }],
    ['the noise', { noise: { silent: ['ended'], format: 'compact' } as never }],
    ['the threads', { threads: 'thread' }],
    ['the webhook', { webhook: null }],
    ['whether there is a bot', { isWebhookOnly: true }],
    ['the pipelines', { pipelines: [{ name: 'shop', thresholds: THRESHOLDS }] }],
    ['the time of the summary', { summaryMinute: 1 }],
    ['the time zone', { timeZone: 'Asia/Tokyo' }],
    ['where else it can be notified', { places: [{ type: 'user', userId: '9' }] }],
  ])('follow %s at once', (_what, change) => {
    const { now, defaults } = defaultsNow();
    const unset = { webhookId: null, timeZone: null, summaryMinute: null };
    const guilds = [stored({ channelId: 'c1' }), stored({ id: 'g2', ...unset }), stored({ id: 'g3' })];
    const before = allWithDefaults(guilds, defaults, NOW).map(seen);
    Object.assign(now, change);
    const after = allWithDefaults(guilds, defaults, NOW).map(seen);
    expect(after).toEqual(guilds.map((guild) => seen(withDefaults(guild, defaults, NOW))));
    expect(after).not.toEqual(before);
  });

  test.each<[string, Partial<StoredGuild>, later: number]>([
    ['a place that is tried again', { channelId: 'c1', unusable: { why: 'notAllowed', until: NOW + MINUTE } }, MINUTE],
    [
      'a place of one pipeline that is tried again',
      {
        routes: {
          default: {
            channelId: 'c1',
            webhookId: null,
            webhookThreadId: null,
            mention: null,
            mentionFrom: null,
            thresholds: {},
            unusable: { why: 'notAllowed', until: NOW + MINUTE },
          },
        },
      },
      MINUTE,
    ],
  ])('follow the time: %s', (_what, changed, laterMs) => {
    const { defaults } = defaultsNow();
    const guilds = [stored(changed)];
    const [before] = allWithDefaults(guilds, defaults, NOW).map(seen);
    const [after] = allWithDefaults(guilds, defaults, NOW + laterMs).map(seen);
    expect(after).toEqual(seen(withDefaults(stored(changed), defaults, NOW + laterMs)));
    expect(after).not.toEqual(before);
  });
});
