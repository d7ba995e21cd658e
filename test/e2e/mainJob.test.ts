import { expect, test, vi } from 'vitest';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

const LONG_ENOUGH = { timeout: 10_000 };

test('a spike of failed solves becomes the alert of the product, with the mention, in the guild of the webhook', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  await connected(app);

  const answer = await post(app, '/v1/results', spike());
  expect(answer.status).toBe(202);
  expect(await answer.json()).toEqual({ accepted: 200 });

  await stage.message(0);
  const [sent] = stage.discord.transcript.requests('POST', new RegExp(`^/webhooks/${stage.webhook.id}/`));
  expect(sent?.query).toEqual({ wait: 'true' });
  expect(sent?.body).toEqual({
    content: `<@&${stage.role.id}>`,
    allowed_mentions: { parse: [], roles: [stage.role.id] },
    embeds: [
      {
        title: '⚠️ Error Rate Spike',
        description: 'Error rate: **22.5%** (45/200)',
        color: 0xe74c3c,
        fields: [
          { name: 'Error Breakdown', value: '• `ERROR_CAPTCHA_UNSOLVABLE`: 30\n• `TIMEOUT`: 15' },
          { name: 'Window', value: 'Last 5 minutes', inline: true },
          {
            name: 'Action',
            value: expect.stringMatching(/^`ERROR_CAPTCHA_UNSOLVABLE`: The solver gave up\. Retry once or twice/),
          },
        ],
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        footer: { text: 'CaptchaAI Pipeline Monitor' },
      },
    ],
  });
  expect((await stage.message(0)).mention_roles).toEqual([stage.role.id]);
  // Of a library that is not used as it is meant to be, Node.js itself warns.
  expect(app.output()).not.toContain('warning of Node.js');
});

test('/mute holds the next message back, and when it ends the channel hears how many', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ ALERT_COOLDOWN_SECONDS: '1' });
  await connected(app);
  await post(app, '/v1/results', spike());
  await stage.message(0);

  const muted = await stage.owner.type('/mute errors 2h');
  expect((await muted.reply()).content).toMatch(/\*\*Error rate\*\* is muted until <t:\d+:f>/);
  const before = stage.messages().length;

  const status = await vi.waitFor(async () => {
    const [embed] = (await (await stage.owner.slash('status')).reply()).embeds;
    expect(embed?.description).toContain('suppressed');
    return embed?.description ?? '';
  }, LONG_ENOUGH);
  expect(status).toMatch(
    /🔴 \*\*Error rate\*\*: 22\.5% \(45\/200\), firing since <t:\d+:t>, last sent <t:\d+:t>, muted until <t:\d+:t> by <@\d+> \((\d) messages? suppressed\)/,
  );
  const [, held] = /(\d) messages? suppressed/.exec(status) ?? [];
  expect(alerts(stage.messages())).toHaveLength(alerts(stage.messages().slice(0, before)).length);

  await stage.owner.type('/unmute errors');
  const late = await vi.waitFor(() => {
    const { embeds } = alerts(stage.messages().slice(before))[0] ?? {};
    expect(embeds).toMatchObject([{ title: '⚠️ Error Rate Spike', description: 'Error rate: **22.5%** (45/200)' }]);
    return embeds?.[0]?.fields?.find(({ name }) => name === 'Suppressed')?.value ?? '';
  }, LONG_ENOUGH);
  expect(late).toMatch(/^(?:1 message|[2-9] messages) suppressed while this was muted$/);
  expect(Number.parseInt(late, 10)).toBeGreaterThanOrEqual(Number(held));
});

test('/balance shows what CaptchaAI said, and people are notified of a low one', async () => {
  const stage = await setUpProgram({ balanceUsd: 8.42 });
  await connected(await stage.start());
  const alert = await stage.message(0);
  expect(alert.embeds[0]).toMatchObject({
    title: '💰 Balance Alert',
    description: 'CaptchaAI balance is **$8.42**',
    fields: [
      { name: 'Threshold', value: '$10.00', inline: true },
      { name: 'Severity', value: 'WARNING', inline: true },
      { name: 'Action', value: 'Top up your balance at captchaai.com' },
    ],
  });
  expect(alert.content).toBe('');

  const reply = await (await stage.owner.slash('balance')).reply();
  expect(reply.embeds[0]?.description).toContain('**$8.42**');
});

test('kill -9 and a restart keep the mute, the cooldown and the window', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const first = await stage.start();
  await connected(first);
  await post(first, '/v1/results', spike());
  await stage.message(0);
  await (await stage.owner.slash('mute', { alert: 'queue', for: '2h', reason: 'a deploy' })).reply();

  await first.end('SIGKILL');
  // The next poll is due at the start: its alert tells us that an evaluation has taken place.
  stage.pollIsDue();
  stage.captchaAi.setBalance(1.5);
  const second = await stage.start();
  await connected(second);
  await post(second, '/v1/results', { outcome: 'failed', errorCode: 'TIMEOUT' });
  // A balance that jumps is asked for again after 5 s.
  await stage.discord.transcript.waitFor(() => alerts(stage.messages()).length > 1, { timeoutMs: 20_000 });

  const status = await (await stage.owner.slash('status')).reply();
  expect(status.embeds[0]?.description).toContain('22.9% (46/201)');
  expect(status.embeds[0]?.fields).toContainEqual(
    expect.objectContaining({
      name: 'Muted',
      value: expect.stringMatching(/^\*\*Queue\*\* until .* by <@\d+>: `a deploy`$/),
    }),
  );
  expect(alerts(stage.messages()).map(({ embeds }) => embeds[0]?.title)).toEqual([
    '⚠️ Error Rate Spike',
    '💰 Balance Alert',
  ]);
});

test('without a bot token alerts go to the webhook alone, critical ones with the mention', async () => {
  const stage = await setUpProgram({ balanceUsd: 1.99 });
  await stage.start({ DISCORD_TOKEN: '' });
  const alert = await stage.message(0);
  expect(alert.content).toBe(`<@&${stage.role.id}>`);
  expect(alert.embeds[0]?.fields?.[1]).toMatchObject({ name: 'Severity', value: 'ERROR' });
});

test('a channel that /setup picks gets the alerts instead, as messages of the bot', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  await connected(app);
  const ops = stage.discord.addChannel(stage.guild.id, { name: 'ops' });
  const screen = await stage.setUp({ setupChannel: ops.id, setupMention: stage.role.id });
  expect(JSON.stringify(screen.components)).toContain(`Alerts go to <#${ops.id}>`);

  await post(app, '/v1/results', spike());
  await stage.discord.transcript.waitFor(() => stage.discord.messages(ops.id).length > 0);
  expect(stage.discord.messages(ops.id)[0]).toMatchObject({
    author: { id: stage.discord.bot.userId },
    mention_roles: [stage.role.id],
  });
});

test('the alert of a queue that stays deep names its workers and its drain time', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ QUEUE_HOLD_SECONDS: '0' });
  await post(app, '/v1/queue', { depth: 340, activeWorkers: 8 });
  const alert = await stage.message(0);
  expect(alert.embeds[0]).toMatchObject({
    title: '📊 Queue Backup',
    description: 'Queue depth: **340** pending tasks',
    fields: [
      { name: 'Active Workers', value: '8', inline: true },
      { name: 'Est. Drain Time', value: '42 min (rough guess)', inline: true },
      { name: 'Action', value: 'Check that the workers run; start more of them, or send fewer tasks' },
    ],
  });
});

function alerts(messages: ReturnType<Awaited<ReturnType<typeof setUpProgram>>['messages']>) {
  return messages.filter((message) => message.webhook_id !== undefined && message.interaction_metadata === undefined);
}
