import { beforeAll, expect, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { type LocalPostgres, startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { openStore } from '../../src/store/open.ts';
import { isSend } from '../fixtures/isSend.ts';
import { onServer } from '../fixtures/postgresDatabase.ts';
import { connected, setUpProgram } from '../fixtures/program.ts';

let server: LocalPostgres;

beforeAll(async () => {
  server = await startLocalPostgres();
  return () => server.remove();
}, 120_000);

const TO_CHANNEL = 40;
const TO_WEBHOOK = 60;
/** Discord takes 30 a minute at each place. */
const WITHIN_MS = 150_000;
/** Long enough to be killed in. */
const PAUSE_MS = 400;

/** A server that is notified in a channel, one that is notified by its webhook, and a burst that waits for both. */
async function setUpBurst() {
  const stage = await setUpProgram({ balanceUsd: 80 });
  const url = server.url('postgres');
  const other = stage.discord.addGuild({ name: 'By the bot' });
  const channel = stage.discord.addChannel(other.id, { name: 'alerts' });
  const settings = { DATABASE_URL: url, NODE_OPTIONS: '', DISCORD_GUILD_IDS: `${stage.guild.id},${other.id}` };
  const start = (ROLES: string) => stage.start({ ...settings, ROLES });
  await connected(await start('gateway'));

  const store = await openStore(url);
  const now = Date.now();
  await store.guilds.see([{ id: other.id, name: 'By the bot' }], now);
  await store.guilds.choose(other.id, { channelId: channel.id, mention: null }, []);
  await store.guilds.see([{ id: stage.guild.id, name: 'Scrapers', webhookId: stage.webhook.id }], now);
  const add = async (guildId: string, n: number) => {
    for (let i = 0; i < n; i += 1) {
      const by = { userId: `70${i}`, name: 'Anna' };
      await store.deliveries.add(guildId, { type: 'test', severity: 'warning', by, at: now }, now);
    }
  };
  await add(other.id, TO_CHANNEL);
  await add(stage.guild.id, TO_WEBHOOK);
  await store.close();
  return {
    ...stage,
    startWorker: () => start('worker'),
    shown: () => [stage.discord.messages(channel.id), stage.messages()] as const,
    /** How many have left, and how many places wait for some time before the next one may. */
    async progress() {
      const counts = `count(delivered_at)::int as sent,
        count(*) filter (where retry_why = 'paced' and not_before > ${Date.now() + PAUSE_MS})::int as resting`;
      const [row] = await onServer(url, `select ${counts} from deliveries`);
      return { sent: Number(row?.['sent']), resting: Number(row?.['resting']) };
    },
  };
}

test('a burst that processes take over from one another keeps to the limits of a channel and of a webhook, in order', async () => {
  const { startWorker, progress, shown, discord } = await setUpBurst();
  /** What a killed process had under way is another's after a minute and a half: it is killed between two messages. */
  const restingAfter = (sent: number) =>
    expect
      .poll(
        async () => {
          const now = await progress();
          return now.sent >= sent && now.resting === 2;
        },
        { timeout: WITHIN_MS, interval: 20 },
      )
      .toBe(true);
  const replace = async (worker: AppProcess, signal: 'SIGKILL' | 'SIGTERM') => {
    await worker.end(signal);
    return startWorker();
  };

  let [a, b] = [await startWorker(), await startWorker()];
  await restingAfter(8);
  a = await replace(a, 'SIGKILL');
  await restingAfter(25);
  b = await replace(b, 'SIGTERM');
  await restingAfter(40);
  [a, b] = [await replace(a, 'SIGKILL'), await replace(b, 'SIGKILL')];
  await expect
    .poll(() => shown().map((messages) => messages.length), { timeout: WITHIN_MS, interval: 200 })
    .toEqual([TO_CHANNEL, TO_WEBHOOK]);

  for (const messages of shown()) {
    const order = messages.map((message) => Number(/<@70(\d+)>/.exec(JSON.stringify(message))?.[1]));
    expect(order).toEqual(order.map((_, i) => i));
  }
  const answers = discord.transcript.responses(isSend.method, isSend.path);
  expect(answers.filter(({ status }) => status === 429)).toEqual([]);
  expect(answers).toHaveLength(TO_CHANNEL + TO_WEBHOOK);
}, 300_000);
