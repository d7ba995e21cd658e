import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type AppProcess, startApp } from '../../sandbox/appProcess.ts';
import { startLocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { clockText } from '../../src/monitor/settings/settingChanges.ts';
import { openStore } from '../../src/store/open.ts';
import { isPostgresUrl } from '../../src/store/postgresUrl.ts';
import { type DataPlace, onFile } from './places.ts';

/** How a guild is told: as the bot, through the webhook beside the bot, or through the webhook alone. */
export type Way = 'bot' | 'webhook and bot' | 'webhook alone';

const INGEST_TOKEN = 'fault-ingest-token-0123456789';
const SABOTEUR = fileURLToPath(new URL('saboteur.ts', import.meta.url));
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Long enough for Discord's answer without a time (a minute), and some. */
export const PATIENCE_MS = 100_000;

/** A guild that has been known for days, CaptchaAI, Discord, and room for the monitor as a process of its own. */
export async function openStage(way: Way, data: DataPlace = onFile()) {
  const { folder } = data;
  const discord = await startLocalDiscord({ rateLimits: false, identifyIntervalMs: 0 });
  const captchaAi = await startLocalCaptchaAi({ balanceUsd: 80 });
  const guild = discord.addGuild({ name: 'Scrapers' });
  const channel = discord.addChannel(guild.id, { name: 'alerts' });
  const webhook = discord.createWebhook(channel.id, { name: 'Monitor' });
  const owner = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: channel.id });
  const files = { clock: join(folder, 'clock'), noDns: join(folder, 'no-dns'), output: join(folder, 'output') };
  const running = new Set<AppProcess>();
  const closing: (() => void)[] = [];

  const store = await openStore(data.location);
  const since = Date.now() - 2 * DAY_MS;
  const webhookId = way === 'bot' ? {} : { webhookId: webhook.id, webhookChannelId: channel.id };
  await store.guilds.see({ id: guild.id, name: 'Scrapers', ...webhookId }, since);
  if (way === 'bot') await store.guilds.choose(guild.id, { channelId: channel.id, mention: null }, []);
  await store.close();

  const byName = (url: string) => url.replace('127.0.0.1', 'localhost');
  const env = {
    DISCORD_TOKEN: way === 'webhook alone' ? '' : discord.bot.token,
    DISCORD_WEBHOOK_URL: way === 'bot' ? '' : byName(webhook.url),
    DISCORD_API_URL: byName(discord.apiBase),
    CAPTCHAAI_API_KEY: captchaAi.key,
    CAPTCHAAI_URL: captchaAi.url,
    INGEST_TOKEN,
    ...(isPostgresUrl(data.location) ? { DATABASE_URL: data.location } : { DATABASE_FILE: data.location }),
    QUEUE_HOLD_SECONDS: '0',
    RUNWAY_ALERTS: 'off',
    // Not due while a cell runs, unless the cell asks for it.
    SUMMARY_TIME: clockText((new Date().getUTCHours() * 60 + new Date().getUTCMinutes() + 720) % 1_440),
    CLOCK_FILE: files.clock,
    NO_DNS_FILE: files.noDns,
    OUTPUT_FILE: files.output,
  };

  return {
    way,
    discord,
    captchaAi,
    guild,
    channel,
    webhook,
    owner,
    files,
    data,
    /** A minute of the day that is `minutes` away. */
    minuteIn: (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString().slice(11, 16),
    messages: () => discord.messages(channel.id),
    async start(more: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
      const app = await startApp({ ...env, ...more }, [], ['--import', SABOTEUR]);
      running.add(app);
      void app.exited.then(() => running.delete(app));
      return app;
    },
    /** Posts as a worker does that repeats until it has its 202; null where nobody answered any more. */
    async post(app: AppProcess, path: string, body: unknown, key?: string): Promise<number | null> {
      try {
        const response = await fetch(`${app.baseUrl}${path}`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${INGEST_TOKEN}`,
            'content-type': 'application/json',
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(15_000),
        });
        await response.text();
        return response.status;
      } catch {
        return null;
      }
    },
    /** What else ends with the stage. */
    onClose: (end: () => void) => void closing.push(end),
    async close(): Promise<void> {
      for (const end of closing) end();
      await Promise.all([...running].map((app) => app.end('SIGKILL')));
      await Promise.all([discord.stop(), captchaAi.stop()]);
      await data.close();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Looks again and again until something is so; false if it never was. */
export async function until(isSo: () => boolean | Promise<boolean>, withinMs = PATIENCE_MS): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (await isSo()) return true;
    await sleep(20);
  }
  return false;
}
