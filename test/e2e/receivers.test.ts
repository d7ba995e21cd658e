import { expect, onTestFinished, test } from 'vitest';
import { startLocalAlertmanager } from '../../sandbox/receivers/localAlertmanager.ts';
import { startLocalWebhook } from '../../sandbox/receivers/localWebhook.ts';
import { monitorFileSettings } from '../fixtures/monitorFileSettings.ts';
import { connected, INGEST_TOKEN, post, setUpProgram, spike } from '../fixtures/program.ts';
import { buttonId } from '../fixtures/spike.ts';

const SOLVED = Array.from({ length: 4_000 }, () => ({ outcome: 'solved' }));

/** A server with a signed webhook that is notified of critical incidents, and an Alertmanager that is notified of warnings too. */
async function setUpReceivers() {
  const stage = await setUpProgram({ rateLimits: false, balanceUsd: 100 });
  const { env, channel } = stage;
  const hook = await startLocalWebhook();
  const alertmanager = await startLocalAlertmanager();
  onTestFinished(async () => {
    await Promise.all([hook.stop(), alertmanager.stop()]);
  });
  const settings = monitorFileSettings(
    env,
    `accounts:
  main: { apiKey: \${KEY_MAIN} }
pipelines:
  default: { account: main, ingestToken: \${TOKEN} }
receivers:
  hook: { webhook: "${hook.events}", secret: "\${HOOK_SECRET}", allowPrivate: true }
  metrics: { alertmanager: "${alertmanager.url}", from: warning, allowPrivate: true }
`,
    {
      TOKEN: INGEST_TOKEN,
      HOOK_SECRET: hook.secret,
      DISCORD_WEBHOOK_URL: '',
      ERRORS_CLEAR_SECONDS: '1',
    },
  );
  const start = () => stage.start(settings);
  const app = await start();
  await connected(app);
  await stage.setUp({ setupChannel: channel.id });
  return { ...stage, app, start, hook, alertmanager };
}

type Stage = Awaited<ReturnType<typeof setUpReceivers>>;

const events = ({ hook }: Stage) => hook.taken.map(({ event }) => event);
const keys = ({ hook }: Stage) => new Set(hook.taken.map(({ key }) => key));

test('receivers are notified of a critical incident, of its acknowledgement in Discord and of its end; /status says how receivers do', async () => {
  const stage = await setUpReceivers();
  const { app, owner } = stage;
  await post(app, '/v1/results', spike());
  await expect.poll(() => events(stage)).toEqual(['trigger']);
  const alert = await stage.message(0);
  await (await owner.button(alert.id, buttonId(alert, 'Acknowledge'))).reply();
  await expect.poll(() => events(stage)).toEqual(['trigger', 'acknowledge']);
  await post(app, '/v1/results', SOLVED);
  await expect.poll(() => events(stage)).toEqual(['trigger', 'acknowledge', 'resolve']);
  expect(keys(stage).size).toBe(1);
  const status = JSON.stringify(await (await owner.type('/status')).reply());
  expect(status).toMatch(/`hook`: last notified <t:\d+:R>/);
});

test('killed while one cannot be reached: nobody else waits, and it is notified of what lasts after the start', async () => {
  const stage = await setUpReceivers();
  const { app, hook, alertmanager } = stage;
  hook.failWith({ status: 503 });
  await post(app, '/v1/results', spike());
  await expect.poll(() => alertmanager.received.length).toBeGreaterThan(0);
  await stage.message(0);
  await app.end('SIGKILL');
  hook.heal();
  const again = await stage.start();
  await expect.poll(() => events(stage).filter((event) => event === 'trigger').length).toBeGreaterThan(0);
  await post(again, '/v1/results', SOLVED);
  await expect.poll(() => events(stage).at(-1)).toBe('resolve');
  expect(keys(stage).size).toBe(1);
});

test('/test tells them too, and resolves itself', async () => {
  const stage = await setUpReceivers();
  const reply = await (await stage.owner.type('/test critical')).reply();
  expect(reply.content).toContain('It also goes to `hook`, `metrics`');
  await expect.poll(() => events(stage)).toEqual(['trigger', 'resolve']);
  expect(stage.hook.taken.map(({ isTest }) => isTest)).toEqual([true, true]);
});
