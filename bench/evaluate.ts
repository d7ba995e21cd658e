import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CODE_BOOK } from '../src/captchaai/errorCodes.ts';
import { NOT_POLLED } from '../src/monitor/accounts/providerHealth.ts';
import { createDecisionLog } from '../src/monitor/alerts/decisionLog.ts';
import { evaluate } from '../src/monitor/alerts/evaluate.ts';
import { createReader } from '../src/monitor/kinds/reader.ts';
import { OpenBuckets } from '../src/monitor/record/openBuckets.ts';
import { openStore } from '../src/store/open.ts';
import { BENCH_ACCOUNT, benchDefaults, silentLog } from './benchSettings.ts';
import { median, quantile } from './median.ts';

// One evaluation of every guild, all ten kinds, with nothing to send; and whether it wrote anything.
const GUILDS = [1, 100, 10_000];
const EVALUATIONS = 40;
const now = Date.UTC(2026, 0, 1, 12);

const folder = mkdtempSync(join(tmpdir(), 'bench-evaluate-'));
console.log('| guilds | median, ms | p95, ms | a guild, µs | written |\n| ---: | ---: | ---: | ---: | --- |');
try {
  for (const guilds of GUILDS) {
    const store = await openStore(join(folder, `${guilds}.db`));
    for (let i = 0; i < guilds; i += 1) {
      await store.guilds.choose(
        String(100_000_000_000_000_000n + BigInt(i)),
        { channelId: '200000000000000000', mention: null },
        [],
      );
    }
    const buckets = new OpenBuckets();
    for (let i = 0; i < 1_000; i += 1) {
      const at = now - 1 - i * 250;
      buckets.add('default', {
        at,
        outcome: 'solved',
        errorCode: null,
        latencyMs: 20_000,
        costMicros: 3_000,
        captchaType: null,
      });
    }
    await store.results.add(buckets);
    await store.readings.add('default', [
      { metric: 'balance', at: now - 30_000, value: 142_300_000 },
      { metric: 'queueDepth', at: now - 5_000, value: 12 },
    ]);
    const provider = async () => ({ ...NOT_POLLED, polledAt: now });
    const reader = createReader({
      store,
      account: BENCH_ACCOUNT,
      provider,
      codes: CODE_BOOK,
      lateMs: () => null,
    });
    const decisions = createDecisionLog({ store: store.decisions, log: silentLog });
    const ports = {
      store,
      reader,
      clock: { now: () => now },
      log: silentLog,
      counters: { decided() {}, sent() {} },
      guildDefaults: benchDefaults,
      decisions,
    };
    // The first one notes what is decided of each kind.
    await evaluate(BENCH_ACCOUNT, ports);
    const walBytes = () => statSync(join(folder, `${guilds}.db-wal`)).size;
    const before = walBytes();
    const took: number[] = [];
    for (let i = 0; i < EVALUATIONS; i += 1) {
      const startedAt = performance.now();
      await evaluate(BENCH_ACCOUNT, ports);
      took.push(performance.now() - startedAt);
    }
    const wrote = walBytes() === before ? 'nothing' : 'something';
    const middle = median(took);
    console.log(
      `| ${guilds.toLocaleString('en-US')} | ${middle.toFixed(2)} | ${quantile(took, 0.95).toFixed(2)} | ${((middle / guilds) * 1000).toFixed(1)} | ${wrote} |`,
    );
    await store.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
