import { Agent, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { PIPELINE, setUpServer, TOKEN } from '../fixtures/server.ts';

const OTHER = 'another-token-0123456789';

/** A caller that sends everything over one connection; answers statuses. */
async function connect(options: Parameters<typeof setUpServer>[0] = {}) {
  const { app, disk } = await setUpServer(options);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const ports = new Set<number | undefined>();
  const post = (token: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const sent = request(`${url}/v1/results`, { method: 'POST', agent, headers }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode));
      });
      sent.on('error', reject).on('socket', (socket) => {
        socket.once('connect', () => ports.add(socket.localPort));
      });
      sent.end('{"outcome":"solved"}');
    });
  const keptOf = async (pipeline: string) => (await disk.results.period(pipeline, 0, Number.MAX_SAFE_INTEGER)).solved;
  return { post, keptOf, connections: () => ports.size };
}

test.each([
  ['another one of its length', `x${TOKEN.slice(1)}`],
  ['one whose last letter differs', `${TOKEN.slice(0, -1)}x`],
  ['its beginning', TOKEN.slice(0, -1)],
  ['a longer one', `${TOKEN}x`],
])('a connection that had the token before is refused with %s', async (_name, wrong) => {
  const { post, keptOf, connections } = await connect();
  expect([await post(TOKEN), await post(TOKEN), await post(wrong), await post(TOKEN)]).toEqual([202, 202, 401, 202]);
  expect(connections()).toBe(1);
  expect(await keptOf(PIPELINE)).toBe(3);
});

test('each request of a connection counts for the pipeline of its own token', async () => {
  const tokens = new Map([
    [TOKEN, PIPELINE],
    [OTHER, 'other'],
  ]);
  const { post, keptOf, connections } = await connect({ tokens: () => tokens });
  for (const token of [TOKEN, OTHER, OTHER, TOKEN, OTHER]) expect(await post(token)).toBe(202);
  expect([await keptOf(PIPELINE), await keptOf('other'), connections()]).toEqual([2, 3, 1]);
});

test('a token that is no longer one is refused on a connection that had it before', async () => {
  let tokens = new Map([[TOKEN, PIPELINE]]);
  const { post, connections } = await connect({ tokens: () => tokens });
  expect(await post(TOKEN)).toBe(202);
  tokens = new Map([[OTHER, PIPELINE]]);
  expect([await post(TOKEN), await post(OTHER), connections()]).toEqual([401, 202, 1]);
});
