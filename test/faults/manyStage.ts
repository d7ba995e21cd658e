import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type AppProcess, startApp } from '../../sandbox/appProcess.ts';
import { startLocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { openStore } from '../../src/store/open.ts';

/** Longer ago than anything that is decided looks. */
const KNOWN_SINCE_MS = 2 * 86_400_000;
const SHARDS = 4;
/** It starts while the others have the cores. */
const START_WITHIN_MS = 150_000;
/** A worker that posts goes elsewhere after this. */
const DEADLINE_MS = 15_000;

export interface ManyOptions {
  readonly guilds: number;
  readonly pipelines: number;
  /** Of the version that makes the tables; this one's, unless something else is said. */
  readonly openTables?: typeof openStore;
}

/** One PostgreSQL, Discord with servers on all shards, CaptchaAI, and room for many processes between them. */
export async function setUpMany({ guilds, pipelines, openTables = openStore }: ManyOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'monitor-many-'));
  const [postgres, captchaAi] = [await startLocalPostgres(), await startLocalCaptchaAi({ balanceUsd: 80 })];
  const discord = await startLocalDiscord({
    rateLimits: false,
    identifyIntervalMs: 1_000,
    maxConcurrency: SHARDS,
    recommendedShards: SHARDS,
  });
  const names = Array.from({ length: pipelines }, (_, n) => `p${n}`);
  const tokens = Object.fromEntries(names.map((name) => [name, `token-${name}-${randomUUID()}`]));
  const file = join(folder, 'monitor.yaml');
  const lines = names.map((name, n) => `  ${name}: { account: main, ingestToken: \${TOKEN_${n}} }`);
  writeFileSync(file, `accounts:\n  main: { apiKey: \${KEY} }\npipelines:\n${lines.join('\n')}\n`);

  const url = postgres.url('postgres');
  const store = await openTables(url);
  const channels: string[] = [];
  const since = Date.now() - KNOWN_SINCE_MS;
  for (let n = 0; n < guilds; n += 1) {
    // The next one is on the next shard.
    const id = ((BigInt(since - Date.UTC(2015, 0, 1)) + BigInt(n)) << 22n).toString();
    discord.addGuild({ id, name: `Server ${n}` });
    const channel = discord.addChannel(id, { name: 'alerts' });
    channels.push(channel.id);
    await store.guilds.see([{ id, name: `Server ${n}` }], since);
    await store.guilds.choose(id, { channelId: channel.id, mention: null }, []);
  }
  await store.close();

  const env = {
    DISCORD_TOKEN: discord.bot.token,
    DISCORD_API_URL: discord.apiBase,
    CAPTCHAAI_URL: captchaAi.url,
    KEY: captchaAi.key,
    ...Object.fromEntries(names.map((name, n) => [`TOKEN_${n}`, tokens[name] ?? ''])),
    MONITOR_FILE: file,
    DATABASE_URL: url,
    QUEUE_HOLD_SECONDS: '0',
    RUNWAY_ALERTS: 'off',
    ALERT_COOLDOWN_SECONDS: '1',
    LATENCY_MIN_SOLVED: '1000000',
  };
  const running = new Set<AppProcess>();

  return {
    discord,
    postgres,
    pipelines: names,
    /** `main`: of another version. */
    async start(roles: string, main?: string): Promise<AppProcess> {
      const app = await startApp({ ...env, ROLES: roles }, [], [], START_WITHIN_MS, main);
      running.add(app);
      void app.exited.then(() => running.delete(app));
      return app;
    },
    /** Null where nobody answered in time. */
    async post(app: AppProcess, pipeline: string, path: string, body: unknown, key: string): Promise<number | null> {
      try {
        const response = await fetch(`${app.baseUrl}${path}`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${tokens[pipeline]}`,
            'content-type': 'application/json',
            'idempotency-key': key,
          },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(DEADLINE_MS),
        });
        await response.text();
        return response.status;
      } catch {
        return null;
      }
    },
    /** The rows that a query answers; null while the database is gone. */
    async rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[] | null> {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query(sql)).rows;
      } catch {
        return null;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    /** What people see, each with where it stands. */
    messages: () =>
      channels.flatMap((channel) => discord.messages(channel).map((message) => ({ channel, ...message }))),
    async close(): Promise<void> {
      await Promise.all([...running].map((app) => app.end('SIGKILL')));
      await Promise.all([discord.stop(), captchaAi.stop()]);
      await postgres.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type ManyStage = Awaited<ReturnType<typeof setUpMany>>;
