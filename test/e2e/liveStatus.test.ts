import { expect, test } from 'vitest';
import { connected, evaluated, post, setUpProgram, spike } from '../fixtures/program.ts';
import { textOf } from '../fixtures/spike.ts';

const LONG_ENOUGH = { timeout: 20_000 };

/** The bot with its alerts in one channel, and the live status with them. */
async function setUpLive() {
  const stage = await setUpProgram({ balanceUsd: 142.3, rateLimits: false });
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  const screen = await stage.setUp({ setupChannel: stage.channel.id });
  const live = () => stage.messages().find(({ embeds }) => embeds[0]?.title?.startsWith('📌'));
  const shown = () => expect.poll(live, LONG_ENOUGH);
  return { ...stage, app, screen, live, shown };
}

test('switched on in /setup, edited when something fires, made anew, the same after a restart, and gone when it is switched off', async () => {
  const stage = await setUpLive();
  const { owner, discord, guild, channel, live, shown } = stage;
  const said = await owner.button(stage.screen.id, 'm1:setupLiveHere');
  expect(textOf(await said.reply())).toContain(`One message in <#${channel.id}> is kept up to date.`);
  // The bot may not pin in this server, and `/setup` says so.
  expect(textOf(await said.reply())).toContain('grant my role **Pin Messages**');
  await shown().toMatchObject({ flags: 4096, pinned: false });
  const first = live();

  await post(stage.app, '/v1/results', spike());
  await expect.poll(() => live()?.embeds[0]?.description, LONG_ENOUGH).toContain('🔴 **Error rate** 22.5% (45/200)');
  expect(live()?.id).toBe(first?.id);

  const edits = () => discord.transcript.requests('PATCH', new RegExp(`/messages/${first?.id}$`)).length;
  const before = edits();
  await evaluated(stage.app, 5);
  expect(edits()).toBe(before);

  await stage.app.end('SIGTERM');
  const second = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(second);
  await evaluated(second, 5);
  expect(live()?.id).toBe(first?.id);
  expect(edits()).toBe(before);

  discord.deleteMessage(channel.id, first?.id ?? '');
  await (await owner.type('/mute errors 2h')).reply();
  await expect.poll(() => live()?.embeds[0]?.description, LONG_ENOUGH).toContain('muted until');
  expect(live()?.id).not.toBe(first?.id);

  const screen = await (await owner.slash('setup')).reply();
  await (await owner.button(screen.id, 'm1:setupLiveOff')).reply();
  await shown().toBeUndefined();
  expect(guild.id).toBe(stage.guild.id);
});

test('a channel of its own, pinned where the bot may; once it is deleted, /status says why', async () => {
  const stage = await setUpLive();
  const { owner, discord, guild } = stage;
  const ops = discord.addChannel(guild.id, {
    name: 'ops',
    overwrites: [{ id: discord.bot.userId, type: 'member', allow: 1n << 51n }],
  });
  const screen = await stage.setUp({ setupLive: ops.id });
  expect(textOf(screen)).toContain(`One message in <#${ops.id}> is kept up to date.`);
  expect(textOf(screen)).not.toContain('Pin Messages');
  await expect.poll(() => discord.messages(ops.id)[0]?.pinned, LONG_ENOUGH).toBe(true);
  discord.deleteChannel(ops.id);
  await post(stage.app, '/v1/results', spike());
  const status = async () => textOf(await (await owner.slash('status')).reply());
  await expect.poll(status, LONG_ENOUGH).toContain('⚠️ Not up to date: the webhook or channel is gone');
});

test('a live status whose edit hangs delays no alert', async () => {
  const stage = await setUpLive();
  const { owner, discord, shown, live } = stage;
  await owner.button(stage.screen.id, 'm1:setupLiveHere');
  await shown().toBeDefined();
  const edit = { method: 'PATCH', path: new RegExp(`/messages/${live()?.id}$`) };
  const hanging = discord.faults.delayBefore(edit, 60_000);
  await post(stage.app, '/v1/results', spike());
  await expect.poll(() => hanging.hits, LONG_ENOUGH).toBe(1);
  expect((await (await owner.slash('test')).reply()).content).toContain('The test alert arrived');
  const titles = stage.messages().map(({ embeds }) => embeds[0]?.title);
  expect(titles).toEqual([expect.stringContaining('📌'), '⚠️ Error Rate Spike', '🧪 Test Alert (Critical)']);
  const metrics = await (await fetch(`${stage.app.baseUrl}/metrics`)).text();
  // The alert and the test, and nothing else.
  expect(metrics.match(/^captchaai_monitor_delivery_attempts_total.*$/gm)).toEqual([
    'captchaai_monitor_delivery_attempts_total{type="alert",outcome="delivered"} 1',
    'captchaai_monitor_delivery_attempts_total{type="test",outcome="delivered"} 1',
  ]);
  expect(metrics).not.toMatch(/^captchaai_monitor_delivery_failures_total\{/m);
});
