import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { ingestSettings } from './benchSettings.ts';
import { cpuMicros } from './cpuTime.ts';
import { median } from './median.ts';
import { startFolder } from './startFolder.ts';

// Single posts beside those that a bare server takes and forgets, in turns. With the version of the program in another folder between them:
// BEFORE=/path/to/it npm run bench:ingest
const TOKEN = 'bench-token-0123456789abcdef';
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const SECONDS = Number(process.env['SECONDS'] ?? 4);
const CONNECTIONS = (process.env['CONNECTIONS'] ?? '16,64,128,256').split(',').map(Number);
const BEFORE = process.env['BEFORE'];

const result = { outcome: 'solved', captchaType: 'turnstile', latencyMs: 12_345, costUsd: 0.003 };
const single = JSON.stringify(result);
const batch = JSON.stringify(Array.from({ length: 100 }, () => result));

interface Rate {
  readonly perSecond: number;
  /** Of the server, for each request. */
  readonly micros: number;
}

async function rate({ url, pid }: { url: string; pid: number }, body: string, connections: number): Promise<Rate> {
  const cpuBefore = cpuMicros(pid);
  const run = await autocannon({
    url: `${url}/v1/results`,
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body,
    connections,
    duration: SECONDS,
  });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${run.non2xx} refused, ${run.errors} failed`);
  return { perSecond: run.requests.average, micros: (cpuMicros(pid) - cpuBefore) / run.requests.total };
}

const bare = spawn(process.execPath, [fileURLToPath(new URL('./bareServer.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [firstLine] = (await once(bare.stdout, 'data')) as [Buffer];
const bareServer = { url: `http://127.0.0.1:${Number(firstLine.toString())}`, pid: bare.pid ?? 0 };
const home = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
const versions = [
  ...(BEFORE === undefined ? [] : [['before', BEFORE] as const]),
  ['now', fileURLToPath(new URL('..', import.meta.url))] as const,
];
const apps = await Promise.all(
  versions.map(async ([version, folder]) => {
    const app = await startFolder(folder, {
      // Nothing listens there: ingest alone is measured.
      DISCORD_WEBHOOK_URL: 'http://127.0.0.1:9/api/webhooks/123456789012345678/token',
      DISCORD_API_URL: 'http://127.0.0.1:9/api',
      ...ingestSettings(TOKEN, join(home, `${version}.db`)),
    });
    return { version, app, server: { url: app.baseUrl, pid: app.process.pid ?? 0 } };
  }),
);

/** Each in turns with the bare server, so that what else the machine does counts for both. */
async function compare(connections: number): Promise<void> {
  const rounds: { readonly bare: Rate; readonly ours: readonly Rate[] }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours: Rate[] = [];
    const bare = await rate(bareServer, single, connections);
    for (const { server } of apps) ours.push(await rate(server, single, connections));
    rounds.push({ bare, ours });
  }
  for (const [index, { version }] of apps.entries()) {
    const pairs = rounds.flatMap(({ bare, ours }) => ours.slice(index, index + 1).map((mine) => ({ bare, mine })));
    const of = (value: (pair: (typeof pairs)[number]) => number, digits = 0) =>
      median(pairs.map(value)).toFixed(digits);
    const rates = [of(({ bare }) => bare.perSecond), of(({ mine }) => mine.perSecond)];
    const ratio = of(({ bare, mine }) => mine.perSecond / bare.perSecond, 2);
    const cpu = [of(({ bare }) => bare.micros), of(({ mine }) => mine.micros)];
    const cpuRatio = of(({ bare, mine }) => bare.micros / mine.micros, 2);
    console.log(`| ${[connections, version, ...rates, ratio, ...cpu, cpuRatio].join(' | ')} |`);
  }
}

try {
  const columns = [
    'bare Fastify, requests/s',
    'monitor, requests/s',
    'ratio',
    'bare, CPU µs',
    'monitor, CPU µs',
    'ratio',
  ];
  console.log(`| connections | version | ${columns.join(' | ')} |\n| ---: | --- |${' ---: |'.repeat(columns.length)}`);
  for (const connections of CONNECTIONS) await compare(connections);
  for (const { version, server } of apps) {
    const batches: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) batches.push((await rate(server, batch, 16)).perSecond);
    console.log(
      `\nBatches of 100, 16 connections, ${version}: ${(median(batches) * 100).toFixed(0)} results/s, each on disk before its 202.`,
    );
  }
} finally {
  bare.kill();
  for (const { app } of apps) await app.end('SIGTERM');
  rmSync(home, { recursive: true, force: true });
}
