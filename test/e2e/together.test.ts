import { expect, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { monitorFileSettings } from '../fixtures/monitorFileSettings.ts';
import { connected, evaluated, setUpProgram, spike } from '../fixtures/program.ts';
import { buttonId, textOf } from '../fixtures/spike.ts';

const TOKENS = { shop: 'token-of-shop-0123456789', tickets: 'token-of-tickets-0123456789' } as const;
const SOLVED = Array.from({ length: 4_000 }, () => ({ outcome: 'solved' }));

/** Two pipelines on an account, and a server that has chosen its channel. */
async function setUpTwo() {
  const stage = await setUpProgram({ rateLimits: false });
  const { env, captchaAi, channel, discord } = stage;
  const settings = monitorFileSettings(
    env,
    `accounts:
  main: { apiKey: \${KEY_MAIN} }
pipelines:
  shop: { account: main, ingestToken: \${TOKEN_SHOP} }
  tickets: { account: main, ingestToken: \${TOKEN_TICKETS} }
`,
    {
      TOKEN_SHOP: TOKENS.shop,
      TOKEN_TICKETS: TOKENS.tickets,
      DISCORD_WEBHOOK_URL: '',
      ERRORS_CLEAR_SECONDS: '1',
    },
  );
  const start = () => stage.start(settings);
  captchaAi.setBalance(100);
  const app = await start();
  await connected(app);
  await stage.setUp({ setupChannel: channel.id, setupMention: stage.role.id });
  const sends = { method: 'POST', path: `/channels/${channel.id}/messages` } as const;
  return {
    ...stage,
    app,
    start,
    sends,
    /** Results for both, while Discord keeps a test alert waiting, so that what they bring about waits together. */
    async together(results: readonly object[]): Promise<void> {
      const held = Promise.withResolvers<undefined>();
      const fault = discord.faults.delayBefore(sends, held.promise);
      const tested = stage.owner.type('/test warning');
      await expect.poll(() => fault.hits).toBe(1);
      for (const pipeline of ['shop', 'tickets'] as const)
        expect((await post(app, pipeline, results)).status).toBe(202);
      await evaluated(app, 2);
      fault.clear();
      held.resolve(undefined);
      await tested;
    },
  };
}

function post({ baseUrl }: AppProcess, pipeline: keyof typeof TOKENS, body: readonly object[]): Promise<Response> {
  return fetch(`${baseUrl}/v1/results`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKENS[pipeline]}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('what fires in two pipelines at once is one message: one ping, buttons for both, one edit, one recovery', async () => {
  const stage = await setUpTwo();
  const { discord, channel, owner } = stage;
  await stage.together(spike());
  const alert = await stage.message(1);
  expect(alert.embeds.map(({ author, title, description }) => [author?.name, title, description])).toEqual([
    [
      'shop, tickets',
      '⚠️ Error Rate Spike',
      '🔴 `shop`: Error rate: **22.5%** (45/200)\n🔴 `tickets`: Error rate: **22.5%** (45/200)',
    ],
  ]);
  expect(alert.mention_roles).toEqual([stage.role.id]);

  const details = await (await owner.button(alert.id, buttonId(alert, 'Details'))).reply();
  expect(details.embeds.map(({ author, description }) => [author?.name, description])).toEqual([
    ['shop', 'Peak: **22.5% (45/200)**'],
    ['tickets', 'Peak: **22.5% (45/200)**'],
  ]);

  const reads = () => discord.messages(channel.id)[1]?.embeds[0]?.description ?? '';
  await (await owner.button(alert.id, buttonId(alert, 'Acknowledge'))).reply();
  await expect.poll(() => reads().match(/has been on it since/g)?.length).toBe(2);
  await (await owner.button(alert.id, buttonId(alert, 'Mute 1 h'))).reply();
  await expect.poll(() => reads().match(/muted this until/g)?.length).toBe(2);
  const mutes = textOf(await (await owner.type('/mutes')).reply());
  expect(mutes).toContain('Error rate (`shop`, `tickets`)');
  for (const pipeline of ['shop', 'tickets'] as const) {
    await (await owner.type(`/unmute alert:errors pipeline:${pipeline}`)).reply();
  }
  await expect.poll(() => reads().match(/No longer muted: /g)?.length).toBe(2);

  await stage.together(SOLVED);
  await expect.poll(() => reads().match(/Ended: /g)?.length).toBe(2);
  const recoveries = () =>
    discord.messages(channel.id).filter(({ embeds }) => embeds[0]?.title === '✅ Pipeline Recovered');
  const lines = () => recoveries().map(({ embeds }) => embeds[0]?.description?.split('\n').length);
  await expect.poll(lines).toEqual([2]);
  expect(recoveries()[0]?.embeds[0]?.author?.name).toBe('shop, tickets');
});

test('killed while the answer to it is on its way, it is found as one message, and each pipeline goes on', async () => {
  const stage = await setUpTwo();
  const { discord, channel, sends, app } = stage;
  const lost = discord.faults.delayAfterStored(
    { ...sends, when: ({ body }) => JSON.stringify(body).includes('Error Rate Spike') },
    new Promise(() => undefined),
  );
  await stage.together(spike());
  await expect.poll(() => lost.hits).toBe(1);
  await app.end('SIGKILL');
  lost.clear();
  const again = await stage.start();
  await connected(again);
  for (const pipeline of ['shop', 'tickets'] as const) await post(again, pipeline, SOLVED);
  const titled = (title: string) =>
    discord.messages(channel.id).filter(({ embeds }) => embeds[0]?.title?.includes(title));
  await expect
    .poll(() => titled('Error Rate Spike (over)')[0]?.embeds[0]?.description?.match(/Ended: /g)?.length)
    .toBe(2);
  expect(titled('Error Rate Spike')).toHaveLength(1);
  const recovered = () => titled('Recovered').flatMap(({ embeds }) => embeds[0]?.author?.name.split(', ') ?? []);
  await expect.poll(() => recovered().toSorted()).toEqual(['shop', 'tickets']);
});
