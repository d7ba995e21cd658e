import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

const titles = (stage: Awaited<ReturnType<typeof setUpProgram>>) =>
  stage.messages().map(({ embeds }) => embeds[0]?.title);

test('a balance that drains is a warning, then critical with the mention at once, then recovered with the top-up', async () => {
  const stage = await setUpProgram({ balanceUsd: 8.42 });
  const first = await stage.start();
  expect((await stage.message(0)).embeds[0]?.fields?.[1]?.value).toBe('WARNING');
  await first.end('SIGTERM');

  // A restart stands for the minute that lies between two polls.
  stage.pollIsDue();
  stage.captchaAi.setBalance(1.5);
  const second = await stage.start();
  const critical = await stage.message(1);
  expect(critical.embeds[0]?.fields?.[1]?.value).toBe('ERROR');
  expect(critical.mention_roles).toEqual([stage.role.id]);
  await second.end('SIGTERM');

  stage.pollIsDue();
  stage.captchaAi.setBalance(101.5);
  await stage.start();
  const recovery = await stage.message(2);
  expect(recovery.embeds.map(({ title, description }) => [title, description])).toEqual([
    ['✅ Pipeline Recovered', 'Balance recovered: $1.50 → $101.50'],
    ['💚 Balance Topped Up', 'Balance: **$1.50** → **$101.50**'],
  ]);
});

test('people are notified once of a refused key, with both its causes; what it brings about is named there, and not sent by itself', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  stage.captchaAi.setMood({ code: 'ERROR_KEY_DOES_NOT_EXIST' });
  const app = await stage.start({ BALANCE_POLL_SECONDS: '10', PROVIDER_ACCOUNT_FAILURES: '1' });
  await connected(app);
  const refused = await stage.message(0);
  expect(refused.embeds[0]?.title).toBe('🔑 CaptchaAI Refuses the Account');
  expect(refused.embeds[0]?.fields?.[0]?.value).toMatch(/key is unknown, or the account has no threads/);
  expect(refused.mention_roles).toEqual([stage.role.id]);

  await post(app, '/v1/results', spike());
  await stage.discord.transcript.waitFor(() => stage.messages()[0]?.edited_timestamp !== null);
  expect(stage.messages()[0]?.embeds[0]?.fields).toContainEqual(
    expect.objectContaining({ name: 'Also Affected', value: expect.stringContaining('**Error rate**') }),
  );
  expect(titles(stage)).toEqual(['🔑 CaptchaAI Refuses the Account']);
  const status = await (await stage.owner.slash('status')).reply();
  expect(status.embeds[0]?.description).toContain('inhibited: the alert about its cause was sent');
});

test('people are notified of a pipeline that was at work and goes quiet, and of its end when results arrive', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ SILENCE_QUIET_SECONDS: '1' });
  await post(
    app,
    '/v1/results',
    Array.from({ length: 20 }, () => ({ outcome: 'solved' })),
  );
  const quiet = await stage.message(0);
  expect(quiet.embeds[0]?.title).toBe('🤫 Pipeline Quiet');
  expect(quiet.embeds[0]?.description).toMatch(/^No solve result for \*\*\d+ s\*\*$/);
  await post(app, '/v1/results', { outcome: 'solved' });
  expect((await stage.message(1)).embeds[0]?.description).toMatch(/^Results arrive again after \d+ s without any$/);
});

test('the alert of slow solves names their p95', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  await post(
    app,
    '/v1/results',
    Array.from({ length: 40 }, (_, i) => ({ outcome: 'solved', latencyMs: i < 30 ? 20_000 : 131_000 })),
  );
  const slow = await stage.message(0);
  expect(slow.embeds[0]?.title).toBe('🐢 Slow Solves');
  // Percentiles come from a sketch whose relative error is at most 1 %.
  expect(Number(/\*\*(\d+\.\d)s/.exec(slow.embeds[0]?.description ?? '')?.[1])).toBeCloseTo(131, -0.4);
});

test('tasks that the plan refuses lead to an alert about used-up threads, and hold back the queue', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ QUEUE_HOLD_SECONDS: '0', ERRORS_RATE_PERCENT: '50' });
  await post(app, '/v1/results', [
    ...Array.from({ length: 80 }, () => ({ outcome: 'solved' })),
    ...Array.from({ length: 20 }, () => ({ outcome: 'failed', errorCode: 'ERROR_NO_SLOT_AVAILABLE' })),
  ]);
  expect((await stage.message(0)).embeds[0]).toMatchObject({
    title: '🧵 Threads Used Up',
    description: 'Threads of the plan: **20.0% of tasks refused**',
  });
  await post(app, '/v1/queue', { depth: 340, activeWorkers: 8 });
  await stage.discord.transcript.waitFor(() => stage.messages()[0]?.edited_timestamp !== null);
  expect(titles(stage)).toEqual(['🧵 Threads Used Up']);
});

test('people are notified of one CAPTCHA type that fails while the whole is fine, and of its end', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  const of = (captchaType: string, solved: number, failed: number) => [
    ...Array.from({ length: solved }, () => ({ outcome: 'solved', captchaType })),
    ...Array.from({ length: failed }, () => ({ outcome: 'failed', errorCode: 'TIMEOUT', captchaType })),
  ];
  await post(app, '/v1/results', [...of('image', 300, 0), ...of('turnstile', 9, 31)]);
  expect((await stage.message(0)).embeds[0]).toMatchObject({
    title: '🧩 One CAPTCHA Type Fails',
    description: '`turnstile`: **77.5%** failed (31/40)',
  });
  await post(app, '/v1/results', of('turnstile', 270, 0));
  expect((await stage.message(1)).embeds[0]).toMatchObject({
    title: '✅ Pipeline Recovered',
    description: 'CAPTCHA type recovered: `turnstile` 77.5% → 10.0% failed',
  });
});

test('tasks that no worker takes lead to an alert with the mention, and hold back the queue, until a worker is active', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ WORKERS_HOLD_SECONDS: '0', QUEUE_HOLD_SECONDS: '0' });
  await post(app, '/v1/queue', { depth: 340, activeWorkers: 0 });
  const alert = await stage.message(0);
  expect(alert.embeds[0]).toMatchObject({
    title: '👷 No Worker Active',
    description: 'No worker is active, pending tasks: **340**',
  });
  expect(alert.mention_roles).toEqual([stage.role.id]);
  await post(app, '/v1/queue', { depth: 12, activeWorkers: 8 });
  expect((await stage.message(1)).embeds[0]?.description).toBe('Tasks are processed again: 340 → 12 pending tasks');
  await expect.poll(() => titles(stage)).toEqual(['👷 No Worker Active (over)', '✅ Pipeline Recovered']);
});

test('the alert of a balance that runs out within a day names its burn rate', async () => {
  const stage = await setUpProgram({ balanceUsd: 20 });
  const store = await openStore(stage.env.DATABASE_FILE);
  const now = Date.now();
  // Six hours at $2 an hour, down to the $20 that CaptchaAI answers now.
  const history = Array.from({ length: 360 }, (_, i) => {
    const minutesAgo = 360 - i;
    return {
      metric: 'balance',
      at: now - minutesAgo * 60_000,
      value: Math.round(20e6 + (minutesAgo / 60) * 2e6),
    } as const;
  });
  await store.readings.add('default', history);
  await store.close();
  await stage.start();
  const alert = await stage.message(0);
  expect(alert.embeds[0]?.title).toBe('⏳ Balance Runs Out Soon');
  expect(alert.embeds[0]?.fields?.[1]?.value).toMatch(/^\$(1\.9|2\.0)\d an hour$/);
});

test('an outage of CaptchaAI and Discord at once is our own network: nothing is blamed on the provider', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  stage.captchaAi.setMood('reset');
  stage.discord.faults.resetBefore({ method: 'GET', path: '/gateway' });
  const app = await stage.start({ PROVIDER_OUTAGE_FAILURES: '1' });
  await connected(app);
  const status = await (await stage.owner.slash('status')).reply();
  expect(status.embeds[0]?.description).toContain(
    '**CaptchaAI**: Discord cannot be reached either, so the problem is our own network',
  );
  expect(titles(stage).filter((title) => title !== '🔎 Pipeline Status')).toEqual([]);
});

test('codes that look the same are one line of the alert, and those that are no failures are not in it', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  const codes = ['ERROR_CAPTCHA_UNSOLVABLE', ' error_captcha_unsolvable\n', 'ERROR_CAPTCHA\u200b_UNSOLVABLE'];
  await post(app, '/v1/results', [
    ...Array.from({ length: 80 }, () => ({ outcome: 'solved' })),
    ...Array.from({ length: 400 }, () => ({ outcome: 'failed', errorCode: 'CAPCHA_NOT_READY' })),
    ...Array.from({ length: 30 }, (_, i) => ({ outcome: 'failed', errorCode: codes[i % 3] })),
  ]);
  const [embed] = (await stage.message(0)).embeds;
  expect(embed?.description).toBe('Error rate: **27.3%** (30/110)');
  expect(embed?.fields?.[0]?.value).toBe('• `ERROR_CAPTCHA_UNSOLVABLE`: 30');
  const metrics = await (await fetch(`${app.baseUrl}/metrics`)).text();
  expect(metrics).toContain('captchaai_monitor_results_total{outcome="no_failure"} 400');
  expect(metrics).toContain('captchaai_monitor_results_total{outcome="failed"} 30');
});

test('people are notified of ten failures in a row, although ten results are too few for a rate', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  const fail = (count: number) =>
    post(
      app,
      '/v1/results',
      Array.from({ length: count }, () => ({ outcome: 'failed', errorCode: 'TIMEOUT' })),
    );
  await connected(app);
  await fail(9);
  const status = await (await stage.owner.slash('status')).reply();
  expect(status.embeds[0]?.description).toContain('too few results to judge');
  await fail(1);
  const [embed] = (await stage.message(1)).embeds;
  expect(embed?.description).toBe('Error rate: **100.0%** (10/10)');
  expect(embed?.fields?.[1]).toMatchObject({ name: 'Window', value: 'The last 10 results in a row failed' });
});

test('a balance of 0 in a single answer is asked for again, and neither an alert nor a top-up is sent', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const read = stage.captchaAi.nextCall();
  const first = await stage.start();
  await read;
  await connected(first);
  await first.end('SIGTERM');

  stage.pollIsDue();
  stage.captchaAi.setBalance(0);
  const again = stage.captchaAi.nextCall().then(() => {
    stage.captchaAi.setBalance(142.3);
    return stage.captchaAi.nextCall();
  });
  const second = await stage.start();
  await again;
  await connected(second);
  // The first message is about something else.
  await post(second, '/v1/results', spike());
  expect((await stage.message(0)).embeds[0]?.title).toBe('⚠️ Error Rate Spike');
  expect(titles(stage)).toHaveLength(1);
});
