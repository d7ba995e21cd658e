import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CODE_BOOK } from '../src/captchaai/errorCodes.ts';
import { NOT_POLLED } from '../src/monitor/accounts/providerHealth.ts';
import { createDecisionLog } from '../src/monitor/alerts/decisionLog.ts';
import { evaluate } from '../src/monitor/alerts/evaluate.ts';
import { createReader } from '../src/monitor/kinds/reader.ts';
import { OpenBuckets } from '../src/monitor/record/openBuckets.ts';
import type { SolveResult } from '../src/monitor/types.ts';
import { openStore } from '../src/store/open.ts';
import { BENCH_ACCOUNT, benchDefaults, silentLog } from './benchSettings.ts';
import { median, quantile } from './median.ts';

// Cost of one whole evaluation (read, judge, decide) with ever more results in the window it looks at.
const SIZES = [1_000, 100_000, 10_000_000];
const EVALUATIONS = 300;
const WINDOW_MS = 300_000;
const TYPES = ['userrecaptcha', 'turnstile', 'image', 'geetest'];
const CODES = ['ERROR_CAPTCHA_UNSOLVABLE', 'TIMEOUT', 'ERROR_PROXY_CONNECTION_FAILED'];

const now = Date.UTC(2026, 0, 1, 12);

function* results(n: number): Generator<SolveResult> {
  for (let i = 0; i < n; i += 1) {
    const failed = i % 20 === 0;
    yield {
      at: now - 1 - Math.floor((i / n) * (WINDOW_MS - 5_000)),
      outcome: failed ? 'failed' : 'solved',
      errorCode: failed ? (CODES[(i / 20) % CODES.length] ?? null) : null,
      latencyMs: 20_000,
      costMicros: 3_000,
      captchaType: TYPES[i % TYPES.length] ?? null,
    };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'bench-window-'));
const stores = await Promise.all(SIZES.map((size) => openStore(join(folder, `${size}.db`))));
try {
  for (const [index, store] of stores.entries()) {
    await store.guilds.see([{ id: '100000000000000001', name: 'Bench', webhookId: '123456789012345678' }], now);
    const buckets = new OpenBuckets();
    for (const result of results(SIZES[index] ?? 0)) buckets.add('default', result);
    await store.results.add(buckets);
  }
  const logs = stores.map((store) => createDecisionLog({ store: store.decisions, log: silentLog }));
  const took: number[][] = SIZES.map(() => []);
  // Taken in turns, so that whatever else the machine does hits all sizes alike.
  for (let i = 0; i < EVALUATIONS; i += 1) {
    for (const [index, store] of stores.entries()) {
      const decisions = logs[index] ?? createDecisionLog({ store: store.decisions, log: silentLog });
      const startedAt = performance.now();
      await evaluate(BENCH_ACCOUNT, {
        store,
        reader: createReader({
          store,
          account: BENCH_ACCOUNT,
          provider: async () => NOT_POLLED,
          codes: CODE_BOOK,
          lateMs: () => null,
        }),
        clock: { now: () => now },
        log: silentLog,
        counters: { decided() {}, sent() {} },
        guildDefaults: benchDefaults,
        decisions,
      });
      took[index]?.push(performance.now() - startedAt);
    }
  }
  const first = median(took[0] ?? []);
  console.log('| results in the window | median, ms | p95, ms | against 1,000 |\n| ---: | ---: | ---: | ---: |');
  for (const [index, size] of SIZES.entries()) {
    const times = took[index] ?? [];
    console.log(
      `| ${size.toLocaleString('en-US')} | ${median(times).toFixed(3)} | ${quantile(times, 0.95).toFixed(3)} | ${(median(times) / first).toFixed(2)} |`,
    );
  }
} finally {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true, force: true });
}
