import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { startLocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/open.ts';
import { INGEST_TOKEN, spike } from './stage.ts';

type Said = Readonly<Record<string, string>>;

/** The whole monitor within the test's process, so that many can wait side by side; gone when the test ends. */
export async function setLoginStage({ onTestFinished }: TestContext) {
  const discord = await startLocalDiscord({ rateLimits: false, identifyIntervalMs: 0 });
  const captchaAi = await startLocalCaptchaAi({ balanceUsd: 142.3 });
  const folder = mkdtempSync(join(tmpdir(), 'monitor-login-'));
  const guild = discord.addGuild({ name: 'Scrapers', preferredLocale: 'de' });
  const channel = discord.addChannel(guild.id, { name: 'alerts' });
  const webhook = discord.createWebhook(channel.id, { name: 'Monitor' });
  const lines: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  onTestFinished(async () => {
    for (const stop of stops) await stop();
    await Promise.all([discord.stop(), captchaAi.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    discord,
    guild,
    channel,
    messages: () => discord.messages(channel.id),
    log: () => lines.map((line) => JSON.parse(line) as { readonly level: string; readonly msg: string; why?: string }),
    async start(env: Readonly<Record<string, string>> = {}) {
      const config = parseConfig({
        DISCORD_TOKEN: discord.bot.token,
        DISCORD_WEBHOOK_URL: webhook.url,
        DISCORD_API_URL: discord.apiBase,
        CAPTCHAAI_API_KEY: captchaAi.key,
        CAPTCHAAI_URL: captchaAi.url,
        INGEST_TOKEN,
        HTTP_PORT: '0',
        ...env,
      });
      const app = await createApp(config, {
        store: await openStore(join(folder, 'monitor.db')),
        log: createLog({ level: 'info', secrets: [], destination: { write: (line) => void lines.push(line) } }),
        clock: { now: Date.now },
        elapsed: () => performance.now(),
        random: Math.random,
        droppedLogLines: () => 0,
      });
      const { port } = await app.start();
      let stopping: Promise<void> | null = null;
      const stop = () => {
        stopping ??= app.stop();
        return stopping;
      };
      stops.push(stop);
      const base = `http://127.0.0.1:${port}`;
      return {
        stop,
        async readiness() {
          const response = await fetch(`${base}/readyz`);
          const { checks, notes } = (await response.json()) as { checks: Said; notes?: Said };
          return { status: response.status, gateway: checks['gateway'], commands: notes?.['commands'] };
        },
        async postSpike(): Promise<number> {
          const { status } = await fetch(`${base}/v1/results`, {
            method: 'POST',
            headers: { authorization: `Bearer ${INGEST_TOKEN}`, 'content-type': 'application/json' },
            body: JSON.stringify(spike()),
          });
          return status;
        },
      };
    },
  };
}

export type LoginStage = Awaited<ReturnType<typeof setLoginStage>>;
