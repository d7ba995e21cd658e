import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../appProcess.ts';
import { startLocalCaptchaAi } from '../captchaai/localCaptchaAi.ts';
import { startLocalDiscord } from '../discord/localDiscord.ts';

const BALANCE_USD = 142.3;
const INGEST_TOKEN = 'demo-ingest-token-0123456789';

/** A local Discord with one server, a CaptchaAI account, and the real monitor between them. */
export async function setStage(settings: Readonly<Record<string, string>> = {}) {
  const discord = await startLocalDiscord();
  const captchaAi = await startLocalCaptchaAi({ balanceUsd: BALANCE_USD });
  const folder = mkdtempSync(join(tmpdir(), 'captchaai-monitor-demo-'));
  const databaseFile = join(folder, 'monitor.db');
  const guild = discord.addGuild({ name: 'Acme Scraping' });
  const channel = discord.addChannel(guild.id, { name: 'captcha-alerts' });
  const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
  const member = discord.addUser({ username: 'mara' });
  discord.addMember(guild.id, member.id);
  const webhook = discord.createWebhook(channel.id, { name: 'CaptchaAI Monitor' });

  const app = await startApp({
    DISCORD_TOKEN: discord.bot.token,
    DISCORD_WEBHOOK_URL: webhook.url,
    DISCORD_ALERT_ROLE_ID: role.id,
    DISCORD_API_URL: discord.apiBase,
    CAPTCHAAI_API_KEY: captchaAi.key,
    CAPTCHAAI_URL: captchaAi.url,
    INGEST_TOKEN,
    DATABASE_FILE: databaseFile,
    TIME_ZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...settings,
  });

  return {
    app,
    discord,
    captchaAi,
    ingestToken: INGEST_TOKEN,
    databaseFile,
    balanceUsd: BALANCE_USD,
    guild,
    channel,
    role,
    /** Somebody who may not manage the server. */
    member,
    async end(): Promise<void> {
      await app.end('SIGTERM');
      await Promise.all([discord.stop(), captchaAi.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
