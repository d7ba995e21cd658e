import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CODE_BOOK } from '../src/captchaai/errorCodes.ts';
import { createRecorder } from '../src/monitor/record/record.ts';
import { openStore } from '../src/store/open.ts';
import { silentLog } from './benchSettings.ts';

// Heap of the core and the store after ever more results, each recorded as ingest does it, within the same five minutes.
const STEPS = [10_000, 100_000, 1_000_000, 3_000_000];
const BATCH = 1_000;
const START = Date.UTC(2026, 0, 1, 12);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
const store = await openStore(join(folder, 'monitor.db'));
const recorder = createRecorder({
  results: store.results,
  codes: CODE_BOOK,
  clock: { now: Date.now },
  log: silentLog,
  gather: async () => undefined,
  onRecorded() {},
});

console.log('| results recorded | heap, MiB |\n| ---: | ---: |');
let recorded = 0;
for (const step of STEPS) {
  for (; recorded < step; recorded += BATCH) {
    const results = Array.from({ length: BATCH }, (_, i) => ({
      at: START + ((recorded + i) % 300) * 1_000,
      outcome: 'solved' as const,
      errorCode: null,
      latencyMs: 5_000 + ((recorded + i) % 60_000),
      costMicros: 3_000,
      captchaType: 'turnstile',
    }));
    await recorder.record('default', results);
  }
  collect();
  console.log(`| ${step.toLocaleString('en-US')} | ${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(1)} |`);
}
await store.close();
rmSync(folder, { recursive: true, force: true });
