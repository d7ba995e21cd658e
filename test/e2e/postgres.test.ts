import { beforeAll, expect, test } from 'vitest';
import { startApp } from '../../sandbox/appProcess.ts';
import { type LocalPostgres, startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';
import { setUpProxy } from '../fixtures/tcpProxy.ts';

let server: LocalPostgres;

beforeAll(async () => {
  server = await startLocalPostgres();
  return () => server.remove();
}, 120_000);

/** The whole bot on a PostgreSQL of its own, with something in between that a failover can turn round. */
async function setUpOnPostgres() {
  await server.start();
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const proxy = await setUpProxy(server.port);
  const env = { ...stage.env, DATABASE_URL: server.url('postgres', proxy.port) };
  return { stage, proxy, env };
}

const ready = async (baseUrl: string) => {
  const answer = await fetch(`${baseUrl}/readyz`);
  const { checks } = (await answer.json()) as { checks: { database: string } };
  return [answer.status, checks.database];
};

test('the database stops and comes back at another address: workers are asked to come again, and nothing is lost', async () => {
  const { stage, proxy, env } = await setUpOnPostgres();
  const app = await stage.start(env);
  await connected(app);
  const [first, ...others] = spike();
  expect((await post(app, '/v1/results', first)).status).toBe(202);

  await server.stop('crash');
  const refused = await post(app, '/v1/results', others);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect((await post(app, '/v1/queue', { depth: 3 })).status).toBe(503);
  expect(await ready(app.baseUrl)).toEqual([503, 'the database does not answer']);
  expect((await fetch(`${app.baseUrl}/healthz`)).status).toBe(200);
  expect(stage.messages()).toEqual([]);

  await server.start('elsewhere');
  proxy.pointTo(server.port);
  await expect.poll(() => ready(app.baseUrl), { timeout: 15_000 }).toEqual([200, 'ok']);
  expect((await post(app, '/v1/results', others)).status).toBe(202);
  // 45 of 200: the one from before is among them.
  expect((await stage.message(0)).embeds[0]).toMatchObject({
    title: '⚠️ Error Rate Spike',
    description: 'Error rate: **22.5%** (45/200)',
  });
  expect(app.process.exitCode).toBeNull();
  expect(app.output()).not.toContain(server.password);
  expect(app.output()).not.toContain(encodeURIComponent(server.password));
  expect(await app.end('SIGTERM')).toBe(0);
}, 120_000);

test('a database that is not there yet is waited for', async () => {
  const { stage, proxy, env } = await setUpOnPostgres();
  await server.stop();
  const asked = proxy.asked(2);
  const starting = stage.start(env);
  await asked;
  await server.start();
  const app = await starting;
  expect(app.output()).toMatch(/"why":"The database \\"postgres\\" on 127\.0\.0\.1:\d+ cannot be reached/);
  expect((await post(app, '/v1/results', spike())).status).toBe(202);
}, 120_000);

test.each([
  [
    'the password is wrong',
    (url: string) => url.replace(/:[^:@]*@/, ':wrong-one@'),
    'refused the user or the password',
  ],
  ['there is no such database', (url: string) => url.replace(/postgres$/, 'nowhere'), '"nowhere" on 127.0.0.1'],
])(
  'where %s the process ends with a sentence, and without the address',
  async (_name, change, sentence) => {
    const { env } = await setUpOnPostgres();
    const DATABASE_URL = change(server.url('postgres'));
    const refusal: unknown = await startApp({ ...env, DATABASE_URL }).catch((err: unknown) => err);
    expect(String(refusal)).toContain('ended with 1');
    expect(String(refusal)).toContain(sentence);
    for (const secret of ['wrong-one', server.password, 'postgres://', '    at ']) {
      expect(String(refusal).split('\n').slice(1).join('\n')).not.toContain(secret);
    }
  },
  60_000,
);
