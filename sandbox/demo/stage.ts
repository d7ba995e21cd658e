import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../appProcess.ts';
import { startLocalCaptchaAi } from '../captchaai/localCaptchaAi.ts';
import { startLocalDiscord } from '../discord/localDiscord.ts';
import { startPipeline } from '../pipeline/startPipeline.ts';

const INGEST_TOKEN = 'demo-ingest-token-0123456789';

/** A local Discord with one server, a CaptchaAI account, a pipeline at work, and the real monitor between them. */
export async function setStage() {
  const discord = await startLocalDiscord();
  const captchaAi = await startLocalCaptchaAi({ balanceUsd: 142.3 });
  const folder = mkdtempSync(join(tmpdir(), 'captchaai-monitor-demo-'));
  const guild = discord.addGuild({ name: 'Acme Scraping' });
  const channel = discord.addChannel(guild.id, { name: 'captcha-alerts' });
  const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
  const webhook = discord.createWebhook(channel.id, { name: 'CaptchaAI Monitor' });

  const app = await startApp({
    DISCORD_TOKEN: discord.bot.token,
    DISCORD_WEBHOOK_URL: webhook.url,
    DISCORD_ALERT_ROLE_ID: role.id,
    DISCORD_API_URL: discord.apiBase,
    CAPTCHAAI_API_KEY: captchaAi.key,
    CAPTCHAAI_URL: captchaAi.url,
    INGEST_TOKEN,
    DATABASE_FILE: join(folder, 'monitor.db'),
    TIME_ZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
    // A story of minutes: everything looks back and waits less than by default.
    ALERT_COOLDOWN_SECONDS: '60',
    BALANCE_POLL_SECONDS: '10',
    ERRORS_WINDOW_SECONDS: '60',
    ERRORS_CLEAR_SECONDS: '10',
    QUEUE_HOLD_SECONDS: '20',
  });
  const pipeline = startPipeline({ baseUrl: app.baseUrl, token: INGEST_TOKEN, seed: 7, resultsPerSecond: 5 });

  return {
    app,
    discord,
    captchaAi,
    pipeline,
    guild,
    channel,
    role,
    async end(): Promise<void> {
      await pipeline.stop();
      await app.end('SIGTERM');
      await Promise.all([discord.stop(), captchaAi.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
