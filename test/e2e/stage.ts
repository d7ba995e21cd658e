import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type AppProcess, startApp } from '../../sandbox/appProcess.ts';
import { startLocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { checkBodies } from './officialSchemas.ts';
import { startSharedApp } from './sharedProcess.ts';

export const INGEST_TOKEN = 'e2e-ingest-token-0123456789';

const IN_ORDER_WITHIN_MS = 1_000;

/** Discord with one guild, CaptchaAI, and the monitor as a process of its own between them. All gone when the test ends. */
export async function setStage({ balanceUsd = 8.42, rateLimits = true } = {}) {
  const discord = await startLocalDiscord({ rateLimits, identifyIntervalMs: 0 });
  const captchaAi = await startLocalCaptchaAi({ balanceUsd });
  const folder = mkdtempSync(join(tmpdir(), 'monitor-e2e-'));
  const guild = discord.addGuild({ name: 'Scrapers' });
  const channel = discord.addChannel(guild.id, { name: 'alerts' });
  const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
  const webhook = discord.createWebhook(channel.id, { name: 'Monitor' });
  const running = new Set<AppProcess>();

  onTestFinished(async () => {
    await Promise.all([...running].map(endSoon));
    await Promise.all([discord.stop(), captchaAi.stop()]);
    rmSync(folder, { recursive: true, force: true });
    checkBodies(discord);
  });

  const env = {
    DISCORD_TOKEN: discord.bot.token,
    DISCORD_WEBHOOK_URL: webhook.url,
    DISCORD_ALERT_ROLE_ID: role.id,
    DISCORD_API_URL: discord.apiBase,
    CAPTCHAAI_API_KEY: captchaAi.key,
    CAPTCHAAI_URL: captchaAi.url,
    INGEST_TOKEN,
    DATABASE_FILE: join(folder, 'monitor.db'),
  };

  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: channel.id });

  return {
    discord,
    captchaAi,
    guild,
    channel,
    role,
    webhook,
    env,
    /** The guild's owner, typing into the alert channel. */
    owner,
    /** Opens `/setup` and picks in its menus; answers the screen as it is then. */
    async setUp(picks: Readonly<Record<string, string>>) {
      let screen = await (await owner.slash('setup')).reply();
      for (const [menu, value] of Object.entries(picks)) {
        screen = await (await owner.select(screen.id, `m1:${menu}`, [value])).reply();
      }
      return screen;
    },
    /** As if the monitor, which must not run now, had ended a minute earlier: its next poll is due at the start. */
    pollIsDue() {
      const database = new DatabaseSync(env.DATABASE_FILE);
      database.exec('update provider_health set polled_at = polled_at - 60000');
      database.close();
    },
    messages: () => discord.messages(channel.id),
    async start(more: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
      const app = await start({ ...env, ...more });
      running.add(app);
      return app;
    },
    /** Resolves with the message once the channel holds so many. */
    async message(index: number) {
      await discord.transcript.waitFor(() => discord.messages(channel.id).length > index, { timeoutMs: 10_000 });
      const message = discord.messages(channel.id)[index];
      if (message === undefined) throw new Error(`there is no message ${index}`);
      return message;
    },
  };
}

/** Settings of Node itself count for a whole process. */
function start(env: Readonly<Record<string, string>>): Promise<AppProcess> {
  return 'NODE_OPTIONS' in env ? startApp(env) : startSharedApp(env);
}

/** In order, so that another test can go on with the process; what is held up by the faults of the test is killed. */
async function endSoon(app: AppProcess): Promise<void> {
  const isLate = await Promise.race([app.end('SIGTERM'), sleep(IN_ORDER_WITHIN_MS, 'late', { ref: false })]);
  if (isLate === 'late') await app.end('SIGKILL');
}

/** Resolves once the bot has logged in and its commands are registered. */
export function connected(app: AppProcess): Promise<void> {
  return app.logged('connected to Discord');
}

export async function post(app: AppProcess, path: string, body: unknown): Promise<Response> {
  return fetch(`${app.baseUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${INGEST_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** The spike of the product's own example: 155 solved, 45 failed. */
export function spike(): { outcome: string; errorCode?: string; latencyMs?: number }[] {
  return [
    ...Array.from({ length: 155 }, () => ({ outcome: 'solved', latencyMs: 22_400 })),
    ...Array.from({ length: 30 }, () => ({ outcome: 'failed', errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' })),
    ...Array.from({ length: 15 }, () => ({ outcome: 'failed', errorCode: 'TIMEOUT' })),
  ];
}
