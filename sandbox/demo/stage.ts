import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { END_WITH_PARENT, startApp } from '../appProcess.ts';
import { startLocalCaptchaAi } from '../captchaai/localCaptchaAi.ts';
import { startLocalDiscord } from '../discord/localDiscord.ts';
import { monitorFile } from './monitorFile.ts';
import { ACCOUNTS, PIPELINE_NAMES } from './watched.ts';

const TOKENS = {
  shop: 'demo-ingest-token-of-shop-0123456789',
  tickets: 'demo-ingest-token-of-tickets-0123456789',
  news: 'demo-ingest-token-of-news-0123456789',
} as const;

/** Where what is about an account goes. */
const MAIN_CHANNEL = 'captcha-alerts';

/** A local Discord with one server and a channel a pipeline, the CaptchaAI accounts, and the real monitor between them. */
export async function setStage(settings: Readonly<Record<string, string>> = {}) {
  const discord = await startLocalDiscord();
  const accounts = { main: await startLocalCaptchaAi(ACCOUNTS.main), eu: await startLocalCaptchaAi(ACCOUNTS.eu) };
  const folder = mkdtempSync(join(tmpdir(), 'captchaai-monitor-demo-'));
  const databaseFile = join(folder, 'monitor.db');
  const guild = discord.addGuild({ name: 'Acme Scraping' });
  const addChannel = (name: string) => ({ id: discord.addChannel(guild.id, { name }).id, name });
  const mainChannel = addChannel(MAIN_CHANNEL);
  const pipelineChannels = PIPELINE_NAMES.map(addChannel);
  const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
  const member = discord.addUser({ username: 'mara' });
  discord.addMember(guild.id, member.id);
  const webhook = discord.createWebhook(mainChannel.id, { name: 'CaptchaAI Monitor' });
  const file = join(folder, 'monitor.yaml');
  const { text, secrets } = monitorFile(accounts, TOKENS);
  writeFileSync(file, text);

  const monitorSettings = {
    DISCORD_TOKEN: discord.bot.token,
    DISCORD_WEBHOOK_URL: webhook.url,
    DISCORD_ALERT_ROLE_ID: role.id,
    DISCORD_API_URL: discord.apiBase,
    MONITOR_FILE: file,
    ...secrets,
    DATABASE_FILE: databaseFile,
    TIME_ZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...settings,
  };
  const app = await startApp(monitorSettings, [], END_WITH_PARENT);

  return {
    app,
    discord,
    accounts,
    tokens: TOKENS,
    databaseFile,
    guild,
    mainChannel,
    pipelineChannels,
    channels: [mainChannel, ...pipelineChannels],
    role,
    /** Somebody who may not manage the server. */
    member,
    async end(): Promise<void> {
      await app.end('SIGTERM');
      await Promise.all([discord.stop(), ...Object.values(accounts).map((account) => account.stop())]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
