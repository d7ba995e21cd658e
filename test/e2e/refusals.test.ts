import { describe, expect, test, vi } from 'vitest';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

const TITLE = '⚠️ Error Rate Spike';
const SENDS = /^\/webhooks\/\d+\/[^/]+$/;
const CREATE = /^\/channels\/\d+\/messages$/;
const HTML = '<html><h1>Blocked</h1></html>';
const NO_CHANNEL = '-# Posted here instead: no channel is chosen: use `/setup`';

type Stage = Awaited<ReturnType<typeof setUpProgram>>;

async function readiness(baseUrl: string) {
  const response = await fetch(`${baseUrl}/readyz`);
  return { status: response.status, body: (await response.json()) as { checks: Record<string, string> } };
}

async function statusText(stage: Stage): Promise<string> {
  return JSON.stringify((await (await stage.owner.slash('status')).reply()).embeds);
}

describe('a bot that nobody gave a channel', () => {
  test('says so, sends alerts to the system channel, also the end of an incident that began there, and then to the chosen channel', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    stage.discord.setSystemChannel(stage.guild.id, stage.channel.id);
    const app = await stage.start({
      DISCORD_WEBHOOK_URL: '',
      ERRORS_CLEAR_SECONDS: '0',
      BALANCE_POLL_SECONDS: '10',
    });
    await connected(app);
    await app.logged(`no channel is chosen in server ${stage.guild.id}`);
    const { status, body } = await readiness(app.baseUrl);
    expect(status).toBe(503);
    expect(body.checks['alerts']).toBe(`no channel is chosen in server ${stage.guild.id}: use /setup there`);

    await post(app, '/v1/results', spike());
    expect(await stage.message(0)).toMatchObject({ content: NO_CHANNEL, embeds: [{ title: TITLE }] });
    expect(await statusText(stage)).toContain('A fallback for now: no channel is chosen');
    await post(app, '/v1/results', [{ outcome: 'failed', errorCode: 'TIMEOUT' }]);

    const own = stage.discord.addChannel(stage.guild.id, { name: 'own' });
    await stage.setUp({ setupChannel: own.id });
    await expect.poll(async () => (await readiness(app.baseUrl)).status, { timeout: 10_000 }).toBe(200);
    await post(
      app,
      '/v1/results',
      Array.from({ length: 925 }, () => ({ outcome: 'solved' })),
    );
    const titles = () => stage.messages().map(({ embeds }) => embeds[0]?.title);
    await stage.discord.transcript.waitFor(() => titles().includes('✅ Pipeline Recovered'), { timeoutMs: 10_000 });
    // The first message is edited where it stands.
    await stage.discord.transcript.waitFor(() => stage.messages()[0]?.edited_timestamp !== null);
    expect(stage.messages()[0]).toMatchObject({ embeds: [{ title: `${TITLE} (over)` }] });
    expect(stage.discord.messages(own.id)).toEqual([]);

    stage.captchaAi.setBalance(1.5);
    await stage.discord.transcript.waitFor(() => stage.discord.messages(own.id).length > 0, { timeoutMs: 20_000 });
    expect(stage.discord.messages(own.id)).toMatchObject([{ embeds: [{ title: '💰 Balance Alert' }] }]);
    expect(titles()).not.toContain('💰 Balance Alert');
  });

  test('tells the owner where there is no system channel', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
    await connected(app);
    await post(app, '/v1/results', spike());
    const direct = stage.discord.openDirectChannel(stage.discord.owner.id);
    await stage.discord.transcript.waitFor(() => stage.discord.messages(direct.id).length > 0, { timeoutMs: 10_000 });
    expect(stage.discord.messages(direct.id)).toMatchObject([{ content: NO_CHANNEL, embeds: [{ title: TITLE }] }]);
  });

  test('and is in no server either is not ready, and says what to do', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    stage.discord.removeGuild(stage.guild.id);
    const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
    await connected(app);
    await app.logged('there is no server to notify');
    const { status, body } = await readiness(app.baseUrl);
    expect([status, body.checks['alerts']]).toEqual([503, expect.stringContaining('invite the bot')]);
  });

  test('nothing of that is said where the webhook tells its server', async () => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const app = await stage.start();
    await connected(app);
    await post(app, '/v1/results', spike());
    expect((await stage.message(0)).webhook_id).toBe(stage.webhook.id);
    await expect.poll(async () => (await readiness(app.baseUrl)).status, { timeout: 10_000 }).toBe(200);
    expect(app.output()).not.toContain('no channel is chosen');
  });
});

describe('what means "not in this place"', () => {
  test.each([
    ['a locked thread', 400, 160_005, 'the thread is locked or archived'],
    ['AutoMod', 400, 200_000, 'AutoMod blocked it'],
    ['a channel that takes no text', 400, 50_008, 'this kind of channel does not accept messages'],
  ])('%s: the alert goes elsewhere, with the reason in words', async (_name, status, code, words) => {
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
    await connected(app);
    const own = stage.discord.addChannel(stage.guild.id, { name: 'own' });
    stage.discord.setSystemChannel(stage.guild.id, stage.channel.id);
    await stage.setUp({ setupChannel: own.id });
    const body = { message: 'no', code };
    stage.discord.faults.status({ method: 'POST', path: `/channels/${own.id}/messages` }, status, body);
    await post(app, '/v1/results', spike());
    expect((await stage.message(0)).content).toContain(`-# Posted here instead: ${words}`);
    expect(await statusText(stage)).toContain(words);
    expect((await readiness(app.baseUrl)).body.checks['alerts']).toContain(`server ${stage.guild.id} chose`);
  });
});

test('an embed that Discord refuses arrives as plain words', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  const hasEmbed = ({ body }: { body: unknown }) => 'embeds' in (body as object);
  const refusal = { message: 'Invalid Form Body', code: 50_035 };
  stage.discord.faults.status({ method: 'POST', path: SENDS, when: hasEmbed }, 400, refusal);
  await post(app, '/v1/results', spike());
  const message = await stage.message(0);
  expect(message.content).toContain(`**${TITLE}**\nError rate: **22.5%** (45/200)`);
  expect(message.mention_roles).toEqual([stage.role.id]);
});

test('a page in between gives nothing up, and tells nobody else', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  await connected(app);
  const pages = stage.discord.faults.status({ method: 'POST', path: SENDS }, 403, HTML);
  await post(app, '/v1/results', spike());
  await stage.discord.transcript.waitFor(() => pages.hits > 1, { timeoutMs: 10_000 });
  pages.clear();
  await stage.message(0);
  expect(stage.messages()).toHaveLength(1);
  expect(app.output()).not.toContain('sent elsewhere');
});

test('answers that stay lost leave three copies of a webhook, of which only the first pings', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ DISCORD_TOKEN: '' });
  const lost = stage.discord.faults.swapAnswer({ method: 'POST', path: SENDS }, 200, HTML);
  await post(app, '/v1/results', spike());
  await vi.waitFor(() => expect(app.output()).toContain('"why":"answerLost"'), { timeout: 100_000, interval: 200 });
  expect(lost.hits).toBe(3);
  expect(stage.messages().map(({ mention_roles }) => mention_roles.length)).toEqual([1, 0, 0]);
  const { status, body } = await readiness(app.baseUrl);
  expect([status, body.checks['alerts']]).toEqual([503, expect.stringContaining('get lost on the way')]);
}, 120_000);

test('a mention that notifies nobody is said under the message, in /status and in the log', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  await stage.setUp({ setupChannel: stage.channel.id, setupMention: stage.role.id });
  stage.discord.updateRole(stage.guild.id, stage.role.id, { mentionable: false });
  await post(app, '/v1/results', spike());
  expect((await stage.message(0)).content).toBe(
    `<@&${stage.role.id}>\n-# nobody was pinged: make the role mentionable, or give the bot Mention Everyone`,
  );
  await app.logged('the mention notified nobody');
  expect(await statusText(stage)).toContain('Pings do not work: nobody was pinged: make the role mentionable');
  stage.discord.updateRole(stage.guild.id, stage.role.id, { mentionable: true });
  const reply = await (await stage.owner.slash('test', { severity: 'critical' })).reply();
  expect(reply.content).toContain(`It pinged <@&${stage.role.id}>`);
  expect(await statusText(stage)).not.toContain('Pings do not work');
});

test('a person who left the server is known before the alert leaves', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const ada = stage.discord.addUser({ username: 'ada' });
  const app = await stage.start({ DISCORD_ALERT_ROLE_ID: '', DISCORD_ALERT_USER_ID: ada.id });
  await connected(app);
  await post(app, '/v1/results', spike());
  expect((await stage.message(0)).content).toContain('this person is not in the server');
});

test.each([
  ['Discord says that it is too large', 413, { message: 'Request entity too large', code: 40_005 }],
  ['a proxy says that it is too large', 413, HTML],
])('an answer whose picture is refused comes without it: %s', async (_name, status, body) => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  await connected(app);
  const fault = stage.discord.faults.status({ method: 'PATCH', path: /@original$/, times: 1 }, status, body);
  await post(app, '/v1/results', spike());
  const answered = await stage.owner.slash('errors');
  await app.logged('picture refused, answered without it');
  await stage.discord.transcript.waitFor(() => fault.hits > 0);
  const reply = await answered.reply();
  expect(reply.content).toBe('-# The chart is missing: Discord did not accept the picture.');
  expect(reply.embeds[0]?.image).toBeUndefined();
  expect(JSON.stringify(reply.embeds[0])).toContain('45/200');
});

test('a page in place of the answer to a command is tried again', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start();
  await connected(app);
  stage.discord.faults.status({ method: 'PATCH', path: /@original$/, times: 1 }, 404, HTML);
  const reply = await (await stage.owner.slash('status')).reply();
  expect(reply.embeds[0]?.title).toBe('🔎 Pipeline Status');
});

test('a bot that is gone from the alert channel tries the permission once more', async () => {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const app = await stage.start({ DISCORD_WEBHOOK_URL: '' });
  await connected(app);
  await stage.setUp({ setupChannel: stage.channel.id });
  const refusal = { message: 'Missing Access', code: 50_001 };
  stage.discord.faults.status({ method: 'POST', path: CREATE, times: 1 }, 403, refusal);
  await post(app, '/v1/results', spike());
  expect((await stage.message(0)).content).toBe('');
  expect(stage.messages()).toHaveLength(1);
  expect(app.output()).not.toContain('sent elsewhere');
});
