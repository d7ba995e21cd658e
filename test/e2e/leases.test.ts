import { beforeAll, describe, expect, test } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import { type LocalPostgres, startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { onServer } from '../fixtures/postgresDatabase.ts';
import { connected, post, setUpProgram, spike } from '../fixtures/program.ts';

/** What the holder leaves undone is another's after this long; a machine that is busy with other tests adds to it. */
const WITHIN_MS = 10_000;
const SLOW_MACHINE_MS = 3_000;
/** What a killed process had taken to send it is another's after this long. */
const GONE_AFTER_MS = 12_000;

let server: LocalPostgres;

beforeAll(async () => {
  server = await startLocalPostgres();
  return () => server.remove();
}, 120_000);

let databases = 0;

/** One process at the gateway and two that take results, evaluate and send, each with its part of the leases. */
async function setUpTwoWorkers() {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  databases += 1;
  const database = `leases_${databases}`;
  await onServer(server.url('postgres'), `create database ${database}`);
  const url = server.url(database);
  // A process of its own each: what is frozen or killed is of no use to another test.
  const settings = { DATABASE_URL: url, DISCORD_WEBHOOK_URL: '', NODE_OPTIONS: '', ERRORS_CLEAR_SECONDS: '1' };
  const gateway = await stage.start({ ...settings, ROLES: 'gateway' });
  await connected(gateway);
  await stage.setUp({ setupChannel: stage.channel.id });
  const workers = [
    await stage.start({ ...settings, ROLES: 'ingest,worker' }),
    await stage.start({ ...settings, ROLES: 'ingest,worker' }),
  ] as const;
  const leases = () => onServer(url, 'select name, holder, epoch from leases order by name');
  const isOf = ({ process }: AppProcess, holder: unknown) => String(holder).includes(`-${process.pid}-`);
  const parts = async () => {
    const all = await leases();
    return workers.map((app) => all.filter(({ holder }) => isOf(app, holder)).length).sort();
  };
  await expect.poll(parts).toEqual([2, 3]);
  const isHolder = async (app: AppProcess) => (await leases()).every(({ holder }) => isOf(app, holder));
  const evaluation = async () => (await leases()).find(({ name }) => name === 'evaluate default');
  const [first, second] = workers;
  const isFirst = isOf(first, (await evaluation())?.['holder']);
  const [holder, other] = isFirst ? [first, second] : [second, first];
  return { ...stage, holder, other, parts, evaluation, isHolder };
}

/** How long it takes until the other process has all leases. */
async function replacedWithin(ms: number, isReplaced: () => Promise<boolean>): Promise<void> {
  await expect.poll(isReplaced, { timeout: ms, interval: 100 }).toBe(true);
}

const titles = (messages: readonly { readonly embeds: readonly { readonly title?: string | undefined }[] }[]) =>
  messages.map(({ embeds }) => embeds[0]?.title);

describe('of two workers each has its part of the leases, and one evaluates', () => {
  test('and when it is killed the other has all within ten seconds, and alerts', async () => {
    const { holder, other, isHolder, evaluation, messages } = await setUpTwoWorkers();
    const before = await evaluation();
    await holder.end('SIGKILL');
    expect((await post(other, '/v1/results', spike())).status).toBe(202);
    await replacedWithin(WITHIN_MS + SLOW_MACHINE_MS, () => isHolder(other));
    await expect.poll(() => titles(messages())).toEqual(['⚠️ Error Rate Spike']);
    expect(Number((await evaluation())?.['epoch'])).toBe(Number(before?.['epoch']) + 1);
  }, 120_000);

  test.each([
    ['before Discord stored it', 'delayBefore'],
    ['after Discord stored it', 'delayAfterStored'],
  ] as const)(
    'and when it is killed while it sends, %s, the other sends once what it had taken, seconds later',
    async (_when, delay) => {
      const { holder, other, discord, channel, messages } = await setUpTwoWorkers();
      const fault = discord.faults[delay](
        { method: 'POST', path: `/channels/${channel.id}/messages`, times: 1 },
        60_000,
      );
      // It is to take the message, and not the other.
      other.process.kill('SIGSTOP');
      expect((await post(holder, '/v1/results', spike())).status).toBe(202);
      await expect.poll(() => fault.hits).toBe(1);
      other.process.kill('SIGCONT');
      await holder.end('SIGKILL');
      const alerts = () => titles(messages()).filter((title) => title === '⚠️ Error Rate Spike');
      const attempts = () => other.output().match(/"msg":"delivery attempted"/g) ?? [];
      await expect.poll(attempts, { timeout: GONE_AFTER_MS + WITHIN_MS + SLOW_MACHINE_MS }).toHaveLength(1);
      expect(alerts()).toHaveLength(1);
    },
    120_000,
  );

  test('and when it ends in order the other has all at once', async () => {
    const { holder, other, isHolder } = await setUpTwoWorkers();
    expect(await holder.end('SIGTERM')).toBe(0);
    await replacedWithin(SLOW_MACHINE_MS, () => isHolder(other));
  }, 120_000);

  test('and when it is frozen the other has all within ten seconds; once it goes on it gets its part again, and does nothing twice', async () => {
    const { holder, other, isHolder, parts, messages } = await setUpTwoWorkers();
    holder.process.kill('SIGSTOP');
    expect((await post(other, '/v1/results', spike())).status).toBe(202);
    await replacedWithin(WITHIN_MS + SLOW_MACHINE_MS, () => isHolder(other));
    await expect.poll(() => titles(messages())).toEqual(['⚠️ Error Rate Spike']);

    holder.process.kill('SIGCONT');
    await holder.logged('lease lost: another process has taken over this work');
    const solved = Array.from({ length: 4_000 }, () => ({ outcome: 'solved' }));
    expect((await post(holder, '/v1/results', solved)).status).toBe(202);
    await expect.poll(() => titles(messages()).at(-1)).toBe('✅ Pipeline Recovered');
    expect(titles(messages())).toHaveLength(2);
    await expect.poll(parts).toEqual([2, 3]);
    expect(holder.output()).not.toContain('"level":50');
  }, 120_000);
});
