import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startApp } from '../sandbox/appProcess.ts';
import { ingestSettings } from './benchSettings.ts';
import { median } from './median.ts';

const TOKEN = 'bench-token-0123456789abcdef';
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const SECONDS = Number(process.env['SECONDS'] ?? 4);
const CONNECTIONS = (process.env['CONNECTIONS'] ?? '16,64,128,256').split(',').map(Number);

const result = { outcome: 'solved', captchaType: 'turnstile', latencyMs: 12_345, costUsd: 0.003 };
const single = JSON.stringify(result);
const batch = JSON.stringify(Array.from({ length: 100 }, () => result));

async function rate(baseUrl: string, body: string, connections: number): Promise<number> {
  const run = await autocannon({
    url: `${baseUrl}/v1/results`,
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body,
    connections,
    duration: SECONDS,
  });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${run.non2xx} refused, ${run.errors} failed`);
  return run.requests.average;
}

const bare = spawn(process.execPath, [fileURLToPath(new URL('./bareServer.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [firstLine] = (await once(bare.stdout, 'data')) as [Buffer];
const bareUrl = `http://127.0.0.1:${Number(firstLine.toString())}`;
const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
const app = await startApp({
  // Nothing listens there: ingest alone is measured.
  DISCORD_WEBHOOK_URL: 'http://127.0.0.1:9/api/webhooks/123456789012345678/token',
  DISCORD_API_URL: 'http://127.0.0.1:9/api',
  ...ingestSettings(TOKEN, join(folder, 'monitor.db')),
});
try {
  console.log(
    `| posts | connections | bare Fastify, requests/s | monitor, requests/s | ratio |\n| --- | ---: | ---: | ---: | ---: |`,
  );
  for (const connections of CONNECTIONS) {
    const rounds: { bare: number; ours: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        bare: await rate(bareUrl, single, connections),
        ours: await rate(app.baseUrl, single, connections),
      });
    }
    const ratio = median(rounds.map(({ bare, ours }) => ours / bare));
    const [bareRate, ourRate] = [median(rounds.map((r) => r.bare)), median(rounds.map((r) => r.ours))];
    console.log(`| single | ${connections} | ${bareRate.toFixed(0)} | ${ourRate.toFixed(0)} | ${ratio.toFixed(2)} |`);
  }
  const batches: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) batches.push(await rate(app.baseUrl, batch, 16));
  console.log(
    `\nBatches of 100, 16 connections: ${(median(batches) * 100).toFixed(0)} results/s, each on disk before its 202.`,
  );
} finally {
  bare.kill();
  await app.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
