import { beforeAll, expect, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { type LocalPostgres, startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { checkRoles } from '../../src/cli/doctor/roles.ts';
import { onServer } from '../fixtures/postgresDatabase.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

let server: LocalPostgres;

beforeAll(async () => {
  server = await startLocalPostgres();
  return () => server.remove();
}, 120_000);

/** A process for each role, one PostgreSQL for all of them, and a server that has chosen its channel. */
async function setUpRoles(url = server.url('postgres')) {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const start = (ROLES: string) => stage.start({ DATABASE_URL: url, ROLES, DISCORD_WEBHOOK_URL: '' });
  const [ingest, gateway, worker] = [await start('ingest'), await start('gateway'), await start('worker')];
  await connected(gateway);
  await stage.setUp({ setupChannel: stage.channel.id });
  return { ...stage, url, ingest, gateway, worker };
}

async function readyz({ baseUrl }: AppProcess) {
  const answer = await fetch(`${baseUrl}/readyz`);
  const body = (await answer.json()) as {
    checks: Readonly<Record<string, string>>;
    notes?: Readonly<Record<string, string>>;
    roles: Readonly<Record<string, string>>;
  };
  return { code: answer.status, ...body };
}

const NAME = '[\\w.-]+-\\d+-\\w{4}';

test('each role starts, is ready and stops by itself, and together they are the whole bot', async () => {
  const { ingest, gateway, worker, url, message, owner } = await setUpRoles();

  expect((await post(ingest, '/v1/results', spike())).status).toBe(202);
  expect((await message(0)).embeds[0]?.title).toBe('⚠️ Error Rate Spike');
  const refused = await post(gateway, '/v1/results', spike());
  expect([refused.status, await refused.json()]).toMatchObject([404, { message: expect.stringContaining('ROLES') }]);

  const tested = await (await owner.type('/test warning')).reply();
  expect(JSON.stringify(tested)).toContain('arrived');

  await expect.poll(async () => (await readyz(ingest)).notes).toBeUndefined();
  const states = { ingest: await readyz(ingest), gateway: await readyz(gateway), worker: await readyz(worker) };
  for (const [role, { code, roles }] of Object.entries(states)) {
    expect(code).toBe(200);
    expect(roles['thisProcess']).toMatch(new RegExp(`^${NAME}: ${role}$`));
    expect([roles['ingest'], roles['gateway']]).toEqual(['1 alive', '1 alive']);
    expect(roles['worker']).toMatch(new RegExp(`^1 alive; ${NAME} holds evaluation of default,.* polling of default`));
  }
  expect(states.ingest.checks).toMatchObject({ database: 'ok', gateway: 'not used', alerts: 'not used' });
  expect(states.worker.checks).toMatchObject({ database: 'ok', gateway: 'not used', alerts: 'ok' });
  expect(states.gateway.checks).toMatchObject({ database: 'ok', gateway: 'ok', alerts: 'not used' });

  const findings = (await checkRoles(url, Date.now())).map(({ text }) => text);
  expect(findings.join()).toMatch(
    /^ingest: 1 alive\. gateway: 1 alive\. worker: 1 alive; .*holds evaluation of default/,
  );

  expect(await worker.end('SIGTERM')).toBe(0);
  await expect
    .poll(async () => (await readyz(ingest)).notes?.['roles'])
    .toBe('no process has the role worker: nothing is evaluated and no alerts are sent');
  expect((await readyz(ingest)).code).toBe(200);
  expect((await checkRoles(url, Date.now())).map(({ mark }) => mark)).toContain('warning');
  expect(await gateway.end('SIGTERM')).toBe(0);
  expect(await ingest.end('SIGTERM')).toBe(0);
}, 120_000);

test('a bot that Discord refuses is said by the processes that have no connection of their own, which would go on with their heartbeats', async () => {
  const { ingest, worker, gateway, discord } = await setUpRoles();
  await expect.poll(async () => (await readyz(worker)).notes, { timeout: 20_000 }).toBeUndefined();
  discord.gateway.closeAll(4_004);
  for (const app of [ingest, worker])
    await expect.poll(async () => (await readyz(app)).notes?.['roles'], { timeout: 20_000 }).toContain('not connected');
  expect((await readyz(worker)).code).toBe(200);
  expect((await readyz(gateway)).code).toBe(503);
}, 120_000);

test('where no process can wake another, each finds out by itself: nothing depends on it', async () => {
  // Who may not call this may still listen, so everything looks well from there.
  const mute = new URL(server.url('mute'));
  await onServer(server.url('postgres'), `create role plain login password '${server.password}'`);
  await onServer(server.url('postgres'), 'create database mute owner plain');
  await onServer(mute.href, 'revoke execute on function pg_notify(text, text) from public');
  mute.username = 'plain';
  const { ingest, gateway, message, owner } = await setUpRoles(mute.href);
  expect(JSON.stringify(await (await owner.type('/test warning')).reply())).toContain('arrived');
  expect((await post(ingest, '/v1/results', spike())).status).toBe(202);
  expect((await message(1)).embeds[0]?.title).toBe('⚠️ Error Rate Spike');
  await gateway.logged('LISTEN and NOTIFY do not work: processes poll for new work instead');
}, 120_000);
