// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the file of settings has such names.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { listenLocally } from '../fixtures/localServer.ts';
import { monitorFileSettings } from '../fixtures/monitorFileSettings.ts';
import { connected, evaluated, setUpProgram, spike } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';

const SOON = { timeout: 30_000, interval: 100 };
const TOKENS = {
  SHOP: 'token-of-shop-0123456789',
  TICKETS: 'token-of-tickets-0123456789',
  TICKETS_2: 'another-of-tickets-0123456789',
  NEWS: 'token-of-news-0123456789',
} as const;
const OTHER_KEY = 'fedcba9876543210fedcba9876543210';

/** A process of its own with a file, which a test writes anew. */
async function setUpReload(first: string) {
  const stage = await setUpProgram({ balanceUsd: 142.3, rateLimits: false });
  const { CAPTCHAAI_API_KEY } = stage.env;
  const env = monitorFileSettings(stage.env, first, {
    // Of its own: it is sent signals.
    NODE_OPTIONS: '',
    KEY_EU: OTHER_KEY,
    ...Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [`TOKEN_${name}`, token])),
  });
  const write = (text: string) => writeFileSync(env.MONITOR_FILE, text);
  const app = await stage.start(env);
  const said = (text: string) => app.output().split(`"msg":"${text}`).length - 1;
  const reload = async (text: string, answer: 'settings reloaded' | 'settings not reloaded' = 'settings reloaded') => {
    const before = said(answer);
    write(text);
    app.process.kill('SIGHUP');
    await expect.poll(() => said(answer), SOON).toBe(before + 1);
  };
  /** `config diff` and `config reload`, as somebody types them beside the process. */
  const config = async (subcommand: string, more: Readonly<Record<string, string>> = {}) => {
    const { code, output } = await runMain(['config', subcommand], { ...env, HTTP_PORT: '0', ...more });
    for (const secret of [...Object.values(TOKENS), OTHER_KEY, CAPTCHAAI_API_KEY]) expect(output).not.toContain(secret);
    return { code, lines: output.trim().split('\n') };
  };
  const accepted = new Map<string, number>();
  /** Answers the status; what was accepted is counted. */
  const post = async (token: keyof typeof TOKENS, results: readonly object[]): Promise<number> => {
    const { status } = await fetch(`${app.baseUrl}/v1/results`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKENS[token]}`, 'content-type': 'application/json' },
      body: JSON.stringify(results),
    });
    if (status === 202) {
      const name = token.toLowerCase().replace('_2', '');
      accepted.set(name, (accepted.get(name) ?? 0) + results.length);
    }
    return status;
  };
  return { ...stage, app, file: env.MONITOR_FILE, write, config, reload, post, accepted };
}

const ACCOUNTS = `accounts:
  main: { apiKey: \${KEY_MAIN} }
`;
const SHOP = `  shop: { account: main, ingestToken: \${TOKEN_SHOP} }
`;
const TICKETS = `  tickets: { account: main, ingestToken: \${TOKEN_TICKETS} }
`;
const FIRST = `${ACCOUNTS}pipelines:\n${SHOP}`;
const SECOND = `${FIRST}${TICKETS}`;

test('results are posted without pause while the file changes five times, one of them wrong: none is lost, none is counted twice', async () => {
  const { app, env, reload, post, accepted } = await setUpReload(FIRST);
  const stats = await listenLocally(createServer((_request, response) => response.end('{"waiting": 7}')));
  const metrics = async () => (await fetch(`${app.baseUrl}/metrics`)).text();
  let isPosting = true;
  const refused: number[] = [];
  const worker = async (token: 'SHOP') => {
    for (let n = 0; isPosting; n += 1) {
      const results = Array.from({ length: 1 + (n % 7) }, () => ({ outcome: 'solved', latencyMs: 20_000 }));
      const status = await post(token, results);
      if (status !== 202) refused.push(status);
      await nextTurn();
    }
  };
  const workers = Promise.all([worker('SHOP'), worker('SHOP'), worker('SHOP')]);
  const one = [{ outcome: 'failed', errorCode: 'TIMEOUT' }];

  expect(await post('TICKETS', one)).toBe(401);
  await reload(SECOND);
  expect(await post('TICKETS', one)).toBe(202);

  await reload(SECOND.replace('account: main, ingestToken: ${TOKEN_TICKETS}', 'acount: main'), 'settings not reloaded');
  expect(app.output()).toContain('pipelines.tickets.acount is not known. Did you mean account?');
  expect(app.output()).toContain('pipelines.tickets.ingestToken is missing.');
  expect(await post('TICKETS', one)).toBe(202);

  // A queue and another token.
  const third = SECOND.replace(
    '${TOKEN_TICKETS} }',
    `\${TOKEN_TICKETS_2}, queue: { json: "${stats.url}", pointer: /waiting } }`,
  );
  await reload(third);
  expect(await post('TICKETS', one)).toBe(401);
  expect(await post('TICKETS_2', one)).toBe(202);
  await expect.poll(metrics, SOON).toContain('captchaai_monitor_queue_depth{pipeline="tickets"} 7');

  // Another account with a pipeline, and no `tickets` any more.
  const fourth = `${FIRST}  news: { account: eu, ingestToken: \${TOKEN_NEWS} }\n`.replace(
    'pipelines:',
    '  eu: { apiKey: ${KEY_EU}, plan: threads }\npipelines:',
  );
  await reload(fourth);
  expect(await post('TICKETS_2', one)).toBe(401);
  expect(await post('NEWS', one)).toBe(202);

  await reload(FIRST.replace('${TOKEN_SHOP}', '${TOKEN_SHOP}, thresholds: { errors.rate: 90 }'));
  expect(await post('NEWS', one)).toBe(401);
  await evaluated(app, 2);
  isPosting = false;
  await workers;
  expect(refused).toEqual([]);
  expect(await app.end('SIGTERM')).toBe(0);

  const database = new DatabaseSync(env.DATABASE_FILE, { readOnly: true });
  const rows = database
    .prepare('select pipeline, sum(solved + failed) as n from solve_buckets group by pipeline')
    .all();
  database.close();
  expect(Object.fromEntries(rows.map(({ pipeline, n }) => [pipeline, n]))).toEqual(Object.fromEntries(accepted));
  expect(accepted.get('shop')).toBeGreaterThan(100);
  expect(accepted.get('tickets')).toBe(3);
  for (const token of Object.values(TOKENS)) expect(app.output()).not.toContain(token);
});

test('what a reload brings is what alerts go by: another threshold, another pipeline, and commands that ask for it', async () => {
  const { app, discord, guild, channel, reload, post } = await setUpReload(
    FIRST.replace('${TOKEN_SHOP}', '${TOKEN_SHOP}, thresholds: { errors.rate: 90 }'),
  );
  await connected(app);
  expect(await post('SHOP', spike())).toBe(202);
  await evaluated(app, 3);
  const titles = (channelId: string) => discord.messages(channelId).map(({ embeds }) => embeds[0]?.title);
  expect(titles(channel.id)).toEqual([]);

  await reload(SECOND);
  await discord.transcript.waitFor(() => titles(channel.id).length === 1, { timeoutMs: 20_000 });
  expect(titles(channel.id)).toEqual(['⚠️ Error Rate Spike']);
  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: channel.id });
  // The commands that ask for a pipeline are registered by now, or soon. A refusal would name it too, but not there.
  await expect
    .poll(async () => (await (await owner.type('/errors pipeline:tickets')).reply()).embeds[0]?.author?.name, SOON)
    .toBe('tickets');
});

test('config diff says what would change and where it comes from; config reload brings it, or refuses it with what is wrong', {
  timeout: 300_000,
}, async () => {
  const { app, file, write, config, post } = await setUpReload(FIRST);
  // Written soon after the start.
  await expect
    .poll(async () => (await config('diff')).lines, SOON)
    .toEqual(['The settings are those that are in force: nothing would change.']);

  write(SECOND);
  expect((await config('diff', { HTTP_HOST: '127.0.0.2', TOKEN_SHOP: 'a-third-of-shop-0123456789' })).lines).toEqual([
    'A reload or a restart would change:',
    `  pipelines.shop.ingestToken: another value (a secret) (${file})`,
    `  pipelines.tickets.account: not set → main (${file})`,
    `  pipelines.tickets.ingestToken: not set → a secret (${file})`,
    `  pipelines.tickets.guilds: not set → all (${file})`,
    'Only a restart would change:',
    '  HTTP_HOST: not set → 127.0.0.2 (the environment)',
  ]);
  expect(await post('TICKETS', [{ outcome: 'solved' }])).toBe(401);
  expect(await config('reload')).toEqual({ code: 0, lines: ['Reloaded: the settings are in force.'] });
  expect(await post('TICKETS', [{ outcome: 'solved' }])).toBe(202);
  expect((await config('diff')).lines).toHaveLength(1);

  // Its own settings are right: what is wrong is wrong for the process.
  write(SECOND.replace('account: main, ingestToken: ${TOKEN_TICKETS}', 'account: main, ingestToken: ${TOKEN_LATE}'));
  const { code, lines } = await config('reload', { TOKEN_LATE: 'a-token-that-comes-too-late' });
  expect(code).toBe(1);
  expect(lines).toEqual([
    'Nothing was changed, the old settings go on:',
    expect.stringContaining('pipelines.tickets.ingestToken names TOKEN_LATE, which is not set'),
  ]);
  expect(await post('TICKETS', [{ outcome: 'solved' }])).toBe(202);

  await app.end('SIGTERM');
  write(SECOND);
  for (const subcommand of ['diff', 'reload'])
    expect(await config(subcommand)).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^No monitor runs with this database\./)],
    });
});
