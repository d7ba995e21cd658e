import { expect, test } from 'vitest';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';
import { startWithSpike, textOf } from '../fixtures/spike.ts';

const NAMES = ['Mute this kind', 'Explain'] as const;

test('the menu of an alert mutes its kind and explains it, for the one who asks', async () => {
  const { owner, alert, channel, discord } = await startWithSpike();
  const explained = await owner.menu(alert.id, 'Explain');
  expect(explained.ephemeral).toBe(true);
  expect((await explained.reply()).embeds.map(({ title }) => title)).toEqual([
    '⚠️ Error Rate Spike',
    '📖 ERROR_CAPTCHA_UNSOLVABLE',
    '📖 TIMEOUT',
  ]);
  const asked = await owner.menu(alert.id, 'Mute this kind');
  expect(asked.ephemeral).toBe(true);
  const question = await asked.reply();
  expect(question.content).toBe('For how long should **Error rate** be muted?');
  const muted = await (await owner.select(question.id, `m1:muteTold:${alert.id}`, ['3600'])).reply();
  expect(muted.content).toContain('**Error rate** is muted until');
  expect(muted.components).toEqual([]);
  expect(textOf(await (await owner.type('/mutes')).reply())).toContain('**Error rate** until');
  // A message of its own that is no alert, and one of somebody else.
  const stranger = discord.createWebhook(channel.id, { name: 'Somebody' });
  const posted = await fetch(`${stranger.url.replace('/api/', '/api/v10/')}?wait=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'DiscordBot (https://example.org, 1.0.0)' },
    body: JSON.stringify({ content: 'hello' }),
  });
  const { id } = (await posted.json()) as { id: string };
  for (const name of NAMES) {
    expect((await (await owner.menu(id, name)).reply()).content).toContain('not one of my alerts');
  }
});

test('it works on messages of the webhook too, and muting needs Manage Server whatever Discord hides', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  await connected(app);
  await post(app, '/v1/results', spike());
  const alert = await stage.message(0);
  expect(alert.webhook_id).toBe(stage.webhook.id);
  const { id } = stage.discord.addUser({ username: 'grace' });
  stage.discord.addMember(stage.guild.id, id);
  const grace = stage.discord.as({ userId: id, guildId: stage.guild.id, channelId: stage.channel.id });
  await expect(grace.menu(alert.id, 'Mute this kind')).rejects.toThrow('hidden from grace');
  const refused = await grace.menu(alert.id, 'Mute this kind', { force: true });
  expect((await refused.reply()).content).toBe('You need the permission Manage Server for this.');
  expect((await (await grace.menu(alert.id, 'Explain')).reply()).embeds[0]?.title).toBe('⚠️ Error Rate Spike');
  const question = await (await stage.owner.menu(alert.id, 'Mute this kind')).reply();
  await (await stage.owner.select(question.id, `m1:muteTold:${alert.id}`, ['86400'])).reply();
  expect(textOf(await (await stage.owner.type('/mutes')).reply())).toContain('**Error rate** until');
});
