import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { AppProcess } from '../sandbox/appProcess.ts';
import { ingestSettings, NO_DISCORD, POST_HEADERS } from './benchSettings.ts';
import { cpuMicros } from './cpuTime.ts';
import { median } from './median.ts';
import { startFolder } from './startFolder.ts';
import { versionsToCompare } from './versions.ts';

// Single posts beside those that a bare server takes and forgets, in turns. With the version of the program in another folder between them:
// BEFORE=/path/to/it npm run bench:ingest
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const SECONDS = Number(process.env['SECONDS'] ?? 4);
const CONNECTIONS = (process.env['CONNECTIONS'] ?? '16,64,128,256').split(',').map(Number);
/** Posts a second at which answers are timed, each from when it was due. */
const PACE = Number(process.env['PACE'] ?? 2_000);
/** Requests of 5,000 results with many different codes beside them, so many a second. */
const LARGE_A_SECOND = 2;

const result = { outcome: 'solved', captchaType: 'turnstile', latencyMs: 12_345, costUsd: 0.003 };
const single = JSON.stringify(result);
const large = JSON.stringify(
  Array.from({ length: 5_000 }, (_, i) => ({
    outcome: 'failed',
    errorCode: `E${i % 500}`,
    captchaType: `type-${i % 20}`,
  })),
);
const batch = JSON.stringify(Array.from({ length: 100 }, () => result));

interface Rate {
  readonly perSecond: number;
  /** Of the server, for each request. */
  readonly micros: number;
}

function send(url: string, body: string, options: { readonly connections: number; readonly overallRate?: number }) {
  return autocannon({
    url: `${url}/v1/results`,
    method: 'POST',
    headers: POST_HEADERS,
    body,
    duration: SECONDS,
    ...options,
  });
}

/** How long single posts at an even pace take, alone or with large ones beside them: median and p99 in ms. */
async function paced(url: string, isAlone: boolean): Promise<readonly [number, number]> {
  const [{ latency }] = await Promise.all([
    send(url, single, { connections: 32, overallRate: PACE }),
    isAlone ? null : send(url, large, { connections: LARGE_A_SECOND, overallRate: LARGE_A_SECOND }),
  ]);
  return [latency.p50, latency.p99];
}

async function rate({ url, pid }: { url: string; pid: number }, body: string, connections: number): Promise<Rate> {
  const cpuBefore = cpuMicros(pid);
  const run = await send(url, body, { connections });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${run.non2xx} refused, ${run.errors} failed`);
  return { perSecond: run.requests.average, micros: (cpuMicros(pid) - cpuBefore) / run.requests.total };
}

const bare = spawn(process.execPath, [fileURLToPath(new URL('./bareServer.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [firstLine] = (await once(bare.stdout, 'data')) as [Buffer];
const bareServer = { url: `http://127.0.0.1:${Number(firstLine.toString())}`, pid: bare.pid ?? 0 };
const home = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
const apps: { readonly version: string; readonly app: AppProcess; readonly server: { url: string; pid: number } }[] =
  [];
for (const [version, folder] of versionsToCompare()) {
  const app = await startFolder(folder, {
    ...NO_DISCORD,
    ...ingestSettings(join(home, `${version}.db`)),
  });
  apps.push({ version, app, server: { url: app.baseUrl, pid: app.process.pid ?? 0 } });
}

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

async function comparePaced(isAlone: boolean): Promise<void> {
  const servers = [
    { version: 'bare Fastify', url: bareServer.url },
    ...apps.map(({ version, server }) => ({ version, url: server.url })),
  ];
  const found = new Map(servers.map(({ version }) => [version, [] as (readonly [number, number])[]]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { version, url } of servers) found.get(version)?.push(await paced(url, isAlone));
  const scene = isAlone ? 'alone' : `${LARGE_A_SECOND} requests of 5,000 results a second beside`;
  for (const [version, rounds] of found) {
    const figures = [median(rounds.map(([p50]) => p50)), median(rounds.map(([, p99]) => p99))];
    console.log(`| ${[scene, version, ...figures.map((ms) => ms.toFixed(0))].join(' | ')} |`);
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
  console.log(`\n| ${PACE} posts a second | version | median, ms | p99, ms |\n| --- | --- | ---: | ---: |`);
  for (const isAlone of [true, false]) await comparePaced(isAlone);
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
