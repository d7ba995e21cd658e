import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ChannelType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../sandbox/freePort.ts';
import { runDoctor } from '../../src/cli/doctor.ts';
import { secretsIn } from '../../src/redaction/secretsIn.ts';
import { setUpDoctor } from '../fixtures/doctor.ts';
import { listenLocally } from '../fixtures/localServer.ts';

type Stage = Awaited<ReturnType<typeof setUpDoctor>>;
/** What is broken; answers the settings that go with it. */
type Break = (stage: Stage) => Env | undefined | Promise<Env | undefined>;
type Env = Readonly<Record<string, string>>;
type Row = readonly [name: string, lines: readonly (string | RegExp)[], breakIt: Break];

const NOT_THEIRS = '100000000000000001';

const ofDiscord: readonly Row[] = [
  [
    'a token that was withdrawn',
    [
      '✖ Discord token: Discord does not accept DISCORD_TOKEN: copy it again from discord.com/developers, page Bot, Reset Token, and restart the monitor.',
    ],
    () => ({ DISCORD_TOKEN: 'not-a-token-that-anybody-gave-out' }),
  ],
  [
    'Discord that fails',
    ['✖ Discord token: Discord has an internal error (503): try again later, discordstatus.com says more.'],
    ({ discord }) => void discord.faults.status({ path: '/applications/@me' }, 503),
  ],
  [
    'Discord that resets connections',
    [
      /^✖ Discord token: Discord cannot be reached( \(\w+\))?: check the network/,
      /^✖ Webhook: Discord cannot be reached/,
    ],
    ({ discord }) => void discord.faults.resetBefore({}),
  ],
  [
    'Discord that nobody listens for',
    [
      '✖ Webhook: Discord cannot be reached (ECONNREFUSED): check the network, the firewall and DNS of this machine, and DISCORD_API_URL.',
    ],
    async ({ webhook }) => {
      const api = `http://127.0.0.1:${await freePort()}/api`;
      return { DISCORD_API_URL: api, DISCORD_WEBHOOK_URL: `${api}/webhooks/${webhook.id}/${webhook.token}` };
    },
  ],
  [
    'a pause that Discord asks for',
    ['✖ Discord token: Discord asks to wait 91 s: try again then.'],
    ({ discord }) => void discord.faults.rateLimited({ path: '/applications/@me' }, { retryAfterMs: 90_000 }),
  ],
  [
    'an address that is banned',
    [/^✖ Discord token: Discord blocks the address of this machine for now: wait an hour/],
    ({ discord }) => void discord.faults.banned({ path: '/applications/@me' }),
  ],
  [
    'a page of somebody else in the place of Discord',
    [
      '✖ Discord token: the answer is not one of Discord’s: check DISCORD_API_URL, and whether a proxy answers in its place.',
    ],
    ({ discord }) => void discord.faults.status({ path: '/applications/@me' }, 200, '<h1>Hotel Wi-Fi</h1>'),
  ],
  [
    'a gateway behind a firewall',
    [/^✖ Discord gateway: cannot be reached: let this machine open WebSocket connections to ws:\/\/127/],
    async ({ discord }) => spoilGateway(discord, { url: `ws://127.0.0.1:${await freePort()}` }),
  ],
  [
    'logins that are used up',
    ['✖ Discord gateway: the bot may not log in again until NOON: find out what restarts the bot, in its log.'],
    ({ discord }) => spoilGateway(discord, { remaining: 0 }),
  ],
  [
    'a bot without a server, and no webhook',
    [
      /^! Servers: the bot is in none: invite it with https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&scope=bot\+applications\.commands&permissions=52224\.$/,
      '✖ Alerts: have no destination: choose a channel with /setup, or set DISCORD_WEBHOOK_URL.',
    ],
    ({ discord, guild }) => {
      discord.removeGuild(guild.id);
      return { DISCORD_WEBHOOK_URL: '' };
    },
  ],
  [
    'a server without a channel, and no webhook',
    ['✖ Server Scrapers: no channel is chosen: choose one with /setup.', /^✖ Alerts: have no destination/],
    ({ folder }) => ({ DISCORD_WEBHOOK_URL: '', DATABASE_FILE: join(folder, 'new.db') }),
  ],
  [
    'a server that is not on the list, and no webhook',
    [
      /^! Servers: the bot is not in 100000000000000001, which DISCORD_GUILD_IDS names: invite it with/,
      /^! Server Scrapers: may not use the bot: put its id \d+ into DISCORD_GUILD_IDS, or remove the bot from it\.$/,
      /^✖ Alerts: have no destination/,
    ],
    () => ({ DISCORD_WEBHOOK_URL: '', DISCORD_GUILD_IDS: NOT_THEIRS }),
  ],
];

const ofPlaces: readonly Row[] = [
  [
    'a channel that was deleted',
    [
      /^✖ Server Scrapers: the channel \d+ that alerts go to was deleted: choose another one with \/setup\.$/,
      /^✖ Alerts: have no destination/,
    ],
    ({ discord, ops }) => void discord.deleteChannel(ops.id),
  ],
  [
    'a channel that the bot does not see',
    ['✖ Server Scrapers: in #ops the bot lacks View Channel: grant that to its role in the settings of the channel.'],
    ({ discord, ops, guild }) =>
      void discord.updateChannel(ops.id, {
        overwrites: [{ id: guild.botRoleId ?? '', type: 'role', deny: P.ViewChannel }],
      }),
  ],
  [
    'a channel without some permissions',
    [/^✖ Server Scrapers: in #ops the bot lacks Send Messages, Embed Links, Attach Files: grant that/],
    ({ discord, ops }) =>
      void discord.updateChannel(ops.id, {
        overwrites: [{ id: discord.bot.userId, type: 'member', deny: P.SendMessages | P.EmbedLinks | P.AttachFiles }],
      }),
  ],
  [
    'a thread that the bot may not write in',
    [/^✖ Server Scrapers: in #incident the bot lacks Send Messages in Threads: grant that/],
    async (stage) => {
      await stage.choose(addThread(stage));
      stage.discord.updateChannel(stage.ops.id, {
        overwrites: [{ id: stage.guild.botRoleId ?? '', type: 'role', deny: P.SendMessagesInThreads }],
      });
      return undefined;
    },
  ],
  [
    'a thread that the bot does not see',
    [/^✖ Server Scrapers: the bot does not see the thread \d+ that alerts go to: give it View Channel/],
    async (stage) => {
      await stage.choose(addThread(stage));
      stage.discord.updateChannel(stage.ops.id, {
        overwrites: [{ id: stage.guild.botRoleId ?? '', type: 'role', deny: P.ViewChannel }],
      });
      return undefined;
    },
  ],
  [
    'a webhook that was deleted',
    [
      '✖ Webhook: Discord does not know it: it was deleted, so make a new one and set DISCORD_WEBHOOK_URL to its address.',
    ],
    ({ discord, webhook }) => void discord.deleteWebhook(webhook.id),
  ],
  [
    'a webhook with another token',
    ['✖ Webhook: Discord does not accept its token: copy the whole address again into DISCORD_WEBHOOK_URL.'],
    ({ webhook }) => ({ DISCORD_WEBHOOK_URL: webhook.url.replace(webhook.token, 'w'.repeat(68)) }),
  ],
];

const ofTheRest: readonly Row[] = [
  [
    'an API key that CaptchaAI does not know',
    [/^✖ CaptchaAI: The API key is unknown.* \(ERROR_KEY_DOES_NOT_EXIST\)\. Check the API key, then the plan\.$/],
    () => ({ CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef' }),
  ],
  [
    'an address that CaptchaAI does not let in',
    [/^✖ CaptchaAI: This address is not on .* \(ERROR_IP_NOT_ALLOWED\)\. Add the address to the allow-list\.$/],
    ({ captchaAi }) => void captchaAi.setMood({ code: 'ERROR_IP_NOT_ALLOWED' }),
  ],
  [
    'CaptchaAI that cannot be reached',
    [
      '✖ CaptchaAI: CaptchaAI could not be reached (ECONNREFUSED) (UNREACHABLE). Check the network, the firewall and DNS of this machine, and CAPTCHAAI_URL.',
    ],
    async () => ({ CAPTCHAAI_URL: `http://127.0.0.1:${await freePort()}` }),
  ],
  [
    'an address that is none of CaptchaAI’s',
    [
      /^✖ CaptchaAI: CaptchaAI is not at the address in CAPTCHAAI_URL \(WRONG_ADDRESS\)\. Correct CAPTCHAAI_URL, usually/,
    ],
    () => ({ CAPTCHAAI_URL: 'https://captcha.invalid' }),
  ],
  [
    'a file that is no database',
    [/^✖ Database: The database file .* is not a database .*\. Set DATABASE_FILE to another file, or put a backup/],
    ({ env }) => void writeFileSync(env.DATABASE_FILE, 'x'.repeat(4_096)),
  ],
  [
    'a database of another program',
    [/^✖ Database: The database file .* belongs to another program\. Nothing was changed\./],
    ({ folder }) => ({ DATABASE_FILE: makeDatabase(folder, 'create table people (name text)') }),
  ],
  [
    'a database of a newer version',
    [/^✖ Database: The database file .* was written by a newer version \(it knows 9999_future/],
    ({ env: { DATABASE_FILE: file } }) => {
      inDatabase(file, "insert into kysely_migration values ('9999_future', '2030-01-01T00:00:00.000Z')");
      return undefined;
    },
  ],
  [
    'a folder where the database should be',
    [/^✖ Database: The database file .* cannot be opened/],
    ({ folder }) => {
      mkdirSync(join(folder, 'sub'));
      return { DATABASE_FILE: join(folder, 'sub') };
    },
  ],
  [
    'a file where the folder of the database should be',
    [
      /^✖ Database: .*\/monitor\.db\/new\.db cannot be created, because .*\/monitor\.db is not a folder: set DATABASE_FILE/,
    ],
    ({ env }) => ({ DATABASE_FILE: join(env.DATABASE_FILE, 'new.db') }),
  ],
  [
    'a port that another program has',
    [/^✖ Port: 127\.0\.0\.1:\d+: The address is in use by another program\. Set HTTP_PORT to a free port/],
    async () => ({ HTTP_PORT: await takePort() }),
  ],
  [
    'an address that this machine does not have',
    [/^✖ Port: 192\.0\.2\.1:0: This machine does not have the address in HTTP_HOST\./],
    () => ({ HTTP_HOST: '192.0.2.1' }),
  ],
];

const worthALook: readonly Row[] = [
  [
    'few logins that are left',
    [
      '! Discord gateway: the bot may log in only 7 more times of 1,000 until NOON: find out what restarts the bot, in its log.',
    ],
    ({ discord }) => spoilGateway(discord, { remaining: 7 }),
  ],
  [
    'a role that is shown but not pinged',
    [
      '! Server Scrapers: the role oncall is shown but not pinged: make it mentionable, or give the bot Mention Everyone.',
    ],
    ({ discord, guild, role }) => void discord.updateRole(guild.id, role.id, { mentionable: false }),
  ],
  [
    'a role that was deleted',
    [/^! Server Scrapers: the role \d+ that alerts should ping no longer exists: pick another one with \/setup\.$/],
    ({ discord, guild, role }) => void discord.deleteRole(guild.id, role.id),
  ],
  [
    'a role of the webhook that was deleted',
    [
      '✔ Server Scrapers: alerts go through the webhook.',
      /^! Server Scrapers: the role \d+ that .*: set another one as DISCORD_ALERT_ROLE_ID\.$/,
    ],
    ({ discord, guild, role, folder }) => {
      discord.deleteRole(guild.id, role.id);
      return { DATABASE_FILE: join(folder, 'new.db') };
    },
  ],
  [
    'a live status that may not be pinned',
    ['! Live status in Scrapers: is in #ops, and not pinned: grant the bot Pin Messages there.'],
    async ({ showLive }) => void (await showLive(null)),
  ],
  [
    'a live status in a channel that was deleted',
    [/^! Live status in Scrapers: is not shown: the channel \d+ was deleted, choose another one with \/setup\.$/],
    async ({ discord, guild, showLive }) => {
      const { id } = discord.addChannel(guild.id, { name: 'gone' });
      await showLive(id);
      discord.deleteChannel(id);
      return undefined;
    },
  ],
  [
    'a live status where the bot may not post',
    ['! Live status in Scrapers: is not shown: in #board the bot lacks Send Messages.'],
    async ({ discord, guild, showLive }) => {
      const overwrites = [{ id: discord.bot.userId, type: 'member', deny: P.SendMessages }] as const;
      await showLive(discord.addChannel(guild.id, { name: 'board', overwrites }).id);
      return undefined;
    },
  ],
  [
    'threads that the bot may not open',
    ['! Threads in Scrapers: not possible: in #ops the bot lacks Create Public Threads.'],
    async ({ discord, guild, choose, chooseThreads }) => {
      const overwrites = [{ id: discord.bot.userId, type: 'member', deny: P.CreatePublicThreads }] as const;
      await choose(discord.addChannel(guild.id, { name: 'ops', overwrites }).id);
      await chooseThreads('thread');
      return undefined;
    },
  ],
  [
    'threads of all servers that the bot may not write in',
    ['! Threads in Scrapers: not possible: in #ops the bot lacks Create Public Threads, Send Messages in Threads.'],
    async ({ discord, guild, choose }) => {
      const overwrites = [{ id: discord.bot.userId, type: 'member', deny: P.SendMessagesInThreads }] as const;
      await choose(discord.addChannel(guild.id, { name: 'ops', overwrites }).id);
      return { INCIDENT_THREADS: 'thread' };
    },
  ],
  [
    'threads where a channel can have none',
    ['! Threads in Scrapers: #talk can have no threads: choose another channel with /setup.'],
    async ({ discord, guild, choose, chooseThreads }) => {
      await choose(discord.addChannel(guild.id, { name: 'talk', type: ChannelType.GuildVoice }).id);
      await chooseThreads('thread');
      return undefined;
    },
  ],
  [
    'posts without a forum',
    ['! Threads in Scrapers: each incident is to be a post, and no forum is chosen: choose one with /setup.'],
    async ({ chooseThreads }) => void (await chooseThreads('post')),
  ],
  [
    'posts in a channel of text',
    ['! Threads in Scrapers: #ops is not a forum: choose another channel with /setup.'],
    async ({ ops, chooseThreads }) => void (await chooseThreads('post', ops.id)),
  ],
  [
    'posts in a forum that was deleted',
    [/^! Threads in Scrapers: the channel \d+ was deleted: choose one with \/setup\.$/],
    async ({ discord, guild, chooseThreads }) => {
      const { id } = discord.addChannel(guild.id, { name: 'gone', type: ChannelType.GuildForum });
      await chooseThreads('post', id);
      discord.deleteChannel(id);
      return undefined;
    },
  ],
  [
    'posts in a forum that the bot may not write in',
    ['! Threads in Scrapers: not possible: in #incidents the bot lacks Send Messages, Embed Links.'],
    async ({ discord, guild, chooseThreads }) => {
      const deny = P.SendMessages | P.EmbedLinks;
      const overwrites = [{ id: discord.bot.userId, type: 'member', deny }] as const;
      const forum = discord.addChannel(guild.id, { name: 'incidents', type: ChannelType.GuildForum, overwrites });
      await chooseThreads('post', forum.id);
      return undefined;
    },
  ],
  [
    'a server of somebody else',
    [/^! Server Elsewhere: may not use the bot: put its id/, '✔ Alerts: go to #ops in Scrapers.'],
    ({ discord }) => {
      const stranger = discord.addUser({ username: 'mallory' });
      discord.addGuild({ name: 'Elsewhere', ownerId: stranger.id });
      return undefined;
    },
  ],
  [
    'a server that Discord does not answer for',
    [/^! Server \d+: not checked, because Discord has an internal error \(500\)/],
    ({ discord, guild }) => void discord.faults.status({ path: `/guilds/${guild.id}` }, 500),
  ],
  [
    'a list of servers that Discord does not give',
    [/^! Servers: not checked, because Discord has an internal error \(500\)/],
    ({ discord }) => void discord.faults.status({ path: '/users/@me/guilds' }, 500),
  ],
  [
    'commands for a server that the bot is not in',
    [
      /^! Servers: the bot is not in 100000000000000001, which DISCORD_COMMANDS_GUILD_ID names, so there are no commands: invite it/,
    ],
    () => ({ DISCORD_COMMANDS_GUILD_ID: NOT_THEIRS }),
  ],
  [
    'a fault of CaptchaAI’s own',
    [/^! CaptchaAI: CaptchaAI answered 502 \(HTTP_502\)\./],
    ({ captchaAi }) => void captchaAi.setMood('badGateway'),
  ],
  [
    'a database of an older version',
    [
      '! Server Scrapers: where its alerts go is not known until the database can be read.',
      /^✔ Database: .* is of an older version; the next start brings it up to date\.$/,
    ],
    ({ folder }) => ({
      DATABASE_FILE: makeDatabase(folder, 'create table kysely_migration (name text, timestamp text)'),
    }),
  ],
  [
    'slash commands that go to a web server, and switches that are not needed',
    [
      /^! Discord token: slash commands go to the Interactions Endpoint URL of the application instead/,
      '✔ Intents: only Guilds is requested, which needs no switch in the developer portal. The application has Server Members, Message Content switched on; the monitor does not use it.',
    ],
    ({ discord }) =>
      void discord.faults.status({ path: '/applications/@me' }, 200, {
        id: discord.bot.applicationId,
        name: 'CaptchaAI Monitor',
        flags: 0x4000 | 0x80000,
        owner: discord.owner,
        interactions_endpoint_url: 'https://example.org/interactions',
      }),
  ],
];

/** The report on a set-up, by the given clock; Discord's and CaptchaAI's are those of the machine. */
async function examine(stage: Stage, env: Env, now = Date.now) {
  const lines: string[] = [];
  const environment = { ...stage.env, HTTP_PORT: '0', ...env };
  const code = await runDoctor({
    environment,
    unread: {},
    envFileError: 'ENOENT',
    unknown: [],
    secrets: secretsIn(environment),
    print: (line) => lines.push(line),
    now,
  });
  return { lines: lines.map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, 'NOON')), code };
}

function expectLines(lines: readonly string[], expected: readonly (string | RegExp)[]) {
  for (const line of expected) {
    expect(lines).toContainEqual(typeof line === 'string' ? line : expect.stringMatching(line));
  }
}

test.each([
  ['that cannot be reached says nothing of where alerts go', false, 0],
  ['that was deleted says that alerts have no place', true, 1],
])('a webhook alone %s', async (_name, isDeleted, lines) => {
  const stage = await setUpDoctor();
  const api = `http://127.0.0.1:${await freePort()}/api`;
  if (isDeleted) stage.discord.deleteWebhook(stage.webhook.id);
  const unreachable = {
    DISCORD_API_URL: api,
    DISCORD_WEBHOOK_URL: `${api}/webhooks/${stage.webhook.id}/${stage.webhook.token}`,
  };
  const found = await examine(stage, { DISCORD_TOKEN: '', ...(isDeleted ? {} : unreachable) });
  expect(found.lines.filter((line) => line.startsWith('✖ Webhook:'))).toHaveLength(1);
  expect(found.lines.filter((line) => line.startsWith('✖ Alerts:'))).toHaveLength(lines);
  expect(found.code).toBe(1);
});

describe.each([
  ['Discord', ofDiscord],
  ['places', ofPlaces],
  ['the rest', ofTheRest],
])('what keeps alerts from getting through: %s', (_name, rows) => {
  test.each(rows)('%s', async (_name, expected, breakIt) => {
    const stage = await setUpDoctor();
    const { lines, code } = await examine(stage, (await breakIt(stage)) ?? {});
    expectLines(lines, expected);
    expect(code).toBe(1);
  });
});

test.each(worthALook)('what is worth a look: %s', async (_name, expected, breakIt) => {
  const stage = await setUpDoctor();
  const { lines, code } = await examine(stage, (await breakIt(stage)) ?? {});
  expectLines(lines, expected);
  expect(lines.at(-1)).toMatch(/^Alerts get through\. \d things? to look at \(!\)\.$/);
  expect(code).toBe(0);
});

test.each([
  ['thread', '✔ Threads in Scrapers: each alert opens one in #ops.'],
  ['post', '✔ Threads in Scrapers: each incident is a post in #incidents.'],
] as const)('a %s for each incident that works is said too', async (mode, line) => {
  const stage = await setUpDoctor();
  const overwrites = [{ id: stage.discord.bot.userId, type: 'member', allow: P.CreatePublicThreads }] as const;
  await stage.choose(stage.discord.addChannel(stage.guild.id, { name: 'ops', overwrites }).id);
  const forum = stage.discord.addChannel(stage.guild.id, { name: 'incidents', type: ChannelType.GuildForum });
  await stage.chooseThreads(mode, mode === 'post' ? forum.id : null);
  const { lines } = await examine(stage, {});
  expect(lines.filter((one) => one.includes('Threads'))).toEqual([line]);
  expect(lines.at(-1)).toBe('Alerts get through.');
});

test.each([
  ['ahead, by much', 120_000, /^✖ Clock: is 1(?:19|20) s ahead: switch on the time synchronisation \(NTP\)/, 1],
  ['behind, by much', -120_000, /^✖ Clock: is 1(?:19|20) s behind: switch on/, 1],
  ['ahead', 30_000, /^! Clock: is (?:29|30) s ahead: switch on/, 0],
  ['right', 0, /^✔ Clock: agrees with the time of other servers\.$/, 0],
])('a clock that is %s', async (_name, offset, expected, exitCode) => {
  const { lines, code } = await examine(await setUpDoctor(), {}, () => Date.now() + offset);
  expectLines(lines, [expected]);
  expect(code).toBe(exitCode);
});

test('ends in time where answers do not come, or stop half-way', async () => {
  const stage = await setUpDoctor();
  stage.discord.faults.delayBefore({ path: /^\/webhooks/ }, 60_000);
  stage.discord.faults.stallBody({ path: /^\/guilds\/\d+\/channels$/ });
  stage.captchaAi.setMood('unanswered');
  const startedAt = performance.now();
  const { lines, code } = await examine(stage, {});
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  expectLines(lines, [
    '✖ Webhook: Discord does not answer in time: check the network and the firewall of this machine.',
    /^! Server Scrapers: not checked, because Discord does not answer in time:/,
    /^✖ CaptchaAI: CaptchaAI did not answer within 10 s \(TIMEOUT\)\. Check the network/,
  ]);
  expect(code).toBe(1);
}, 60_000);

function spoilGateway(
  discord: Stage['discord'],
  more: { readonly url?: string; readonly remaining?: number },
): undefined {
  const { url = discord.apiBase.replace(/^http(.*)\/api$/, 'ws$1'), remaining = 999 } = more;
  const session_start_limit = { total: 1_000, remaining, reset_after: 3_600_000, max_concurrency: 1 };
  discord.faults.status({ path: '/gateway/bot' }, 200, { url, shards: 1, session_start_limit });
}

function addThread({ discord, guild, ops }: Stage): string {
  return discord.addChannel(guild.id, { name: 'incident', type: 11, parentId: ops.id }).id;
}

function makeDatabase(folder: string, sql: string): string {
  const file = join(folder, 'other.db');
  inDatabase(file, sql);
  return file;
}

function inDatabase(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

/** Listens as another program does that says nothing. */
async function takePort(): Promise<string> {
  const { port } = await listen();
  return port;
}

async function listen() {
  const server = createServer((socket) => socket.destroy());
  const { port } = await listenLocally(server);
  return { server, port: String(port) };
}
