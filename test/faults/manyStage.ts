import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type AppProcess, startApp } from '../../sandbox/appProcess.ts';
import { startLocalCaptchaAi } from '../../sandbox/captchaai/localCaptchaAi.ts';
import type { LocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { startLocalDiscord } from '../../sandbox/discord/localDiscord.ts';
import { startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { startTcpProxy } from '../../sandbox/postgres/tcpProxy.ts';
import { openStore } from '../../src/store/open.ts';

/** Longer ago than anything that is decided looks. */
const KNOWN_SINCE_MS = 2 * 86_400_000;
const SHARDS = 4;
/** It starts while the others have the cores. */
const START_WITHIN_MS = 150_000;
/** A worker that posts goes elsewhere after this. */
const DEADLINE_MS = 5_000;

export interface ManyOptions {
  readonly guilds: number;
  readonly pipelines: number;
  /** How many servers see each pipeline; all, unless something else is said. */
  readonly seenBy?: number;
  /** PostgreSQL has a copy that can take its place. */
  readonly hasCopy?: boolean;
  /** Of the version that makes the tables; this one's, unless something else is said. */
  readonly openTables?: typeof openStore;
}

/** One PostgreSQL, Discord with servers on all shards, CaptchaAI, and room for many processes between them. */
export async function setUpMany(options: ManyOptions) {
  const { guilds, pipelines, seenBy = guilds, hasCopy = false, openTables = openStore } = options;
  const folder = mkdtempSync(join(tmpdir(), 'monitor-many-'));
  const [postgres, captchaAi] = [await startLocalPostgres(), await startLocalCaptchaAi({ balanceUsd: 80 })];
  const discord = await startLocalDiscord({
    rateLimits: false,
    identifyIntervalMs: 1_000,
    maxConcurrency: SHARDS,
    recommendedShards: SHARDS,
  });
  // What stands in between leads to the other server after a failover.
  const proxy = await startTcpProxy(postgres.port);
  const url = postgres.url('postgres', hasCopy ? proxy.port : postgres.port);
  const servers = addServers(discord, guilds);
  await writeServers(url, servers, openTables);
  if (hasCopy) await postgres.addStandby();

  const names = Array.from({ length: pipelines }, (_, n) => `p${n}`);
  const tokens = Object.fromEntries(names.map((name) => [name, `token-${name}-${randomUUID()}`]));
  const file = join(folder, 'monitor.yaml');
  const lines = names.map((name, n) => {
    const seen = Array.from({ length: seenBy }, (_, i) => `"${servers[(n * seenBy + i) % guilds]?.id}"`);
    const only = seenBy === guilds ? '' : `, guilds: [${seen.join(', ')}]`;
    return `  ${name}: { account: main, ingestToken: \${TOKEN_${n}}${only} }`;
  });
  writeFileSync(file, `accounts:\n  main: { apiKey: \${KEY} }\npipelines:\n${lines.join('\n')}\n`);

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
    seenBy,
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
      servers.flatMap(({ channel }) => discord.messages(channel).map((message) => ({ channel, ...message }))),
    /** The server crashes, and its copy takes its place under the same address. */
    async failOver(): Promise<void> {
      await postgres.failOver();
      proxy.pointTo(postgres.port);
      proxy.cut();
    },
    async close(): Promise<void> {
      await Promise.all([...running].map((app) => app.end('SIGKILL')));
      await Promise.all([discord.stop(), captchaAi.stop()]);
      await proxy.stop();
      await postgres.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Server {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
}

function addServers(discord: LocalDiscord, guilds: number): readonly Server[] {
  const since = Date.now() - KNOWN_SINCE_MS;
  return Array.from({ length: guilds }, (_, n) => {
    // The next one is on the next shard.
    const id = ((BigInt(since - Date.UTC(2015, 0, 1)) + BigInt(n)) << 22n).toString();
    const name = `Server ${n}`;
    discord.addGuild({ id, name });
    return { id, name, channel: discord.addChannel(id, { name: 'alerts' }).id };
  });
}

/** As if each had chosen its channel two days ago. In words that tables of earlier versions understand too. */
async function writeServers(url: string, servers: readonly Server[], openTables: typeof openStore): Promise<void> {
  await (await openTables(url)).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const columns = [servers.map(({ id }) => id), servers.map(({ name }) => name), servers.map(({ channel }) => channel)];
  const rows =
    'select id, name, channel, $4::bigint from unnest($1::text[], $2::text[], $3::text[]) as t (id, name, channel)';
  const since = Date.now() - KNOWN_SINCE_MS;
  await client.query(`insert into guilds (id, name, channel_id, joined_at) ${rows}`, [...columns, since]);
  await client.end();
}

export type ManyStage = Awaited<ReturnType<typeof setUpMany>>;
