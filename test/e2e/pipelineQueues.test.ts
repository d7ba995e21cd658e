import { createServer } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { listenLocally } from '../fixtures/localServer.ts';
import { monitorFileSettings } from '../fixtures/monitorFileSettings.ts';
import { setUpProgram } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';

const SOON = { timeout: 30_000, interval: 100 };
const PASSWORD = 'qu3ue-p4ssword-x9';

/** Two pipelines, each with a queue; that of `tickets` never answers. */
async function setUpQueues() {
  const stage = await setUpProgram({ balanceUsd: 100 });
  let asked = 0;
  const shop = await listenLocally(
    createServer(({ headers }, response) => {
      asked += 1;
      const isAllowed = headers.authorization === `Bearer ${PASSWORD}`;
      response.writeHead(isAllowed ? 200 : 401).end(JSON.stringify({ waiting: 40 + asked }));
    }),
  );
  const silent = createServer(() => undefined);
  const tickets = await listenLocally(silent);
  onTestFinished(() => silent.closeAllConnections());
  const env = monitorFileSettings(
    stage.env,
    `accounts:
  main: { apiKey: \${KEY_MAIN} }
pipelines:
  tickets: { account: main, ingestToken: \${TOKEN_TICKETS}, queue: { json: "${tickets.url}", pointer: /waiting, seconds: 5 } }
  shop: { account: main, ingestToken: \${TOKEN_SHOP}, queue: { json: "${shop.url}", pointer: /waiting, seconds: 5, token: \${STATS} } }
`,
    {
      TOKEN_SHOP: 'token-of-shop-0123456789',
      TOKEN_TICKETS: 'token-of-tickets-0123456789',
      STATS: PASSWORD,
    },
  );
  return { ...stage, env, asked: () => asked };
}

test('two pipelines have a queue each: one that never answers delays no other, and is named', async () => {
  const { start, env, asked } = await setUpQueues();
  const app = await start(env);
  const depths = async () => {
    const text = await (await fetch(`${app.baseUrl}/metrics`)).text();
    return [...text.matchAll(/^captchaai_monitor_queue_depth\{pipeline="(\w+)"\} (\d+)$/gm)].map(([, name]) => name);
  };
  // The second reading of shop is due while the first of tickets has just been given up.
  await vi.waitFor(() => expect(asked()).toBeGreaterThanOrEqual(2), SOON);
  await vi.waitFor(async () => {
    const { notes } = (await (await fetch(`${app.baseUrl}/readyz`)).json()) as { notes: Record<string, string> };
    expect(notes['queue']).toMatch(/^the queue of tickets cannot be read: the server did not answer in time/);
    expect(notes['queue']).not.toContain('shop');
  }, SOON);
  expect(await depths()).toEqual(['shop']);
  const readings = app.output().match(/"pipeline":"\w+","queue":"json".*"msg":"[^"]+"/g) ?? [];
  expect(readings.map((line) => line.replace(/"pipeline":"(\w+)".*"msg":"([^"]+)"/, '$1: $2'))).toEqual([
    'shop: queue is read',
    'tickets: queue cannot be read',
  ]);
  expect(app.output()).not.toContain(PASSWORD);
});

test('the doctor reads both', async () => {
  const { env } = await setUpQueues();
  const { output } = await runMain(['doctor'], { ...env, HTTP_PORT: '0' });
  expect(output.split('\n').filter((line) => line.includes(' Queue: '))).toEqual([
    expect.stringMatching(/^! Queue: json of tickets cannot be read: the server did not answer in time/),
    '✔ Queue: json of shop can be read: 41 waiting.',
  ]);
  expect(output).not.toContain(PASSWORD);
});
