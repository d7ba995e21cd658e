import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import balance from '../../commands/balance.ts';
import mute from '../../commands/mute.ts';
import setup from '../../commands/setup.ts';
import status from '../../commands/status.ts';
import summary from '../../commands/summary.ts';
import unmute from '../../commands/unmute.ts';
import { parseConfig } from '../../src/config.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { createMonitor } from '../../src/monitor/monitor.ts';
import { createRecorder } from '../../src/monitor/record.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
const GUILD = '100000000000000001';
const config = parseConfig({
  DISCORD_WEBHOOK_URL: 'https://discord.com/api/webhooks/123456789012345678/token',
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'a-token-of-the-tests',
});
const silent = { debug() {}, info() {}, warn() {}, error() {} };

let store: OpenStore;
let now: number;
let context: CommandContext;

beforeEach(async () => {
  store = await openStore(':memory:');
  onTestFinished(() => store.close());
  now = NOW;
  await store.guilds.see({ id: GUILD, name: 'Scrapers', webhookId: '123456789012345678' }, NOW);
  const recorder = createRecorder({
    results: store.results,
    log: silent,
    gather: async () => undefined,
    onRecorded() {},
  });
  const monitor = createMonitor({
    store,
    recorder,
    clock: { now: () => now },
    limits: config.limits,
    guildDefaults: { timeZone: 'UTC', summaryMinute: 540, webhook: { id: '123456789012345678', mention: null } },
    provider: () => ({ failure: null, failuresInRow: 0, since: null, nextPollAt: null }),
    pipeline: 'default',
    onChange() {},
  });
  context = { monitor, guildId: GUILD, by: { userId: '200000000000000001', name: 'ada' }, now: NOW };
});

const mutes = () => store.mutes.activeAt(now);

describe('/mute', () => {
  test('says until when, and the mute is on disk by then', async () => {
    const reply = await mute.run({ alert: 'errors', for: '2h', reason: null }, context);
    expect(reply.content).toContain(`**Error rate** is muted until <t:${(NOW + 2 * HOUR) / 1000}:f>`);
    expect(await mutes()).toMatchObject([
      { guildId: GUILD, scope: 'errors', until: NOW + 2 * HOUR, by: { name: 'ada' } },
    ]);
  });

  test('a time nobody can read is refused in words, and nothing is muted', async () => {
    await expect(mute.run({ alert: 'queue', for: 'soonish', reason: null }, context)).rejects.toMatchObject({
      code: 'badDuration',
      message: '"soonish" is not a time I can read. Try 30m, 2h, 1d12h or until 09:00.',
    });
    expect(await mutes()).toEqual([]);
  });

  test('a reason cannot leave its quotes', async () => {
    const reply = await mute.run({ alert: 'all', for: '30m', reason: '` **@everyone**' }, context);
    expect(reply.content).toContain('Reason: `ˋ **@everyone**`.');
  });
});

describe('/unmute', () => {
  test('ends one early and leaves the others', async () => {
    await mute.run({ alert: 'errors', for: '2h', reason: null }, context);
    await mute.run({ alert: 'queue', for: '2h', reason: null }, context);
    expect((await unmute.run({ alert: 'errors' }, context)).content).toBe('🔔 **Error rate** is not muted any more.');
    expect(await mutes()).toMatchObject([{ scope: 'queue' }]);
  });

  test('without a kind ends all of them', async () => {
    await mute.run({ alert: 'errors', for: '2h', reason: null }, context);
    await mute.run({ alert: 'all', for: '2h', reason: null }, context);
    await unmute.run({ alert: null }, context);
    expect(await mutes()).toEqual([]);
  });

  test('says so where nothing is muted', async () => {
    await expect(unmute.run({ alert: null }, context)).rejects.toMatchObject({ code: 'nothingMuted' });
  });
});

test('/balance before the first poll, and after it', async () => {
  expect((await balance.run({}, context)).embeds?.[0]?.description).toBe('The balance has not been read yet');
  await store.readings.add('default', [{ metric: 'balance', at: NOW - 30_000, value: 8_420_000 }]);
  const [embed] = (await balance.run({}, context)).embeds ?? [];
  expect(embed?.description).toBe(`CaptchaAI balance is **$8.42**, read <t:${(NOW - 30_000) / 1000}:R>`);
  expect(embed?.color).toBe(0xf39c12);
});

test('/status says why a kind is not judged', async () => {
  const [embed] = (await status.run({}, context)).embeds ?? [];
  expect(embed?.description).toBe(
    '⚪ **Balance**: nothing reported yet\n⚪ **Error rate**: too few results to judge\n⚪ **Queue**: nothing reported yet',
  );
});

test('/summary of yesterday leaves out what was today', async () => {
  const result = {
    outcome: 'solved',
    errorCode: null,
    latencyMs: 20_000,
    costMicros: 3_000,
    captchaType: null,
  } as const;
  await context.monitor.record('default', [
    { ...result, at: NOW - 24 * HOUR },
    { ...result, at: NOW - HOUR },
    { ...result, at: NOW - HOUR },
  ]);
  const described = async (period: 'yesterday' | 'today' | null) =>
    (await summary.run({ period }, context)).embeds?.[0]?.description;
  expect(await described('yesterday')).toBe('**1** tasks processed');
  expect(await described('today')).toBe('**2** tasks processed');
  expect(await described(null)).toBe('**2** tasks processed');
});

test('/setup moves the alerts from the webhook to the channel', async () => {
  await setup.run({ channel: '300000000000000001', mention: { type: 'user', id: '5' } }, context);
  const [guild] = await context.monitor.guilds();
  expect(guild).toMatchObject({
    destination: { type: 'channel', channelId: '300000000000000001' },
    mention: { type: 'user', id: '5' },
  });
});
