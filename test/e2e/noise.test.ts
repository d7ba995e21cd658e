import { expect, test } from 'vitest';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';
import { buttonId, textOf } from '../fixtures/spike.ts';

const LONG_ENOUGH = { timeout: 20_000 };

test('a server that wants less noise: a silent warning, a critical line that pings, Details behind its button', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3, rateLimits: false });
  const { channel, role, owner, messages } = stage;
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '', SILENT_MESSAGES: 'warnings', QUEUE_HOLD_SECONDS: '0' });
  await connected(app);
  await stage.setUp({ setupChannel: channel.id, setupMention: role.id });
  await post(app, '/v1/queue', { depth: 340, activeWorkers: 8 });
  const warning = await stage.message(0);
  expect(warning).toMatchObject({ flags: 4096, embeds: [{ title: '📊 Queue Backup' }] });

  await stage.setUp({ setupNoise: 'compact' });
  await post(app, '/v1/results', spike());
  const alert = await stage.message(1);
  expect(alert).toMatchObject({
    content: `<@&${role.id}>\n🔴 **Error rate** 22.5% (45/200)`,
    embeds: [],
    flags: 0,
    mention_roles: [role.id],
  });
  const details = await owner.button(alert.id, buttonId(alert, 'Details'));
  expect(textOf(await details.reply())).toContain('ERROR_CAPTCHA_UNSOLVABLE');
  await owner.button(alert.id, buttonId(alert, 'Acknowledge'));
  await expect.poll(() => messages()[1]?.content, LONG_ENOUGH).toContain('has been on it since');
  expect(messages()[1]?.embeds).toEqual([]);
});

test('a queue that is too long again and again: the sixth time is one message for all that come next', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3, rateLimits: false });
  const app = await stage.start({
    ...{ DISCORD_WEBHOOK_URL: '', QUEUE_HOLD_SECONDS: '0', ALERT_COOLDOWN_SECONDS: '1' },
  });
  await connected(app);
  await stage.setUp({ setupChannel: stage.channel.id });
  const titles = () => stage.messages().map(({ embeds }) => embeds[0]?.title);
  const pair = async (index: number) => {
    await post(app, '/v1/queue', { depth: 340, activeWorkers: 8 });
    await expect.poll(() => titles()[index], LONG_ENOUGH).toContain('Queue Backup');
    await post(app, '/v1/queue', { depth: 2, activeWorkers: 8 });
  };
  for (let i = 0; i < 6; i += 1) {
    await pair(2 * i);
    await stage.message(2 * i + 1);
  }
  expect(titles().filter((title) => title === '✅ Pipeline Recovered')).toHaveLength(5);
  const digest = await stage.message(11);
  expect(digest.embeds[0]).toMatchObject({
    title: '🔁 Flapping',
    description: expect.stringContaining('**Queue** fired and recovered 6 times'),
  });
  await pair(12);
  await expect
    .poll(() => stage.messages()[11]?.embeds[0]?.description, LONG_ENOUGH)
    .toContain('fired and recovered 7 times');
  expect(stage.messages()).toHaveLength(13);
  await stage.owner.button(digest.id, buttonId(digest, 'Acknowledge'));
  await expect
    .poll(() => stage.messages()[11]?.embeds[0]?.fields?.map(({ name }) => name), LONG_ENOUGH)
    .toContain('Acknowledged');
});
