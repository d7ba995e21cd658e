import { beforeAll, expect, test } from 'vitest';
import { type LocalPostgres, startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { openStore } from '../../src/store/open.ts';
import { isSend } from '../fixtures/isSend.ts';
import { setUpProgram } from '../fixtures/program.ts';

let server: LocalPostgres;

beforeAll(async () => {
  server = await startLocalPostgres();
  await server.start();
  return () => server.remove();
}, 120_000);

/** At 5 in 2 seconds: 8 seconds, and some for a machine that is busy. */
const DRAINED_WITHIN_MS = 30_000;

test.each(['SQLite', 'PostgreSQL'])(
  'on %s twenty messages that wait drain at the rate that Discord allows, and it never has to refuse',
  async (engine) => {
    const stage = await setUpProgram({ balanceUsd: 80 });
    const database = engine === 'SQLite' ? {} : { DATABASE_URL: server.url('postgres') };
    const store = await openStore(engine === 'SQLite' ? stage.env.DATABASE_FILE : server.url('postgres'));
    const now = Date.now();
    await store.guilds.see([{ id: stage.guild.id, name: 'Scrapers', webhookId: stage.webhook.id }], now);
    const test = { type: 'test', severity: 'warning', by: { userId: '7', name: 'Anna' }, at: now } as const;
    for (let i = 0; i < 20; i += 1) await store.deliveries.add(stage.guild.id, test, now);
    await store.close();

    const app = await stage.start({ ...database, DISCORD_TOKEN: '' });
    await stage.discord.transcript.waitFor(() => stage.messages().length === 20, { timeoutMs: DRAINED_WITHIN_MS });
    expect(stage.discord.transcript.requests('POST', isSend.path)).toHaveLength(20);
    expect(app.output()).toContain('"why":"paced"');
    expect(app.output()).not.toContain('"why":"rateLimited"');
  },
);
