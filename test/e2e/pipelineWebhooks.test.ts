import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { monitorFileSettings } from '../fixtures/monitorFileSettings.ts';
import { evaluated, setUpProgram, spike } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';

const TITLE = '⚠️ Error Rate Spike';
const POSTS = /^\/webhooks\/\d+\/[^/]+$/;

/** Alerts of `shop` go to the webhook of all, those of `tickets` to one of its own in another server. */
async function setUpWebhooks(guilds: (own: string, elsewhere: string) => readonly string[] = () => []) {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const { discord, env } = stage;
  const other = discord.addGuild({ name: 'Ticketers' });
  const there = discord.addChannel(other.id, { name: 'tickets' });
  const webhook = discord.createWebhook(there.id, { name: 'Tickets' });
  const named = guilds(stage.guild.id, other.id);
  const only = named.length === 0 ? '' : `, guilds: ${JSON.stringify(named)}`;
  const settings = monitorFileSettings(
    env,
    `accounts:
  main: { apiKey: \${KEY_MAIN} }
pipelines:
  shop: { account: main, ingestToken: \${TOKEN_SHOP} }
  tickets: { account: main, ingestToken: \${TOKEN_TICKETS}, webhook: \${TICKETS_WEBHOOK}${only}, links: { errors: [{ label: Runbook, url: "https://wiki.example/captcha" }] }, notes: { errors: Call Ann. } }
`,
    {
      DISCORD_TOKEN: '',
      TOKEN_SHOP: 'token-of-shop-0123456789',
      TOKEN_TICKETS: 'token-of-tickets-0123456789',
      TICKETS_WEBHOOK: webhook.url,
    },
  );
  return { ...stage, settings, other, there, own: webhook };
}

async function postSpike(app: AppProcess, pipeline: 'shop' | 'tickets'): Promise<void> {
  const response = await fetch(`${app.baseUrl}/v1/results`, {
    method: 'POST',
    headers: { authorization: `Bearer token-of-${pipeline}-0123456789`, 'content-type': 'application/json' },
    body: JSON.stringify(spike()),
  });
  expect(response.status).toBe(202);
}

async function readiness({ baseUrl }: AppProcess) {
  const response = await fetch(`${baseUrl}/readyz`);
  return { status: response.status, text: await response.text() };
}

function channelsKept(file: string): Record<string, unknown> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database.prepare('select webhook_id, channel_id from webhook_channels').all();
    return Object.fromEntries(rows.map((row) => [row['webhook_id'], row['channel_id']]));
  } finally {
    database.close();
  }
}

const SOON = { timeout: 20_000 };

test('alerts of a pipeline with a webhook go there alone, in a server that gets nothing else; deleted, it is called once and named', async () => {
  const { discord, start, settings, channel, there, own, webhook, env } = await setUpWebhooks();
  const app = await start(settings);
  await expect.poll(async () => (await readiness(app)).status, SOON).toBe(200);
  // Before the first message: those of one channel share a limit.
  expect(channelsKept(env.DATABASE_FILE)).toEqual({ [webhook.id]: channel.id, [own.id]: there.id });
  const alertsIn = (channelId: string) =>
    discord.messages(channelId).map(({ embeds }) => [embeds[0]?.author?.name, embeds[0]?.title]);
  await postSpike(app, 'tickets');
  // At once with the other they would be one message.
  await discord.transcript.waitFor(() => alertsIn(channel.id).length >= 1, { timeoutMs: 20_000 });
  await postSpike(app, 'shop');
  await discord.transcript.waitFor(() => alertsIn(channel.id).length >= 2 && alertsIn(there.id).length >= 1, {
    timeoutMs: 20_000,
  });
  await evaluated(app, 3);
  expect(alertsIn(there.id)).toEqual([['tickets', TITLE]]);
  // The server of the webhook of all sees both, and gets both there.
  expect(alertsIn(channel.id).toSorted()).toEqual([
    ['shop', TITLE],
    ['tickets', TITLE],
  ]);
  // The operator's own link and sentence, which Discord takes of a webhook too.
  const [message] = discord.messages(there.id);
  expect(message?.components).toMatchObject([
    { components: [{ label: 'Runbook', url: 'https://wiki.example/captcha' }] },
  ]);
  expect(message?.embeds[0]?.fields).toContainEqual({ name: 'Operator’s Note', value: 'Call Ann.', inline: false });
  await app.end('SIGTERM');

  discord.deleteWebhook(own.id);
  const again = await start(settings);
  await expect
    .poll(async () => (await readiness(again)).text, SOON)
    .toContain('the webhook of tickets: Discord does not know the webhook');
  const output = app.output() + again.output();
  expect(output).not.toContain(own.token);
  expect(output).not.toContain(webhook.token);
  expect(discord.transcript.requests('POST', POSTS).filter(({ path }) => path.includes(own.id))).toHaveLength(1);
});

test('a webhook in a server that may not see the pipeline is not used; the doctor and /readyz say so', async () => {
  const { discord, start, settings, there, other } = await setUpWebhooks((home) => [home]);
  const app = await start(settings);
  await expect
    .poll(async () => (await readiness(app)).text, SOON)
    .toContain(`the webhook of tickets: it belongs to the server ${other.id}, which is not among the guilds`);
  await postSpike(app, 'tickets');
  await evaluated(app, 3);
  expect(discord.messages(there.id)).toEqual([]);
  const { output } = await runMain(['doctor'], { ...settings, HTTP_PORT: '0' });
  expect(output).toMatch(/^✖ Webhook of tickets: belongs to the server \d+, which is not among the guilds/m);
});

test('the doctor says where the webhook of a pipeline posts, and what to do about one that was deleted', async () => {
  const { discord, settings, own } = await setUpWebhooks();
  const lines = async () => {
    const { output } = await runMain(['doctor'], { ...settings, HTTP_PORT: '0' });
    expect(output).not.toContain(own.token);
    return output.split('\n').filter((line) => line.includes(' Webhook of tickets: '));
  };
  expect(await lines()).toEqual([expect.stringMatching(/^✔ Webhook of tickets: .+ posts to the channel \d+ of /)]);
  discord.deleteWebhook(own.id);
  expect(await lines()).toEqual([
    expect.stringMatching(/^✖ .+make a new one and set the setting of pipelines\.tickets\.webhook to its address\.$/),
  ]);
});
