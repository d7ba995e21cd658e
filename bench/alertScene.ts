import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '../sandbox/appProcess.ts';
import { ingestSettings, POST_HEADERS } from './benchSettings.ts';
import { startFolder } from './startFolder.ts';

const SOLVED = { outcome: 'solved', latencyMs: 20_000 };
const FAILED = { outcome: 'failed', errorCode: 'TIMEOUT' };
const RESULTS = ['solve_buckets', 'solve_errors', 'solve_sketches'];
/** What an alert leaves behind: without it the next one is the first again. That CaptchaAI does not answer here is another alert, which is not to come again. */
const LEFT_BEHIND = ['incidents', 'cooldowns', 'deliveries', 'decisions'];

/** What of Discord's answers the monitor looks at: to a webhook's message, and to a question about the webhook. */
const ANSWER = { id: '100000000000000002', guild_id: '100000000000000001', channel_id: '100000000000000003' };

/** The least of Discord that a webhook needs, so that its own cost does not count. */
export function startWebhookHost() {
  let arrived: (at: number) => void = () => undefined;
  const server = createServer((request: IncomingMessage, response) => {
    const at = performance.now();
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'POST') arrived(at);
      response.end(JSON.stringify(ANSWER));
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

export type WebhookHost = Awaited<ReturnType<typeof startWebhookHost>>;

async function post(baseUrl: string, results: unknown): Promise<number> {
  const response = await fetch(`${baseUrl}/v1/results`, {
    method: 'POST',
    headers: POST_HEADERS,
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

async function start(host: WebhookHost, folder: string, file: string): Promise<AppProcess> {
  const app = await startFolder(folder, {
    DISCORD_WEBHOOK_URL: `${host.url}/webhooks/123456789012345678/token`,
    DISCORD_API_URL: host.url,
    ...ingestSettings(file),
  });
  await ready(app.baseUrl);
  return app;
}

/** Below the threshold (15 %) and one by one, as a pipeline would: 14 of 98; the last one makes it 15 of 99. */
async function cross(host: WebhookHost, app: AppProcess): Promise<number> {
  for (let i = 0; i < 84; i += 1) await post(app.baseUrl, SOLVED);
  for (let i = 0; i < 14; i += 1) await post(app.baseUrl, FAILED);
  const arrival = host.nextPost();
  const answeredAt = await post(app.baseUrl, FAILED);
  return (await arrival) - answeredAt;
}

/** In a new process. */
export async function cold(host: WebhookHost, folder: string): Promise<number> {
  // A new database each time: the cooldown of the last round must not hold this one back.
  const home = mkdtempSync(join(tmpdir(), 'bench-alert-'));
  const app = await start(host, folder, join(home, 'monitor.db'));
  try {
    return await cross(host, app);
  } finally {
    await app.end('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
}

/** A process in which nothing has happened yet as far as its database knows, again and again. */
export async function startWarm(host: WebhookHost, folder: string) {
  const home = mkdtempSync(join(tmpdir(), 'bench-alert-'));
  const file = join(home, 'monitor.db');
  const app = await start(host, folder, file);
  const db = new DatabaseSync(file);
  db.exec('pragma busy_timeout = 5000');
  const known = db.prepare("select name from sqlite_schema where type = 'table'").all();
  // Earlier versions have fewer.
  const isKnown = (table: string) => known.some(({ name }) => name === table);
  const deletions = [
    ...RESULTS.filter(isKnown).map((table) => `delete from ${table};`),
    ...LEFT_BEHIND.filter(isKnown).map((table) => `delete from ${table} where kind = 'errors';`),
  ];

  async function forget(): Promise<void> {
    // The answer to the last message is written down, and the evaluation that follows 50 ms later is over: it would open the incident again.
    await sleep(80);
    db.exec(`begin immediate; ${deletions.join(' ')} commit`);
    // The evaluation of every second has seen that it is over, and a webhook takes 30 messages in a minute.
    await sleep(2_100);
  }

  return {
    async alone(): Promise<number> {
      await forget();
      return cross(host, app);
    },
    /** Some fail, which stays below the threshold; then one post crosses it. */
    async beside(perSecond: number): Promise<number> {
      await forget();
      const sent: Promise<unknown>[] = [];
      const startedAt = performance.now();
      const timer = setInterval(() => {
        while (sent.length * (1_000 / perSecond) < performance.now() - startedAt)
          sent.push(post(app.baseUrl, sent.length % 10 === 9 ? FAILED : SOLVED));
      }, 1);
      // Not at the same place of each second.
      await sleep(700 + Math.random() * 100);
      const arrival = host.nextPost();
      const answeredAt = await post(
        app.baseUrl,
        Array.from({ length: 100 }, () => FAILED),
      );
      const delay = (await arrival) - answeredAt;
      clearInterval(timer);
      await Promise.all(sent);
      return delay;
    },
    async end(): Promise<void> {
      db.close();
      await app.end('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
