import { statSync } from 'node:fs';
import { CODE_BOOK } from '../src/captchaai/errorCodes.ts';
import { NOT_POLLED } from '../src/monitor/accounts/providerHealth.ts';
import { createDecisionLog } from '../src/monitor/alerts/decisionLog.ts';
import { evaluate } from '../src/monitor/alerts/evaluate.ts';
import { takeNext } from '../src/monitor/delivery/deliver.ts';
import { createReader } from '../src/monitor/kinds/reader.ts';
import type { Attempt } from '../src/monitor/ports/receiver.ts';
import { OpenBuckets } from '../src/monitor/record/openBuckets.ts';
import { createRoutes } from '../src/receivers/discord/route/routes.ts';
import { openStore } from '../src/store/open.ts';
import { benchDefaults, silentLog } from './benchSettings.ts';
import { median } from './median.ts';

const RESULTS = 1_000;
const now = Date.UTC(2026, 0, 1, 12);

export interface SceneOptions {
  readonly file: string;
  readonly guilds: number;
  readonly pipelines: number;
}

/** An account with its pipelines, which every guild sees, and a channel in each guild. */
export async function openScene({ file, guilds, pipelines }: SceneOptions) {
  const store = await openStore(file);
  for (let i = 0; i < guilds; i += 1) {
    const id = String(100_000_000_000_000_000n + BigInt(i));
    await store.guilds.choose(id, { channelId: '200000000000000000', mention: null }, []);
  }
  const names = Array.from({ length: pipelines }, (_, i) => `pipeline-${i}`);
  const account = { name: 'default', pipelines: names };
  const thresholds = benchDefaults.thresholds;
  const seen = names.map((name) => ({ name, thresholds }));
  await store.readings.add(account.name, [{ metric: 'balance', at: now - 30_000, value: 142_300_000 }]);
  const reader = createReader({
    store,
    account,
    provider: async () => ({ ...NOT_POLLED, polledAt: now }),
    codes: CODE_BOOK,
    lateMs: () => null,
  });
  const ports = {
    store,
    reader,
    clock: { now: () => now },
    log: silentLog,
    counters: { decided() {}, sent() {} },
    guildDefaults: { ...benchDefaults, pipelinesOf: () => seen },
    decisions: createDecisionLog({ store: store.decisions, log: silentLog }),
  };

  async function add(outcome: 'solved' | 'failed'): Promise<void> {
    const buckets = new OpenBuckets();
    const errorCode = outcome === 'failed' ? 'ERROR_CAPTCHA_UNSOLVABLE' : null;
    const common = { outcome, errorCode, latencyMs: 20_000, costMicros: 3_000, captchaType: null };
    for (const name of names) {
      for (let i = 0; i < RESULTS; i += 1) buckets.add(name, { at: now - 1 - i * 250, ...common });
    }
    await store.results.add(buckets);
  }

  await add('solved');
  for (const name of names) await store.readings.add(name, [{ metric: 'queueDepth', at: now - 5_000, value: 12 }]);

  let sent = 0;
  const sender = {
    ...ports,
    sleep: async () => undefined,
    random: Math.random,
    onAttempt() {},
    receiver: {
      ...createRoutes({
        hasBot: () => true,
        tokenOf: () => null,
        knowsWebhook: () => true,
        clock: ports.clock,
        log: silentLog,
      }),
      findEarlier: async () => ({ found: 'absent', pingFailure: null }) as const,
      send: async ({ place }: Attempt) => {
        sent += 1;
        return { outcome: 'delivered', messageId: String(sent), place } as const;
      },
      change: async () => ({ outcome: { outcome: 'giveUp', why: 'superseded' }, notes: [] }) as const,
    },
  };

  return {
    /** Everything that waits, by a Discord that answers at once. What taking one takes, and what is written before and after it leaves. */
    async deliverAll(): Promise<{ readonly claimMs: number; readonly noteMs: number }> {
      const took = { claim: [] as number[], note: [] as number[] };
      for (;;) {
        const startedAt = performance.now();
        const send = await takeNext(sender);
        if (send === null) return { claimMs: median(took.claim), noteMs: median(took.note) };
        took.claim.push(performance.now() - startedAt);
        const claimedAt = performance.now();
        await send();
        took.note.push(performance.now() - claimedAt);
      }
    },
    /** Of the database, with what is not in its main file yet. */
    bytes: () => statSync(file).size + statSync(`${file}-wal`).size,
    /** From now on half of the tasks of every pipeline fail. */
    failHalf: () => add('failed'),
    /** Milliseconds. */
    async round(): Promise<number> {
      const startedAt = performance.now();
      await evaluate(account, ports);
      return performance.now() - startedAt;
    },
    walBytes: () => statSync(`${file}-wal`).size,
    waiting: async () => (await store.deliveries.backlog()).waiting,
    close: () => store.close(),
  };
}
