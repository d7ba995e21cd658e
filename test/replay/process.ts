import { CODE_BOOK } from '../../src/captchaai/errorCodes.ts';
import { codeFailure, outage } from '../../src/captchaai/failure.ts';
import { parseConfig } from '../../src/config/config.ts';
import type { Account } from '../../src/monitor/accounts/account.ts';
import { createBalancePoll } from '../../src/monitor/accounts/pollBalance.ts';
import { createDecisionLog } from '../../src/monitor/alerts/decisionLog.ts';
import { evaluate } from '../../src/monitor/alerts/evaluate.ts';
import { sendCatchUps } from '../../src/monitor/alerts/sendCatchUps.ts';
import { deliverNext } from '../../src/monitor/delivery/deliver.ts';
import { createReader } from '../../src/monitor/kinds/reader.ts';
import { createMonitor } from '../../src/monitor/monitor.ts';
import type { BalanceAnswer } from '../../src/monitor/ports/provider.ts';
import type { Receiver } from '../../src/monitor/ports/receiver.ts';
import { createRecorder } from '../../src/monitor/record/record.ts';
import { sendDueSummaries } from '../../src/monitor/reports/dailySummary.ts';
import type { Clock } from '../../src/monitor/time.ts';
import type { SolveResult } from '../../src/monitor/types.ts';
import { openStore } from '../../src/store/open.ts';
import { silentLog as SILENT } from '../fixtures/constants.ts';
import { discordRoutes } from '../fixtures/discordRoutes.ts';
import { listen } from '../fixtures/listen.ts';
import { type Conditions, HOUR, NORTH, NORTH_ROLE, SOUTH, WEBHOOK_ID } from './script.ts';

const {
  thresholds,
  summaryMinute,
  accounts: configured,
} = parseConfig({
  DISCORD_WEBHOOK_URL: `https://discord.com/api/webhooks/${WEBHOOK_ID}/${'t'.repeat(68)}`,
  CAPTCHAAI_API_KEY: '0'.repeat(32),
  INGEST_TOKEN: '0'.repeat(16),
});

const POLL_MS = configured[0]?.captchaAi.pollMs ?? 0;

export interface Surroundings {
  readonly clock: Clock;
  /** Of what all have in common: Discord, and the monitor itself. */
  readonly conditions: () => Conditions;
  readonly accounts: readonly {
    readonly account: Account;
    readonly conditions: () => Conditions;
    readonly balanceMicros: () => number;
  }[];
  /** The pipelines that a guild sees; absent: all. */
  readonly seenBy?: (guildId: string) => readonly string[];
  readonly receiver: Pick<Receiver, 'findEarlier' | 'send' | 'change'>;
  readonly random: () => number;
}

export interface Inflow {
  readonly results: readonly SolveResult[];
  readonly depth: number;
  readonly workers: number;
}

/** The core as the program puts it together, over a real database file; only time and the outside world are played. */
export async function setUpProcess(
  file: string,
  { clock, conditions, accounts, seenBy, receiver, random }: Surroundings,
) {
  const store = await openStore(file);
  const watched = accounts.map(({ account, conditions: ofAccount, balanceMicros }) => {
    const poll = createBalancePoll({
      balances: { getBalance: async () => balanceAnswer(ofAccount(), balanceMicros()) },
      threads: null,
      reachesDiscord: async () => conditions().discord === 'answers',
      readings: store.readings,
      providerHealth: store.providerHealth,
      keyHash: 'k',
      clock,
      log: SILENT,
      account: account.name,
      intervalMs: POLL_MS,
    });
    const codes = { explain: () => null };
    return {
      account,
      poll,
      reader: createReader({ store, account, provider: poll.health, codes, lateMs: () => null }),
      pollAt: clock.now(),
    };
  });
  const pipelines = accounts.flatMap(({ account }) => account.pipelines);
  const seen = (guildId: string) => (seenBy?.(guildId) ?? pipelines).map((name) => ({ name, thresholds }));
  const guildDefaults = {
    timeZone: NORTH.zone,
    summaryMinute,
    thresholds,
    pipelinesOf: seen,
    webhook: { id: WEBHOOK_ID, threadId: null, mention: NORTH_ROLE },
    fallbacks: () => [],
  };
  const ports = {
    store,
    clock,
    receiver: { ...discordRoutes(() => guildDefaults, clock.now), ...receiver },
    random,
    sleep: async () => undefined,
    log: SILENT,
    counters: { decided() {}, sent() {} },
    decisions: createDecisionLog({ store: store.decisions, log: SILENT }),
    onAttempt() {},
    guildDefaults,
    accounts: watched,
  };
  const recorder = createRecorder({
    results: store.results,
    codes: CODE_BOOK,
    clock,
    log: SILENT,
    gather: () => Promise.resolve(),
    onRecorded() {},
  });
  const monitor = createMonitor({
    ...ports,
    recorder,
    codes: CODE_BOOK,
    testAlerts: { walk: async () => [], send: () => Promise.reject(new Error('no tests here')) },
    onChange() {},
    onDeliveries() {},
  });
  let heardUntil = clock.now();
  for (const pipeline of pipelines) await store.listening.beat(pipeline, heardUntil);
  let tidyAt = clock.now();

  const webhook = conditions().webhook === 'exists' ? { webhookId: WEBHOOK_ID } : {};
  await monitor.guildsSeen([{ id: NORTH.id, name: NORTH.name, ...webhook }]);
  await monitor.guildsSeen([{ id: SOUTH.id, name: SOUTH.name }]);

  async function pollIfDue() {
    for (const one of watched) if (clock.now() >= one.pollAt) one.pollAt = clock.now() + (await one.poll.poll());
  }

  async function tidyIfDue() {
    if (clock.now() < tidyAt) return;
    while (await store.tidy(clock.now()));
    tidyAt = clock.now() + 6 * HOUR;
  }

  async function evaluateAndDeliver() {
    for (const { account, reader } of watched) await evaluate(account, { ...ports, reader });
    while (await deliverNext(ports));
  }

  return {
    monitor,
    evaluateAndDeliver,
    /** What the loops of the program do between one moment and the next. */
    async step(inflows: ReadonlyMap<string, Inflow>) {
      for (const pipeline of pipelines) await listen(store, heardUntil, clock.now(), pipeline);
      heardUntil = clock.now();
      for (const [pipeline, { results, depth, workers }] of inflows) {
        if (results.length > 0) await monitor.record(pipeline, results);
        await monitor.recordQueue(pipeline, { depth, activeWorkers: workers });
      }
      await pollIfDue();
      await sendDueSummaries(ports);
      await sendCatchUps(ports);
      await evaluateAndDeliver();
      await tidyIfDue();
    },
    /** Timers go by the time that passes, not by the clock. */
    clockWasSetBack(ms: number) {
      heardUntil -= ms;
      for (const one of watched) one.pollAt -= ms;
      tidyAt -= ms;
    },
    async stop() {
      await recorder.drain();
      await store.close();
    },
  };
}

export type Process = Awaited<ReturnType<typeof setUpProcess>>;

function balanceAnswer({ captchaAi: mood }: Conditions, balanceMicros: number): BalanceAnswer {
  if (mood === 'answers') return { ok: true, balanceMicros };
  if (mood === 502) return { ok: false, failure: outage('HTTP_502', 'CaptchaAI answered 502') };
  if (mood === 'unreachable') {
    return { ok: false, failure: outage('UNREACHABLE', 'CaptchaAI could not be reached') };
  }
  return { ok: false, failure: codeFailure(mood) };
}
