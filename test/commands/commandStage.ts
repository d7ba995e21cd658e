import { onTestFinished } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { CODE_BOOK } from '../../src/captchaai/errorCodes.ts';
import { parseConfig } from '../../src/config/config.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import type { NeededPermission } from '../../src/discord/guildView.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { NOT_POLLED, type ProviderHealth } from '../../src/monitor/accounts/providerHealth.ts';
import type { TestResult } from '../../src/monitor/delivery/testAlerts.ts';
import { createPipelineReader } from '../../src/monitor/kinds/pipelineReader.ts';
import { createMonitor, type Monitor } from '../../src/monitor/monitor.ts';
import { createCodeNames } from '../../src/monitor/record/codeNames.ts';
import { namedResults } from '../../src/monitor/record/namedResults.ts';
import { createRecorder } from '../../src/monitor/record/record.ts';
import type { Millis } from '../../src/monitor/time.ts';
import type { Metric } from '../../src/monitor/types.ts';
import { openStore } from '../../src/store/open.ts';

export const NOW = Date.UTC(2026, 10, 23, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const GUILD = '100000000000000001';
const WEBHOOK = '123456789012345678';

const { limits } = parseConfig({
  DISCORD_WEBHOOK_URL: `https://discord.com/api/webhooks/${WEBHOOK}/token`,
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: 'a-token-of-the-tests',
});
const silent = { isLevelEnabled: () => false, debug() {}, info() {}, warn() {}, error() {} };

/** The real core on a store in memory, with one guild that the webhook of the environment belongs to. Closed when the test ends. */
export async function setCommandStage() {
  const opened = await openStore(':memory:');
  onTestFinished(() => opened.close());
  await opened.listening.beat('default', NOW);
  const store = { ...opened, results: namedResults(opened.results, createCodeNames(CODE_BOOK)) };
  await store.guilds.see({ id: GUILD, name: 'Scrapers', webhookId: WEBHOOK }, NOW - 24 * HOUR);
  let health: ProviderHealth = { ...NOT_POLLED, polledAt: NOW };
  let testOutcome: TestResult['outcome'] = { outcome: 'waiting', before: 0 };
  let canPing = true;
  let unfit: 'channelKind' | 'threadClosed' | null = null;
  const delivered: Millis[] = [];
  const clock = { now: () => NOW };
  const recorder = createRecorder({
    results: store.results,
    codes: CODE_BOOK,
    clock,
    log: silent,
    gather: async () => undefined,
    onRecorded() {},
  });
  const monitor: Monitor = createMonitor({
    store,
    recorder,
    clock,
    readPipeline: createPipelineReader({
      store,
      pipeline: 'default',
      provider: () => health,
      codes: CODE_BOOK,
      lateMs: () => null,
    }),
    guildDefaults: {
      timeZone: 'UTC',
      summaryMinute: 540,
      limits,
      webhook: { id: WEBHOOK, threadId: null, mention: null },
      refuges: () => [],
    },
    pipeline: 'default',
    log: silent,
    codes: CODE_BOOK,
    testAlerts: {
      async send(guildId) {
        const { guild } = await monitor.settings(guildId);
        return { guild, outcome: testOutcome };
      },
    },
    onChange() {},
    onDeliveries: () => void delivered.push(NOW),
  });
  const lacking = new Map<string, readonly NeededPermission[] | null>();
  const context: CommandContext = {
    monitor,
    guildId: GUILD,
    by: { userId: '200000000000000001', name: 'ada' },
    now: NOW,
    language: ENGLISH,
    guildLanguage: ENGLISH,
    view: {
      missingIn: (channelId) => lacking.get(channelId) ?? (lacking.has(channelId) ? null : []),
      unfitness: () => unfit,
      pingFailure: (_channelId, { type }) => (canPing || type === 'user' ? null : 'notMentionable'),
    },
    commands: COMMANDS,
    commandIds: new Map([['mute', '900000000000000001']]),
  };
  return {
    store,
    context,
    /** What the bot lacks in a channel; null: it does not see it. */
    lacking,
    mutes: () => store.mutes.activeAt(NOW),
    read: (metric: Metric, at: Millis, value: number) => store.readings.add('default', [{ metric, at, value }]),
    providerSays(changes: Partial<ProviderHealth>) {
      health = { ...health, ...changes };
    },
    /** What becomes of the next test alerts. */
    testEnds(outcome: TestResult['outcome']) {
      testOutcome = outcome;
    },
    /** Whether the mention of a role really pings. */
    pings(does: boolean) {
      canPing = does;
    },
    /** Why nothing can be posted in any channel. */
    unfits(why: typeof unfit) {
      unfit = why;
    },
    /** How often deliveries were asked for at once. */
    hurried: () => delivered.length,
  };
}

export type CommandStage = Awaited<ReturnType<typeof setCommandStage>>;
