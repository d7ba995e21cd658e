import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

const SENDS = /^\/webhooks\/\d+\/[^/]+$/;
const solved = (n: number) => Array.from({ length: n }, () => ({ outcome: 'solved', latencyMs: 20_000 }));

test('when the rate falls again the channel hears from what to what, once', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ ERRORS_CLEAR_SECONDS: '0' });
  await post(app, '/v1/results', spike());
  await stage.message(0);
  await post(app, '/v1/results', solved(925));
  const recovery = await stage.message(1);
  expect(recovery.embeds[0]).toMatchObject({
    title: '✅ Pipeline Recovered',
    description: 'Solve rate recovered: 77.5% → 96.0%',
    color: 0x2ecc71,
  });
  expect(recovery.content).toBe('');
  // The first message is edited, so that the channel's history reads true.
  await stage.discord.transcript.waitFor(() => stage.messages()[0]?.edited_timestamp !== null);
  const [first] = stage.messages();
  expect(first?.embeds[0]?.title).toBe('⚠️ Error Rate Spike (over)');
  expect(first?.embeds[0]?.fields?.at(-1)).toMatchObject({ name: 'Ended' });
});

test.each([
  ['a 503 of Discord', 503],
  ['a 502 with a page of HTML', 502],
])('%s delays an alert and does not lose or double it', async (_name, status) => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const fault = stage.discord.faults.status({ method: 'POST', path: SENDS, times: 1 }, status, '<html>no</html>');
  const app = await stage.start();
  await post(app, '/v1/results', spike());
  await stage.message(0);
  expect(fault.hits).toBe(1);
  expect(stage.messages()).toHaveLength(1);
});

test('a 429 is waited for as long as it says', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  stage.discord.faults.rateLimited({ method: 'POST', path: SENDS, times: 1 }, { retryAfterMs: 1_000 });
  const app = await stage.start();
  await post(app, '/v1/results', spike());
  await stage.message(0);
  const [refused, taken] = stage.discord.transcript.requests('POST', SENDS).map(({ at }) => at);
  expect((taken ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(1_000);
  expect(stage.messages()).toHaveLength(1);
});

test('a process that is killed while Discord is down sends its alert when it is back, after the restart', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const first = await stage.start();
  await connected(first);
  const down = stage.discord.faults.status({ method: 'POST', path: SENDS }, 503);
  await post(first, '/v1/results', spike());
  await stage.discord.transcript.waitFor(() => down.hits > 0);
  await first.end('SIGKILL');
  down.clear();
  await stage.start();
  const alert = await stage.message(0);
  expect(alert.embeds[0]?.description).toBe('Error rate: **22.5%** (45/200)');
  expect(stage.messages()).toHaveLength(1);
});

test.each([
  ['with a bot beside the webhook, which can look', {}, 'CaptchaAI Pipeline Monitor'],
  [
    'with a webhook alone, where nobody can',
    { DISCORD_TOKEN: '' },
    'CaptchaAI Pipeline Monitor · sent again, the first try may have arrived',
  ],
])(
  'an incident that began and ended while Discord answered 503 is sent late, in one message: %s',
  async (_name, settings, footer) => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const app = await stage.start({ ERRORS_CLEAR_SECONDS: '0', ...settings });
    const down = stage.discord.faults.status({ method: 'POST', path: SENDS }, 503);
    await post(app, '/v1/results', spike());
    await stage.discord.transcript.waitFor(() => down.hits > 0);
    await post(app, '/v1/results', solved(925));
    const isLate = ({ body }: { body: unknown }) => JSON.stringify(body).includes('Sent Late');
    await stage.discord.transcript.waitFor(() => stage.discord.transcript.requests('POST', SENDS).some(isLate), {
      timeoutMs: 20_000,
    });
    down.clear();
    await app.logged('"type":"late","outcome":"delivered"');
    await app.end('SIGTERM');
    expect(stage.messages().map(({ embeds: [embed] }) => [embed?.title, embed?.footer?.text])).toEqual([
      ['⚠️ Error Rate Spike (over)', footer],
    ]);
    expect(stage.messages()[0]?.edited_timestamp).toBeNull();
  },
);

test('a daily summary that fell due while nothing ran is sent once, whatever is restarted in that minute', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const now = Date.now();
  const minuteOf = (at: number) => new Date(at).toISOString().slice(11, 16);
  // Known for two days: a day from before a guild was there is not summed up for it.
  const store = await openStore(stage.env.DATABASE_FILE);
  await store.guilds.see([{ id: stage.guild.id, name: '', webhookId: stage.webhook.id }], now - 2 * 86_400_000);
  await store.close();

  const settings = { SUMMARY_TIME: minuteOf(now - 600_000) };
  const first = await stage.start(settings);
  const summary = await stage.message(0);
  expect(summary.embeds[0]).toMatchObject({
    title: '📈 Daily CAPTCHA Summary',
    description: '**0** tasks processed',
    color: 0xf39c12,
  });
  expect(summary.embeds[0]?.fields?.at(-1)).toMatchObject({ name: 'Sent Late' });
  // Before Discord's answer is on disk a webhook's message may be repeated: nothing on the wire tells them apart.
  await first.logged('"type":"summary","outcome":"delivered"');
  await first.end('SIGKILL');

  const second = await stage.start(settings);
  await post(second, '/v1/results', spike());
  expect((await stage.message(1)).embeds[0]?.title).toBe('⚠️ Error Rate Spike');
  expect(stage.messages()).toHaveLength(2);
});
