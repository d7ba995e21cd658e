import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import type { LocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { openStore } from '../../src/store/open.ts';
import { listenLocally } from '../fixtures/localServer.ts';
import { connected, setUpProgram } from '../fixtures/program.ts';
import { runMain } from '../fixtures/runMain.ts';
import { formsOf, piecesOf } from '../fixtures/secretForms.ts';

type Faults = LocalDiscord['faults'];
type Match = Parameters<Faults['status']>[0];
type Stage = Awaited<ReturnType<typeof setUpScene>>;
/** What came out somewhere, by where. */
type Evidence = readonly (readonly [where: string, what: string])[];

interface Outcome {
  readonly secrets: Readonly<Record<string, string>>;
  readonly evidence: Evidence;
}

const SLOW = 'no answer in time';

/** Everything that Discord, or what is between, can do to a request. The answers repeat what they were sent. */
const MISHAPS: Readonly<Record<string, (faults: Faults, match: Match, echo: string) => { readonly hits: number }>> = {
  401: (faults, match, echo) => faults.status(match, 401, { message: `401: ${echo}`, code: 0 }),
  403: (faults, match, echo) => faults.status(match, 403, { message: `Missing ${echo}`, code: 50_013 }),
  404: (faults, match, echo) => faults.status(match, 404, { message: `Unknown ${echo}`, code: 10_003 }),
  400: (faults, match, echo) =>
    faults.status(match, 400, {
      message: 'Invalid Form Body',
      code: 50_035,
      errors: { content: { _errors: [{ code: 'BAD', message: echo }] } },
    }),
  429: (faults, match) => faults.rateLimited(match, { retryAfterMs: 30_000 }),
  'a ban': (faults, match) => faults.banned(match),
  500: (faults, match, echo) => faults.status(match, 500, { message: echo, code: 0 }),
  'a page': (faults, match, echo) => faults.status(match, 502, `<html>${echo}</html>`),
  'a page that looks like success': (faults, match, echo) => faults.status(match, 200, `<html>${echo}</html>`),
  'a reset': (faults, match) => faults.resetBefore(match),
  'a reset after it was stored': (faults, match) => faults.resetAfterStored(match),
  [SLOW]: (faults, match) => faults.delayBefore(match, 60_000),
  'half an answer': (faults, match) => faults.truncateBody(match),
};

/** A piece of a secret, as whoever has little room for it or writes in capitals repeats it. */
const cut = (secret: string) => secret.slice(4, 26).toUpperCase();

/** Those that do not take long. */
const QUICK = Object.keys(MISHAPS).filter((name) => name !== SLOW);

/** What CaptchaAI, or what is between, answers to a request with the key in its address. */
const ANSWERS: Readonly<Record<string, (url: string, key: string, response: ServerResponse) => void>> = {
  'a wrong key': (_url, key, response) =>
    response.end(JSON.stringify({ status: 0, request: `ERROR_${key.toUpperCase()}` })),
  'a piece of the key': (_url, key, response) =>
    response.end(JSON.stringify({ status: 0, request: `ERROR_${cut(key)}` })),
  'the key as a code': (_url, key, response) => response.end(key),
  'a page': (url, _key, response) => response.writeHead(500).end(`<html>failed: GET ${url}</html>`),
  'a page that looks like success': (url, _key, response) => response.end(`<html>${url}</html>`),
  'a redirect': (url, _key, response) => response.writeHead(302, { location: `https://127.0.0.1:1${url}` }).end(),
  'a reset': (_url, _key, response) => response.socket?.resetAndDestroy(),
};

/** CaptchaAI as it must not be: each call gets the next answer, the last one for ever. */
async function startBadCaptchaAi(key: string, names: readonly (keyof typeof ANSWERS)[]): Promise<string> {
  const left = [...names];
  const server = createServer((request, response) => {
    const name = (left.length > 1 ? left.shift() : left[0]) ?? 'a reset';
    ANSWERS[name]?.(request.url ?? '', key, response);
  });
  return (await listenLocally(server)).url;
}

/** A heartbeat server that repeats what it gets, and redirects elsewhere. */
async function startBadHeartbeat(): Promise<string> {
  const server = createServer(({ url = '/', headers }, response) =>
    response.writeHead(302, { location: `https://127.0.0.1:1${url}` }).end(`${url} ${headers.authorization}`),
  );
  return (await listenLocally(server)).url;
}

const PATIENTLY = { timeoutMs: 30_000 };

/** A fault that nobody foresaw, with everything in it that the process got from its environment. */
const THROW_ALL = "process.on('SIGUSR2', () => { throw new Error('GET /?' + Object.values(process.env).join('&')); })";

/** Discord with secrets that nobody could take for something else. */
async function setUpScene() {
  const stage = await setUpProgram({ rateLimits: false });
  const apiKey = randomBytes(16).toString('hex');
  // Every kind of character that addresses, JSON or HTML write in another way.
  const checkId = randomUUID();
  const ingestToken = `In"g\\e/s%t&=+<${randomBytes(12).toString('base64')}`;
  const env = {
    ...stage.env,
    CAPTCHAAI_API_KEY: apiKey,
    INGEST_TOKEN: ingestToken,
    LOG_LEVEL: 'debug',
    BALANCE_POLL_SECONDS: '10',
    HEARTBEAT_URL: `${await startBadHeartbeat()}/ping/${checkId}`,
    HEARTBEAT_TOKEN: randomBytes(16).toString('hex'),
  };
  const secrets = {
    DISCORD_TOKEN: env.DISCORD_TOKEN,
    DISCORD_WEBHOOK_URL: stage.webhook.token,
    CAPTCHAAI_API_KEY: apiKey,
    INGEST_TOKEN: ingestToken,
    HEARTBEAT_URL: checkId,
    HEARTBEAT_TOKEN: env.HEARTBEAT_TOKEN,
  };
  const echo = Object.values(secrets).flatMap((secret) => [secret, cut(secret)]);
  return { ...stage, env, secrets, echo: echo.join(' | ') };
}

function send(
  app: AppProcess,
  { env }: Stage,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
) {
  return fetch(`${app.baseUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.INGEST_TOKEN}`, 'content-type': 'application/json', ...headers },
    body,
  });
}

/** A worker's failed requests, reported with their addresses. */
const failuresOf = (key: string) =>
  [`res.php?key=${key}`, `ERROR_${cut(key)}`].flatMap((errorCode) =>
    Array.from({ length: 10 }, () => ({ outcome: 'failed', errorCode, captchaType: cut(key) })),
  );
const queueOf = (depth: number) => JSON.stringify({ depth, activeWorkers: 1 });

/** A server for each mishap, with the channel that it strikes already chosen. */
async function addServers({ discord, env }: Stage, what: string, mishaps: readonly string[]) {
  const store = await openStore(env.DATABASE_FILE);
  const servers = [];
  for (const mishap of mishaps) {
    const guild = discord.addGuild({ name: `${what} ${mishap}` });
    const channel = discord.addChannel(guild.id, { name: 'ops' });
    await store.guilds.see([{ id: guild.id, name: guild.name }], 1);
    await store.guilds.choose(guild.id, { channelId: channel.id }, []);
    servers.push({ mishap, guild, channel });
  }
  await store.close();
  return servers;
}

async function allHit({ discord }: Stage, handles: readonly { readonly hits: number }[]): Promise<void> {
  await discord.transcript.waitFor(() => handles.every(({ hits }) => hits > 0), PATIENTLY);
}

/** Alerts, their edits and commands, each of them through every mishap, a database that fails, and a crash. */
async function monitorScene(): Promise<Outcome> {
  const stage = await setUpScene();
  const { discord, echo, env, webhook } = stage;
  const strike = (mishap: string, match: Match) =>
    MISHAPS[mishap]?.(discord.faults, { times: 1, ...match }, echo) ?? { hits: 0 };
  const forSends = await addServers(stage, 'send', [...QUICK, SLOW]);
  const forEdits = await addServers(stage, 'edit', QUICK);
  const sends = forSends.map(({ mishap, channel }) =>
    strike(mishap, { method: 'POST', path: `/channels/${channel.id}/messages` }),
  );
  const webhookPath = `/webhooks/${webhook.id}/${webhook.token}`;
  // What can be tried again comes first: after the last one nothing is sent there any more.
  const webhookMishaps = ['a page', 'a reset', '401'];

  const app = await stage.start({
    ...env,
    CAPTCHAAI_URL: await startBadCaptchaAi(env.CAPTCHAAI_API_KEY, Object.keys(ANSWERS)),
    THREADS_PROBE: 'on',
    QUEUE_HOLD_SECONDS: '0',
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(THROW_ALL)}`,
  });
  await connected(app);
  const web = await webEvidence(app, stage);
  discord.addGuild({ name: `servers of ${cut(env.CAPTCHAAI_API_KEY)}` });
  await sayToBot(stage);

  let fault = strike(webhookMishaps[0] ?? '', { method: 'POST', path: webhookPath });
  await send(app, stage, '/v1/queue', queueOf(340));
  await send(app, stage, '/v1/results', JSON.stringify(failuresOf(env.CAPTCHAAI_API_KEY)));
  for (const mishap of webhookMishaps.slice(1)) {
    await allHit(stage, [fault]);
    fault = strike(mishap, { method: 'POST', path: webhookPath });
  }
  await allHit(stage, [fault, ...sends]);

  // Meanwhile the slowest of them goes on.
  for (const path of [/\/callback$/, /\/messages\/@original$/]) {
    for (const mishap of QUICK) {
      const handle = strike(mishap, { path });
      stage.owner.type('/balance').catch(() => undefined);
      await allHit(stage, [handle]);
    }
  }
  await discord.transcript.waitFor(
    () => forEdits.every(({ channel }) => discord.messages(channel.id).length > 0),
    PATIENTLY,
  );

  const edits = forEdits.map(({ mishap, channel }) =>
    strike(mishap, { method: 'PATCH', path: new RegExp(`^/channels/${channel.id}/messages/`) }),
  );
  await send(app, stage, '/v1/queue', queueOf(0));
  await allHit(stage, edits);
  // The workers' codes were sent, without what is secret in them.
  const sent = JSON.stringify(forEdits.flatMap(({ channel }) => discord.messages(channel.id)));
  expect(sent.includes('res.php?key=[secret]')).toBe(true);

  await spoilDatabase(app, stage);
  app.process.kill('SIGUSR2');
  expect(await app.exited).toBe(1);
  expect(app.output()).toContain('"msg":"unexpected failure, ending"');
  return { secrets: stage.secrets, evidence: [...web, ...remains(app, stage)] };
}

/** What people type with a secret in it. */
async function sayToBot({ env, owner }: Stage): Promise<void> {
  const typed = `because of ${cut(env.CAPTCHAAI_API_KEY)}`;
  const mute = await (await owner.slash('mute', { alert: 'latency', for: '1h', reason: typed })).reply();
  expect(mute.content).toContain('because of [secret]');
  await (await owner.slash('explain', { code: cut(env.DISCORD_TOKEN) })).reply();
  await (await owner.slash('mute', { alert: 'latency', for: cut(env.INGEST_TOKEN) })).reply();
}

/** What the HTTP side answers, whatever it is asked. */
async function webEvidence(app: AppProcess, stage: Stage): Promise<Evidence> {
  const { INGEST_TOKEN: token, CAPTCHAAI_API_KEY: key } = stage.env;
  const asked = {
    ...Object.fromEntries(
      ['/metrics', '/healthz', '/readyz', '/openapi.json', `/nothing?key=${key}`, '/%'].map((path) => [
        path,
        fetch(app.baseUrl + path),
      ]),
    ),
    'no token': send(app, stage, '/v1/results', '{}', { authorization: '' }),
    'a wrong token': send(app, stage, '/v1/results', '{}', { authorization: `Bearer ${token}x` }),
    'another scheme': send(app, stage, '/v1/results', '{}', { authorization: `Basic ${btoa(`:${token}`)}` }),
    'a piece of the token': send(app, stage, '/v1/results', JSON.stringify({ outcome: cut(token), [cut(key)]: 1 })),
    'no JSON': send(app, stage, '/v1/results', `{"outcome":"solved", ${token}`),
    'no object': send(app, stage, '/v1/results', JSON.stringify([token])),
    'no line of JSON': send(app, stage, '/v1/results', `${token}\n`, { 'content-type': 'application/x-ndjson' }),
    'another type': send(app, stage, '/v1/results', token, { 'content-type': 'text/plain' }),
    'a wrong value': send(app, stage, '/v1/results', JSON.stringify({ outcome: key })),
    'a wrong depth': send(app, stage, '/v1/queue', JSON.stringify({ depth: token })),
    'too much': send(app, stage, '/v1/results', token.repeat(40_000)),
  };
  return Promise.all(
    Object.entries(asked).map(async ([name, answer]) => {
      const response = await answer;
      const headers = JSON.stringify([...response.headers]);
      return [`the answer to ${name}`, `${response.status} ${headers} ${await response.text()}`] as const;
    }),
  );
}

/** Takes the tables away under the running process. */
async function spoilDatabase(app: AppProcess, stage: Stage): Promise<void> {
  const db = new DatabaseSync(stage.env.DATABASE_FILE, { timeout: 5_000 });
  db.exec(
    'alter table solve_buckets rename to gone; alter table readings rename to gone_too; alter table mutes rename to gone_as_well',
  );
  db.close();
  expect((await send(app, stage, '/v1/results', '{"outcome":"solved"}')).status).toBe(503);
  expect((await send(app, stage, '/v1/queue', queueOf(1))).status).toBe(503);
  expect((await (await stage.owner.type('/status')).reply()).content).toMatch(/^Something went wrong\./);
}

/** Everything that is left behind: log, database and what was sent to Discord. */
function remains(app: AppProcess, { env, discord }: Stage): Evidence {
  const files = ['', '-wal', '-shm'].map((end) => `${env.DATABASE_FILE}${end}`).filter((file) => existsSync(file));
  const database = files.map((file) => [file, readFileSync(file).toString('latin1')] as const);
  const requests = discord.transcript.requests().map(({ method, path, query, body, files: sent }) => {
    const names = sent.map(({ filename, bytes }) => `${filename} ${bytes.toString('latin1')}`);
    return [
      `what was sent to Discord with ${method} ${path.split('/')[1]}`,
      JSON.stringify([query, body, names]),
    ] as const;
  });
  // Identify and resume carry the token, as they must.
  const said = discord.transcript.gateway('fromBot').filter(({ payload }) => payload.op !== 2 && payload.op !== 6);
  return [
    ['the log', app.output()],
    ...database,
    ...requests,
    ['what was sent to the gateway', JSON.stringify(said.map(({ payload }) => payload))],
  ];
}

/** The commands that run once and end, with Discord and CaptchaAI at their worst, and settings that are wrong. */
async function toolScene(): Promise<Outcome> {
  const stage = await setUpScene();
  const { discord, echo, env } = stage;
  const run = async (name: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const { output } = await runMain(args, { ...env, HTTP_PORT: '0', ...more });
    expect(output).not.toBe('');
    return [`the output of ${name}`, output] as const;
  };
  const written: (readonly [string, string])[] = [];
  for (const mishap of ['400', 'a page']) {
    const handle = MISHAPS[mishap]?.(discord.faults, { method: 'PUT', times: 1 }, echo);
    written.push(await run(`register, ${mishap}`, ['register']));
    expect(handle?.hits).toBe(1);
  }
  MISHAPS['a page that looks like success']?.(discord.faults, { path: /^\/webhooks/, times: 1 }, echo);
  MISHAPS['401']?.(discord.faults, { path: '/applications/@me', times: 1 }, echo);
  const page = await startBadCaptchaAi(env.CAPTCHAAI_API_KEY, ['a page that looks like success']);
  written.push(await run('doctor, pages', ['doctor'], { CAPTCHAAI_URL: page }));
  written.push(
    await run('doctor, wrong settings', ['doctor'], {
      // No name may have so many letters, so nobody is asked for it.
      CAPTCHAAI_URL: `https://${'x'.repeat(64)}.test`,
      DISCORD_TOKEN: `${env.DISCORD_TOKEN} x`,
      DISCORD_WEBHOOK_URL: `https://example.com/${stage.webhook.token}`,
      INGEST_TOKEN: `${env.INGEST_TOKEN} x`,
      HEARTBEAT_URL: `${env.HEARTBEAT_URL}#x`,
      HEARTBEAT_TOKEN: `${env.HEARTBEAT_TOKEN} x`,
    }),
    await run('a start with wrong settings', [], {
      CAPTCHAAI_API_KEY: `${env.CAPTCHAAI_API_KEY}x`,
      HTTP_PORT: env.INGEST_TOKEN,
    }),
    await run('a start without its database', [], { DATABASE_FILE: '/dev/null/monitor.db' }),
  );
  return { secrets: stage.secrets, evidence: written };
}

/** Where which secret came out; never the secret itself. */
function leaks({ secrets, evidence }: Outcome): readonly string[] {
  return evidence.flatMap(([where, what]) => {
    const text = what.toLowerCase();
    return Object.entries(secrets)
      .filter(([, secret]) => [...formsOf(secret), ...piecesOf(secret)].some((form) => text.includes(form)))
      .map(([name]) => `${name} is in ${where}`);
  });
}

test('no secret comes out anywhere, in any form, whatever fails', { timeout: 180_000 }, async () => {
  const outcomes = await Promise.all([monitorScene(), toolScene()]);
  expect([...new Set(outcomes.flatMap(leaks))]).toEqual([]);
  // What failed was written down, with the secrets in it that were hidden.
  const logs = outcomes.flatMap(({ evidence }) => evidence.filter(([where]) => where === 'the log'));
  for (const [, log] of logs) expect(log.includes('[secret]')).toBe(true);
});

test.each([
  ['as it is', (secret: string) => secret],
  ['in capitals', (secret: string) => secret.toUpperCase()],
  ['in an address', encodeURIComponent],
  ['in a form', (secret: string) => new URLSearchParams({ key: secret }).toString()],
  ['in JSON', (secret: string) => JSON.stringify({ key: secret })],
  ['in JSON in JSON', (secret: string) => JSON.stringify(JSON.stringify({ key: secret }))],
  ['in HTML', (secret: string) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
  ['in part', (secret: string) => secret.slice(11, 19)],
  ['in part, in capitals', (secret: string) => secret.slice(20, 28).toUpperCase()],
  ['in base64', btoa],
  ['in base64, after others', (secret: string) => btoa(`user:${secret}!`)],
  ['in hexadecimal', (secret: string) => Buffer.from(secret).toString('hex')],
])('a secret is found %s', (_name, write) => {
  const secrets = { KEY: 'In"g\\e/s%t&=+<0123456789abcdef' };
  expect(leaks({ secrets, evidence: [['a text', `x ${write(secrets.KEY)} y`]] })).toEqual(['KEY is in a text']);
  expect(leaks({ secrets, evidence: [['a text', write('something-else-altogether-0123')]] })).toEqual([]);
});
