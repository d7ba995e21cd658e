import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { Guild } from '../../src/monitor/types.ts';
import { createAlertPath } from '../../src/roles/alertPath.ts';
import { MINUTE, NOW, THRESHOLDS } from '../fixtures/thresholds.ts';

const GUILD: Guild = {
  id: 'g1',
  name: 'Scrapers',
  destination: { type: 'channel', channelId: 'c1' },
  unusable: null,
  fallbacks: () => [],
  mention: null,
  pingFailure: null,
  acknowledgeRole: null,
  escalation: [],
  onCall: null,
  chosenMention: null,
  mentionFrom: 'critical',
  locale: 'en-US',
  timeZone: 'UTC',
  summaryMinute: 540,
  thresholds: THRESHOLDS,
  joinedAt: 0,
  notifiedTopUps: {},
  quietHours: [],
  pipelines: [],
};

interface Scene {
  readonly since?: number | null;
  readonly waitMs?: number;
  readonly guilds?: readonly Guild[];
}

function pathOf({ since = null, waitMs = 0, guilds = [GUILD] }: Scene) {
  return createAlertPath({
    monitor: { guilds: async () => guilds },
    deliveries: {
      backlog: async () => ({ waiting: since === null ? 0 : 1, since }),
      lostAnswers: async () => new Set(),
    },
    clock: { now: () => NOW },
    log: createLog({ level: 'fatal', secrets: [], destination: { write: () => undefined } }),
    hasBot: () => true,
    knowsGuilds: () => true,
    invalidRequests: { waitMs: () => waitMs },
  });
}

test.each([
  ['nothing waits', null, null],
  ['a message has waited for just less than five minutes', NOW - 5 * MINUTE + 1, null],
  ['a message has waited for five minutes', NOW - 5 * MINUTE, /^messages have been waiting for more than 5 minutes/],
  ['a message has waited for longer', NOW - 60 * MINUTE, /^messages have been waiting for more than 5 minutes/],
])('where %s', async (_name, since, trouble) => {
  expect(await pathOf({ since }).check()).toEqual(trouble === null ? null : expect.stringMatching(trouble));
});

test('where Discord refused too many requests', async () => {
  expect(await pathOf({ waitMs: 1 }).check()).toMatch(
    /^Discord refused 5,000 requests of all processes in ten minutes: nothing is sent/,
  );
});

test.each([
  [19, 19, null],
  [20, 20, null],
  [21, 20, 1],
  [10_000, 20, 9_980],
])('of %i servers without a channel %i are named', async (count, named, more) => {
  const guilds = Array.from({ length: count }, (_, n) => ({ ...GUILD, id: `g${n}`, destination: null }));
  const sentences = (await pathOf({ guilds }).check())?.split('; ') ?? [];
  expect(sentences.filter((one) => one.startsWith('no channel is chosen in server'))).toHaveLength(named);
  expect(sentences.slice(named)).toEqual(more === null ? [] : [`the same, or the like, of ${more} more servers`]);
});
