import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { freePort } from '../sandbox/freePort.ts';
import { startWarm, startWebhookHost, type WebhookHost } from './alertScene.ts';
import { ingestSettings, NO_DISCORD, POST_HEADERS } from './benchSettings.ts';
import { median, quantile } from './median.ts';
import { startFolder } from './startFolder.ts';
import { HERE } from './versions.ts';

// Beside programs of the same trade, in turns: single posts beside Prometheus' Pushgateway, and an alert beside Alertmanager.
// apt-get install prometheus-pushgateway prometheus-alertmanager
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const ALERTS = Number(process.env['ALERTS'] ?? 20);
const SECONDS = Number(process.env['SECONDS'] ?? 4);
const CONNECTIONS = [16, 64];
const STARTS_WITHIN_MS = 10_000;
const result = JSON.stringify({ outcome: 'solved', captchaType: 'turnstile', latencyMs: 12_345, costUsd: 0.003 });

interface Server {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const children: ChildProcess[] = [];
const home = mkdtempSync(join(tmpdir(), 'bench-peers-'));

async function start(program: string, args: readonly string[], baseUrl: string): Promise<void> {
  const child = spawn(program, args, { stdio: 'ignore', cwd: home });
  children.push(child);
  const failed = once(child, 'error').then(([err]) => Promise.reject(err));
  const answers = async () => {
    const end = performance.now() + STARTS_WITHIN_MS;
    while ((await fetch(`${baseUrl}/-/ready`).catch(() => null))?.status !== 200) {
      if (performance.now() > end) throw new Error(`${program} does not answer`);
      await sleep(50);
    }
  };
  await Promise.race([answers(), failed]);
}

/** It keeps a sample in memory, and on disk only every five minutes. By default it checks each push against all that it has. */
async function startPushgateway(name: string, args: readonly string[]): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await start('prometheus-pushgateway', [`--web.listen-address=127.0.0.1:${port}`, ...args], url);
  const body = 'captcha_tasks_total{outcome="solved",type="turnstile"} 1\ncaptcha_latency_ms 12345\n';
  return { name, url: `${url}/metrics/job/pipeline`, headers: { 'content-type': 'text/plain' }, body };
}

async function perSecond({ url, headers, body }: Server, connections: number): Promise<number> {
  const run = await autocannon({ url, method: 'POST', headers, body, connections, duration: SECONDS });
  if (run.non2xx > 0 || run.errors > 0) throw new Error(`${run.non2xx} refused, ${run.errors} failed`);
  return run.requests.average;
}

async function comparePosts(): Promise<void> {
  const app = await startFolder(HERE, {
    ...NO_DISCORD,
    ...ingestSettings(join(home, 'ingest.db')),
  });
  const monitor = { name: 'monitor', url: `${app.baseUrl}/v1/results`, headers: POST_HEADERS, body: result };
  const servers: readonly Server[] = [
    monitor,
    await startPushgateway('Pushgateway', []),
    await startPushgateway('Pushgateway, unchecked', ['--push.disable-consistency-check']),
  ];
  console.log(`| single posts | connections | requests/s | monitor / this |\n| --- | ---: | ---: | ---: |`);
  for (const connections of CONNECTIONS) {
    const rates = new Map(servers.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const server of servers) rates.get(server.name)?.push(await perSecond(server, connections));
    const ours = median(rates.get(monitor.name) ?? []);
    for (const [name, found] of rates)
      console.log(`| ${name} | ${connections} | ${median(found).toFixed(0)} | ${(ours / median(found)).toFixed(2)} |`);
  }
  await app.end('SIGTERM');
}

/** Each alert is a group of its own, which waits for no other. It keeps alerts in memory, and what it sent on disk every 15 minutes. */
async function startAlertmanager(host: WebhookHost): Promise<() => Promise<number>> {
  const port = await freePort();
  const file = join(home, 'alertmanager.yml');
  writeFileSync(
    file,
    `route: { receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers: [{ name: hook, webhook_configs: [{ url: "${host.url}/alertmanager" }] }]
`,
  );
  const url = `http://127.0.0.1:${port}`;
  const listening = [`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='];
  await start('prometheus-alertmanager', [`--config.file=${file}`, `--storage.path=${home}`, ...listening], url);
  let alerts = 0;
  return async () => {
    alerts += 1;
    const arrival = host.nextPost();
    const response = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ labels: { alertname: `Alert${alerts}`, severity: 'critical' } }]),
    });
    const answeredAt = performance.now();
    if (response.status !== 200) throw new Error(`answered ${response.status}`);
    await response.arrayBuffer();
    return (await arrival) - answeredAt;
  };
}

async function compareAlerts(): Promise<void> {
  const host = await startWebhookHost();
  const monitor = await startWarm(host, HERE);
  const alert = await startAlertmanager(host);
  const delays = new Map<string, number[]>([
    ['monitor', []],
    ['Alertmanager', []],
  ]);
  for (let round = -10; round < ALERTS; round += 1) {
    const [ours, theirs] = [await monitor.alone(), await alert()];
    // The first ones run code for the first time.
    if (round < 0) continue;
    delays.get('monitor')?.push(ours);
    delays.get('Alertmanager')?.push(theirs);
  }
  console.log('\n| from the answer to the webhook POST | median, ms | p95, ms |\n| --- | ---: | ---: |');
  for (const [name, found] of delays)
    console.log(`| ${name} | ${median(found).toFixed(1)} | ${quantile(found, 0.95).toFixed(1)} |`);
  await monitor.end();
  host.stop();
}

try {
  await comparePosts();
  await compareAlerts();
} finally {
  for (const child of children) child.kill();
  rmSync(home, { recursive: true, force: true });
}
