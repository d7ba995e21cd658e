import { renameSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { CHECK_ID, GATUS_TOKEN, PUSH_TOKEN, setUpHeartbeatServer } from '../fixtures/heartbeatServers.ts';
import { connected, setUpProgram } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';

type Program = Awaited<ReturnType<typeof setUpProgram>>;

/** Something that breaks, and how it is mended. */
interface Fault {
  readonly begin: (stage: Program) => Promise<void> | void;
  readonly end: (stage: Program) => Promise<void> | void;
  readonly words: RegExp;
}

/** As the three are used: see docs/observability.md. */
const WAYS = [
  ['healthchecks', (url: string) => ({ HEARTBEAT_URL: `${url}/ping/${CHECK_ID}` })],
  ['uptimeKuma', (url: string) => ({ HEARTBEAT_URL: `${url}/api/push/${PUSH_TOKEN}?status=up&msg=OK&ping=` })],
  [
    'gatus',
    (url: string) => ({
      HEARTBEAT_URL: `${url}/api/v1/endpoints/core_captcha/external`,
      HEARTBEAT_TOKEN: GATUS_TOKEN,
    }),
  ],
] as const;

const FAULTS: Readonly<Record<(typeof WAYS)[number][0], Fault>> = {
  // The database cannot be used.
  healthchecks: {
    begin: ({ env }) => renameSync(env.DATABASE_FILE, `${env.DATABASE_FILE}.away`),
    end: ({ env }) => renameSync(`${env.DATABASE_FILE}.away`, env.DATABASE_FILE),
    words: /database: the database file .* is gone/,
  },
  // The gateway is lost.
  uptimeKuma: {
    begin({ discord }) {
      discord.gateway.setRefuseConnections(true);
      discord.gateway.dropAll();
    },
    end: ({ discord }) => discord.gateway.setRefuseConnections(false),
    words: /gateway: the bot is not connected/,
  },
  // Messages have been waiting for six minutes.
  gatus: {
    async begin(stage) {
      stage.discord.faults.status({ method: 'POST' }, 500);
      stage.captchaAi.setBalance(1.5);
      await expect.poll(() => waiting(stage), { timeout: 30_000 }).toBeGreaterThan(0);
      change(stage, 'update deliveries set created_at = created_at - 360000 where delivered_at is null');
    },
    end(stage) {
      stage.discord.faults.clear();
      change(stage, 'update deliveries set not_before = 0 where delivered_at is null');
    },
    words: /alerts: messages have been waiting for more than 5 minutes/,
  },
};

function change({ env }: Program, statement: string): void {
  const database = new DatabaseSync(env.DATABASE_FILE, { timeout: 5_000 });
  database.exec(statement);
  database.close();
}

function waiting({ env }: Program): number {
  const database = new DatabaseSync(env.DATABASE_FILE, { readOnly: true, timeout: 5_000 });
  const row = database
    .prepare('select count(*) as n from deliveries where delivered_at is null and attempts > 0')
    .get();
  database.close();
  return Number(row?.['n']);
}

describe.each(WAYS)('the heartbeat to %s', (name, settings) => {
  test('arrives while all is well, stops when something breaks, and is back after it', {
    timeout: 120_000,
  }, async () => {
    const stage = await setUpProgram();
    const server = await setUpHeartbeatServer(name);
    const fault = FAULTS[name];
    const app = await stage.start({ ...settings(server.url), HEARTBEAT_SECONDS: '15', BALANCE_POLL_SECONDS: '10' });
    await connected(app);
    await expect.poll(() => server.noted.length, { timeout: 20_000 }).toBe(1);
    await stage.message(0);

    await fault.begin(stage);
    // It may have been paused at the start, until the bot was connected.
    const paused = new RegExp(`${fault.words.source}.*"msg":"heartbeat paused"`);
    await expect.poll(app.output, { timeout: 30_000 }).toMatch(paused);
    const before = server.noted.length;
    await fault.end(stage);
    await expect.poll(() => server.noted.length, { timeout: 40_000 }).toBe(before + 1);
    expect(app.output().lastIndexOf('heartbeat goes on')).toBeGreaterThan(app.output().search(paused));
    expect(new Set(server.noted)).toEqual(new Set(['up']));
    for (const secret of [CHECK_ID, PUSH_TOKEN, GATUS_TOKEN]) expect(app.output()).not.toContain(secret);
    expect(await app.end('SIGTERM')).toBe(0);
  });
});

test('one that is refused is said once, without the address, and counted; the rest goes on', async () => {
  const stage = await setUpProgram();
  const server = await setUpHeartbeatServer('healthchecks');
  const unknown = CHECK_ID.replace('5', '6');
  const app = await stage.start({ HEARTBEAT_URL: `${server.url}/ping/${unknown}`, LOG_LEVEL: 'debug' });
  await app.logged('heartbeat not sent: look at HEARTBEAT_URL');
  expect(app.output()).toMatch(/"why":"answered 404","msg":"heartbeat not sent/);
  expect(app.output()).not.toContain(unknown);
  const metrics = await (await fetch(`${app.baseUrl}/metrics`)).text();
  expect(metrics).not.toContain(unknown);
  await expect
    .poll(async () => (await fetch(`${app.baseUrl}/metrics`)).text(), { timeout: 5_000 })
    .toContain('captchaai_monitor_heartbeats_total{outcome="failed"} 1');
  expect((await stage.message(0)).embeds[0]?.title).toBe('💰 Balance Alert');
});

describe('the doctor', () => {
  test('says that the server of the address answers, and does not call the address', async () => {
    const stage = await setUpProgram();
    const server = await setUpHeartbeatServer('uptimeKuma');
    const env = { ...stage.env, HTTP_PORT: '0', HEARTBEAT_URL: `${server.url}/api/push/${PUSH_TOKEN}` };
    const { output } = await runMain(['doctor'], env);
    expect(output).toContain(
      '✔ Heartbeat: the server of HEARTBEAT_URL (Uptime Kuma) answers; the monitor calls it every 60 s.',
    );
    expect(server.noted).toEqual([]);
  });

  test('says that nobody answers there, which keeps no alert from getting through', async () => {
    const stage = await setUpProgram();
    const env = { ...stage.env, HTTP_PORT: '0', HEARTBEAT_URL: `http://127.0.0.1:9/ping/${CHECK_ID}` };
    const { output, code } = await runMain(['doctor'], env);
    expect(output).toMatch(/! Heartbeat: the server of HEARTBEAT_URL \(Healthchecks or .*\) cannot be reached/);
    expect(output).not.toContain(CHECK_ID);
    expect(code).toBe(0);
  });

  test('says nothing where there is none, and what is wrong where it cannot be used', async () => {
    const stage = await setUpProgram();
    const without = await runMain(['doctor'], { ...stage.env, HTTP_PORT: '0' });
    expect(without.output).not.toContain('Heartbeat');
    const wrong = await runMain(['doctor'], { ...stage.env, HEARTBEAT_URL: `ftp://hc.example/${CHECK_ID}` });
    expect(wrong.output).toContain('✖ Settings: HEARTBEAT_URL must be an http(s) address');
    expect(wrong.output).toContain('! Heartbeat: not checked until HEARTBEAT_URL is right.');
    expect(wrong.output).not.toContain(CHECK_ID);
  });
});
