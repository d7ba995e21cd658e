import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { startLocalCaptchaAi } from '../sandbox/captchaai/localCaptchaAi.ts';
import { startLocalDiscord } from '../sandbox/discord/localDiscord.ts';
import { startPage } from '../sandbox/page/startPage.ts';
import { type App, createApp } from '../src/app.ts';
import { parseConfig } from '../src/config/config.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/store/open.ts';
import { addHistory } from './history.ts';

const INGEST_TOKEN = 'pictures-ingest-token-0123456789';
/** A Tuesday morning. Time stands still, so that pictures of the same program are alike. */
const START = Date.UTC(2026, 10, 24, 9, 2);

export interface StageOptions {
  readonly balanceUsd?: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** Where alerts go: the bot's own messages carry buttons. */
  readonly via?: 'bot' | 'webhook';
  readonly withHistory?: boolean;
  /** The channel was chosen before the first start: what fires at once is in it. */
  readonly isSetUp?: boolean;
  /** Several pipelines on one account. */
  readonly pipelines?: readonly string[];
}

/** The whole bot between a local Discord and a local CaptchaAI, with a clock that is moved by hand, and the page that shows its channel. */
export async function setStage({
  balanceUsd = 142.3,
  settings = {},
  via = 'bot',
  withHistory = false,
  isSetUp = false,
  pipelines = [],
}: StageOptions = {}) {
  let now = START;
  const clock = { now: () => now };
  const discord = await startLocalDiscord({ now: clock.now, rateLimits: false, identifyIntervalMs: 0 });
  const captchaAi = await startLocalCaptchaAi({ balanceUsd });
  const folder = mkdtempSync(join(tmpdir(), 'captchaai-monitor-pictures-'));
  const guild = discord.addGuild({ name: 'Acme Scraping' });
  const channel = discord.addChannel(guild.id, { name: 'captcha-alerts' });
  const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
  const webhook = discord.createWebhook(channel.id, { name: 'CaptchaAI Monitor' });
  const place = { userId: discord.owner.id, guildId: guild.id, channelId: channel.id };
  const owner = discord.as(place);
  const databaseFile = join(folder, 'monitor.db');

  const file = join(folder, 'monitor.yaml');
  if (pipelines.length > 0) writeFileSync(file, monitorFile(pipelines));

  async function startApp(): Promise<{ app: App; port: number }> {
    const config = parseConfig({
      DISCORD_API_URL: discord.apiBase,
      DISCORD_ALERT_ROLE_ID: via === 'webhook' ? role.id : '',
      CAPTCHAAI_URL: captchaAi.url,
      ...(pipelines.length === 0
        ? { CAPTCHAAI_API_KEY: captchaAi.key, INGEST_TOKEN }
        : { MONITOR_FILE: file, KEY: captchaAi.key, ...tokenSettings(pipelines) }),
      HTTP_PORT: '0',
      ...(via === 'webhook' ? { DISCORD_WEBHOOK_URL: webhook.url } : { DISCORD_TOKEN: discord.bot.token }),
      ...settings,
    });
    const app = await createApp(config, {
      store: await openStore(databaseFile),
      log: createLog({ level: 'fatal', secrets: [], destination: process.stderr }),
      droppedLogLines: () => 0,
      clock,
      elapsed: () => performance.now(),
      holder: 'one',
      random: () => 0.5,
    });
    const { port } = await app.start();
    while (via === 'bot' && !(await hasCommands())) await sleep(20);
    return { app, port };
  }
  const hasCommands = () =>
    owner.slash('help').then(
      async (help) => (await help.reply()) !== null,
      () => false,
    );

  const store = await openStore(databaseFile);
  if (withHistory) await addHistory(store, now, balanceUsd);
  if (isSetUp) {
    const mention = { type: 'role', id: role.id } as const;
    await store.guilds.choose(guild.id, { channelId: channel.id, mention }, []);
  }
  await store.close();
  let running = await startApp();
  const pages = [await startPage({ discord, now: clock.now, ...place })];

  const heard = new DatabaseSync(databaseFile);

  const stage = {
    discord,
    captchaAi,
    guild,
    channel,
    role,
    owner,
    url: pages[0]?.url ?? '',
    messages: () => discord.messages(channel.id),
    /** Time passes while the monitor listens: no jump of the clock, after which waits would begin again. */
    async skip(ms: number): Promise<void> {
      await whenFree(() =>
        heard.exec(`update listening set last_at = last_at + ${ms}, listened_ms = listened_ms + ${ms}`),
      );
      now += ms;
      discord.clockMoved();
    },
    async post(path: '/v1/results' | '/v1/queue', body: unknown, pipeline?: string): Promise<void> {
      const response = await fetch(`http://127.0.0.1:${running.port}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokenOf(pipeline)}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (response.status !== 202) throw new Error(`${path} was answered with ${response.status}.`);
    },
    /** Resolves once the channel holds so many messages. */
    async notified(count: number): Promise<void> {
      await discord.transcript.waitFor(() => stage.messages().length >= count, { timeoutMs: 15_000 });
    },
    /** Resolves once the message was edited so often. */
    async edited(index: number): Promise<void> {
      const isEdited = () => (stage.messages()[index]?.edited_timestamp ?? null) !== null;
      await discord.transcript.waitFor(isEdited, { timeoutMs: 15_000 });
    },
    /** The minute between two polls: the start after it asks CaptchaAI at once. */
    async restart(): Promise<void> {
      await stage.skip(60_000);
      await running.app.stop();
      discord.transcript.clear();
      running = await startApp();
    },
    /** Picks in the menus of `/setup`. */
    async setUp(picks: Readonly<Record<string, string>>): Promise<void> {
      const screen = await (await owner.slash('setup')).reply();
      for (const [menu, value] of Object.entries(picks)) {
        await (await owner.select(screen.id, `m1:${menu}`, [value])).reply();
      }
    },
    /** The address of a page that shows another channel, or a thread. */
    async pageOf(channelId: string): Promise<string> {
      const page = await startPage({ discord, now: clock.now, ...place, channelId });
      pages.push(page);
      return page.url;
    },
    async end(): Promise<void> {
      heard.close();
      await running.app.stop();
      await Promise.all(pages.map((page) => page.stop()));
      await Promise.all([discord.stop(), captchaAi.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

function tokenOf(pipeline?: string): string {
  return pipeline === undefined ? INGEST_TOKEN : `${INGEST_TOKEN}-${pipeline}`;
}

function tokenSettings(pipelines: readonly string[]): Record<string, string> {
  return Object.fromEntries(pipelines.map((name) => [`TOKEN_${name.toUpperCase()}`, tokenOf(name)]));
}

function monitorFile(pipelines: readonly string[]): string {
  const setting = (name: string) => `"$\{${name}}"`;
  const lines = pipelines.map(
    (name) => `  ${name}: { account: main, ingestToken: ${setting(`TOKEN_${name.toUpperCase()}`)} }`,
  );
  return ['accounts:', `  main: { apiKey: ${setting('KEY')} }`, 'pipelines:', ...lines].join('\n');
}

/** The monitor may be writing, in this very process. */
async function whenFree(write: () => void): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return write();
    } catch (err) {
      if (tries > 100) throw err;
      await sleep(10);
    }
  }
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
