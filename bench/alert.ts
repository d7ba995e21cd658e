import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../sandbox/appProcess.ts';
import { median, quantile } from './median.ts';

// From the 202 of the post that crosses the limit to the webhook POST, with incident and delivery on disk before it.
const ROUNDS = Number(process.env['ROUNDS'] ?? 40);
const TOKEN = 'bench-token-0123456789abcdef';

/** The least of Discord that a webhook needs, so that its own cost does not count. */
function startWebhookHost() {
  let arrived: (at: number) => void = () => undefined;
  const server = createServer((request: IncomingMessage, response) => {
    const at = performance.now();
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'POST') arrived(at);
      response.end(JSON.stringify({ id: '100000000000000002', guild_id: '100000000000000001' }));
    });
  });
  return new Promise<{ url: string; nextPost: () => Promise<number>; stop: () => void }>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
        nextPost: () =>
          new Promise((done) => {
            arrived = done;
          }),
        stop: () => server.close().closeAllConnections(),
      });
    });
  });
}

async function post(baseUrl: string, results: unknown): Promise<number> {
  const response = await fetch(`${baseUrl}/v1/results`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(results),
  });
  const at = performance.now();
  if (response.status !== 202) throw new Error(`answered ${response.status}`);
  await response.arrayBuffer();
  return at;
}

async function ready(baseUrl: string): Promise<void> {
  const response = await fetch(`${baseUrl}/readyz`);
  if (response.status !== 200) await ready(baseUrl);
}

const host = await startWebhookHost();
const delays: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  // A new database each time: the cooldown of the last round must not hold this one back.
  const folder = mkdtempSync(join(tmpdir(), 'bench-alert-'));
  const app = await startApp({
    DISCORD_WEBHOOK_URL: `${host.url}/webhooks/123456789012345678/token`,
    DISCORD_API_URL: host.url,
    CAPTCHAAI_URL: 'http://127.0.0.1:9',
    CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
    INGEST_TOKEN: TOKEN,
    DATABASE_FILE: join(folder, 'monitor.db'),
  });
  await ready(app.baseUrl);
  // Below the limit and one by one, as a pipeline would; the last one makes it 16 of 100.
  for (let i = 0; i < 84; i += 1) await post(app.baseUrl, { outcome: 'solved', latencyMs: 20_000 });
  for (let i = 0; i < 15; i += 1) await post(app.baseUrl, { outcome: 'failed', errorCode: 'TIMEOUT' });
  const arrival = host.nextPost();
  const answeredAt = await post(app.baseUrl, { outcome: 'failed', errorCode: 'TIMEOUT' });
  delays.push((await arrival) - answeredAt);
  await app.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
host.stop();
console.log(
  `From the 202 to the webhook POST, ${ROUNDS} times: median ${median(delays).toFixed(1)} ms, p95 ${quantile(delays, 0.95).toFixed(1)} ms, most ${Math.max(...delays).toFixed(1)} ms.`,
);
