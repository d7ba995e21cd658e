import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppProcess } from '../sandbox/appProcess.ts';
import { POST_HEADERS } from './benchSettings.ts';
import { startOwnedBot } from './ownedBot.ts';
import { usageOf } from './program.ts';

// The same number of failed tasks, reported with ever more different error codes: what that costs the whole program.
const RESULTS = Number(process.env['RESULTS'] ?? 2_000_000);
const SIZES = (process.env['CODES'] ?? `10,1000,100000,${RESULTS}`).split(',').map(Number);
const BATCH = 1_000;
const CONNECTIONS = 8;

/** Posts all results over a few connections. */
async function post(baseUrl: string, codes: number): Promise<void> {
  let sent = 0;
  const worker = async () => {
    while (sent < RESULTS) {
      const first = sent;
      sent += BATCH;
      const body = Array.from({ length: BATCH }, (_, i) => ({
        outcome: 'failed',
        errorCode: `CODE_${(first + i) % codes}`,
      }));
      const answer = await fetch(`${baseUrl}/v1/results`, {
        method: 'POST',
        headers: POST_HEADERS,
        body: JSON.stringify(body),
      });
      if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}

/** What the event loop waited since the last time that this was asked, in milliseconds. */
async function loopDelay({ baseUrl }: AppProcess) {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  const of = (name: string) =>
    Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (.*)$`, 'm').exec(text)?.[1]) * 1_000;
  return { p99Ms: of('p99'), maxMs: of('max') };
}

async function measure(codes: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-codes-'));
  const { app, owner, end } = await startOwnedBot(join(folder, 'monitor.db'));
  try {
    await app.logged('connected to Discord');
    await loopDelay(app);
    const startedAt = performance.now();
    await post(app.baseUrl, codes);
    const seconds = (performance.now() - startedAt) / 1_000;
    const { p99Ms, maxMs } = await loopDelay(app);
    const askedAt = performance.now();
    const answer = await (await owner.type('/errors')).reply();
    const answeredMs = performance.now() - askedAt;
    if (answer === null) throw new Error('/errors was not answered');
    const cells = [
      codes.toLocaleString('en-US'),
      (RESULTS / seconds).toFixed(0),
      p99Ms.toFixed(0),
      maxMs.toFixed(0),
      usageOf(app.process.pid ?? 0).peakMiB.toFixed(0),
      answeredMs.toFixed(0),
    ];
    return `| ${cells.join(' | ')} |`;
  } finally {
    await end();
    rmSync(folder, { recursive: true, force: true });
  }
}

console.log(`${RESULTS.toLocaleString('en-US')} failed tasks, on disk before each 202\n`);
console.log('| different codes | results/s | loop delay p99, ms | at most, ms | peak RSS, MiB | `/errors`, ms |');
console.log('| ---: | ---: | ---: | ---: | ---: | ---: |');
for (const codes of SIZES) console.log(await measure(codes));
