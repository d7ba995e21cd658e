import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { openStore } from '../../src/store/open.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';

const SENDS = /^\/webhooks\/\d+\/[^/]+$/;
const TITLE = '⚠️ Error Rate Spike';
const more = (n: number) => Array.from({ length: n }, () => ({ outcome: 'failed', errorCode: 'TIMEOUT' }));

async function readiness(baseUrl: string) {
  const response = await fetch(`${baseUrl}/readyz`);
  return { status: response.status, body: (await response.json()) as { checks: Record<string, string> } };
}

describe('a webhook that was deleted', () => {
  test('is called once; the bot posts in its channel instead, and /status, /readyz and the log say so', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const app = await stage.start();
    await connected(app);
    stage.discord.deleteWebhook(stage.webhook.id);
    await post(app, '/v1/results', spike());
    const alert = await stage.message(0);
    expect(alert).toMatchObject({ author: { id: stage.discord.bot.userId }, embeds: [{ title: TITLE }] });
    expect(alert.content).toBe(
      `<@&${stage.role.id}>\n-# Posted here instead: the webhook or channel is gone: choose another with \`/setup\``,
    );
    expect(alert.mention_roles).toEqual([stage.role.id]);
    const status = await (await stage.owner.slash('status')).reply();
    expect(JSON.stringify(status.embeds)).toContain('A fallback for now: the webhook or channel is gone');
    const { status: code, body } = await readiness(app.baseUrl);
    expect(code).toBe(503);
    expect(body.checks['webhook']).toContain('Set DISCORD_WEBHOOK_URL again, or choose a channel with /setup');
    expect(app.output()).toContain('destination unusable: sent to a fallback');

    await stage.setUp({ setupChannel: stage.channel.id });
    await expect.poll(async () => (await readiness(app.baseUrl)).status, { timeout: 10_000 }).toBe(200);
    expect(stage.discord.transcript.requests('POST', SENDS)).toHaveLength(1);
  });

  test('is called once where there is no bot, and the first alert waits for another address', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const app = await stage.start({ DISCORD_TOKEN: '' });
    // The webhook's server is known once Discord was asked.
    await expect.poll(async () => (await readiness(app.baseUrl)).status, { timeout: 10_000 }).toBe(200);
    stage.discord.deleteWebhook(stage.webhook.id);
    await post(app, '/v1/results', spike());
    await app.logged('no destination');
    await post(app, '/v1/results', more(100));
    await expect.poll(async () => (await readiness(app.baseUrl)).status, { timeout: 10_000 }).toBe(503);
    expect(stage.discord.transcript.requests('POST', SENDS)).toHaveLength(1);
    await app.end('SIGTERM');

    const webhook = stage.discord.createWebhook(stage.channel.id);
    await stage.start({ DISCORD_TOKEN: '', DISCORD_WEBHOOK_URL: webhook.url });
    expect((await stage.message(0)).embeds[0]?.title).toBe(TITLE);
  });

  test('whose token is wrong is treated alike', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const app = await stage.start();
    await connected(app);
    stage.discord.faults.status({ method: 'POST', path: SENDS }, 401, {
      message: 'Invalid Webhook Token',
      code: 50_027,
    });
    await post(app, '/v1/results', spike());
    expect((await stage.message(0)).author.id).toBe(stage.discord.bot.userId);
    expect(stage.discord.transcript.requests('POST', SENDS)).toHaveLength(1);
  });
});

describe('a channel that was deleted', () => {
  async function lose(stage: Awaited<ReturnType<typeof setUpProgram>>) {
    const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
    await connected(app);
    const own = stage.discord.addChannel(stage.guild.id, { name: 'own' });
    await stage.setUp({ setupChannel: own.id });
    stage.discord.deleteChannel(own.id);
    return app;
  }

  test('is replaced by the system channel', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    stage.discord.setSystemChannel(stage.guild.id, stage.channel.id);
    await post(await lose(stage), '/v1/results', spike());
    expect(await stage.message(0)).toMatchObject({ embeds: [{ title: TITLE }] });
  });

  test('is replaced by a direct message to the owner where the bot may write nowhere', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    await post(await lose(stage), '/v1/results', spike());
    const direct = stage.discord.openDirectChannel(stage.discord.owner.id);
    await stage.discord.transcript.waitFor(() => stage.discord.messages(direct.id).length > 0);
    expect(stage.discord.messages(direct.id)).toMatchObject([{ embeds: [{ title: TITLE }] }]);
  });
});

test('a permission that was taken away, and a channel as it is given back', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  const own = stage.discord.addChannel(stage.guild.id, { name: 'own' });
  await stage.setUp({ setupChannel: own.id });
  stage.discord.updateChannel(own.id, { overwrites: [{ id: stage.guild.id, type: 'role', deny: 0x800n }] });
  stage.discord.setSystemChannel(stage.guild.id, stage.channel.id);
  await post(app, '/v1/results', spike());
  expect((await stage.message(0)).content).toContain('check the bot’s permissions in the channel');
  stage.discord.updateChannel(own.id, { overwrites: [] });
  await stage.setUp({ setupChannel: own.id });
  await (await stage.owner.slash('test', { severity: 'warning' })).reply();
  expect(stage.discord.messages(own.id)).toHaveLength(1);
});

test('a bot that is thrown out and invited again goes on in its channel', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  await stage.setUp({ setupChannel: stage.channel.id });
  stage.discord.removeGuild(stage.guild.id);
  await post(app, '/v1/results', spike());
  stage.discord.inviteBot(stage.guild.id);
  expect((await stage.message(0)).embeds[0]?.title).toBe(TITLE);
});

/** What each of the three that can be asked says of the place of alerts, of a monitor that runs. */
async function askAll(stage: Awaited<ReturnType<typeof setUpProgram>>, app: AppProcess, from: string) {
  const { guild, env, discord } = stage;
  const asked = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: from });
  const status = await (await asked.type('/status')).reply();
  const ready = (await (await fetch(`${app.baseUrl}/readyz`)).json()) as { checks: { alerts: string } };
  const port = new URL(app.baseUrl).port;
  const doctor = await runMain(
    ['doctor'],
    { ...env, DISCORD_WEBHOOK_URL: '', HTTP_PORT: port },
    dirname(env.DATABASE_FILE),
  );
  return { status: JSON.stringify(status.embeds), ready: ready.checks.alerts, doctor: doctor.output };
}

test('/status, /readyz and the doctor say the same about a channel that is gone, one that works again, and none at all', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const { discord, guild } = stage;
  const noWebhook = { DISCORD_WEBHOOK_URL: '' };
  const first = await stage.start(noWebhook);
  await connected(first);
  expect(await askAll(stage, first, stage.channel.id)).toMatchObject({
    status: expect.stringMatching(/(?:Nowhere yet|no channel is chosen): use `\/setup`/),
    ready: `no channel is chosen in server ${guild.id}: use /setup there`,
    doctor: expect.stringContaining('✖ Server Scrapers: no channel is chosen'),
  });

  // Nothing has been sent yet when it is deleted.
  const own = discord.addChannel(guild.id, { name: 'own' });
  await stage.setUp({ setupChannel: own.id });
  discord.deleteChannel(own.id);
  await first.logged('channel of a server checked');
  const whenGone = {
    status: expect.stringMatching(/(?:A fallback for now|Nowhere): [^"]*(?:gone|deleted)/),
    ready: `the place that server ${guild.id} chose cannot be used (destinationGone): see /status there`,
    doctor: expect.stringContaining(`✖ Server Scrapers: the channel ${own.id} that alerts go to was deleted`),
  };
  await expect.poll(() => askAll(stage, first, stage.channel.id), { timeout: 30_000 }).toMatchObject(whenGone);

  // Its permission comes back while the monitor is down.
  const other = discord.addChannel(guild.id, { name: 'other' });
  await stage.setUp({ setupChannel: other.id });
  await first.end('SIGTERM');
  const store = await openStore(stage.env.DATABASE_FILE);
  await store.guilds.setUnusable(guild.id, { why: 'notAllowed', until: Date.now() + 600_000 });
  await store.close();
  const second = await stage.start(noWebhook);
  await connected(second);
  await expect
    .poll(() => askAll(stage, second, stage.channel.id), { timeout: 30_000 })
    .toMatchObject({
      status: expect.stringContaining(`<#${other.id}>`),
      ready: 'ok',
      doctor: expect.stringContaining('✔ Server Scrapers: alerts go to #other'),
    });
}, 120_000);

describe('the thread of a webhook', () => {
  test('is where it posts if its address says so', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const thread = stage.discord.addChannel(stage.guild.id, { name: 'on call', type: 11, parentId: stage.channel.id });
    const app = await stage.start({ DISCORD_WEBHOOK_URL: `${stage.webhook.url}?thread_id=${thread.id}` });
    await post(app, '/v1/results', spike());
    await stage.discord.transcript.waitFor(() => stage.discord.messages(thread.id).length > 0);
    expect(stage.messages()).toEqual([]);
  });

  test('of a forum is one post for all alerts, over a restart too', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const forum = stage.discord.addChannel(stage.guild.id, { name: 'alerts', type: 15 });
    const webhook = stage.discord.createWebhook(forum.id);
    const settings = { DISCORD_WEBHOOK_URL: webhook.url, DISCORD_TOKEN: '', ERRORS_CLEAR_SECONDS: '0' };
    const first = await stage.start(settings);
    await post(first, '/v1/results', spike());
    await first.logged('"type":"alert","outcome":"delivered"');
    await first.end('SIGTERM');
    const second = await stage.start(settings);
    await post(
      second,
      '/v1/results',
      Array.from({ length: 925 }, () => ({ outcome: 'solved' })),
    );
    await second.logged('"type":"recovery","outcome":"delivered"');
    const posted = stage.discord.transcript.requests('POST', SENDS).map(({ body, query }) => ({
      name: (body as { thread_name?: string }).thread_name,
      thread: query['thread_id'],
    }));
    expect(posted.map(({ name }) => name)).toEqual([undefined, 'CaptchaAI alerts', undefined]);
    const { thread = '' } = posted[2] ?? {};
    expect(stage.discord.messages(thread)).toHaveLength(2);
  });
});
