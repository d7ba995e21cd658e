import { beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { TcpProxy } from '../../sandbox/postgres/tcpProxy.ts';
import { CommitUnknownError } from '../../src/monitor/errors.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { opening } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { emptyDatabase, onServer } from '../fixtures/postgresDatabase.ts';
import { add } from '../fixtures/sketches.ts';
import { bucketsOf, NOW, openAt, PIPELINE, result, seeGuilds } from '../fixtures/store.ts';
import { setUpProxy } from '../fixtures/tcpProxy.ts';

let url: string;
let proxy: TcpProxy;
let store: OpenStore;

beforeEach(async () => {
  url = (await emptyDatabase(inject('postgres') ?? '')).url;
  const direct = new URL(url);
  proxy = await setUpProxy(Number(direct.port));
  const through = new URL(url);
  through.port = String(proxy.port);
  store = await openAt(through.href);
});

const report = () => add(store, [{ at: NOW, ms: 1_000 }]);
const solved = async () => (await store.results.period(PIPELINE, NOW, NOW + 1)).solved;
const latencies = async () => (await store.results.latencies(PIPELINE, NOW, NOW + 1, [0.5]))?.solved ?? 0;

describe('a connection that is lost', () => {
  test('before the commit fails what was asked, keeps nothing of it, and the next one works', async () => {
    await report();
    const cut = proxy.cutAt('commit', 'beforeServer');
    await expect(report()).rejects.toThrow(/Connection terminated|ECONNRESET|EPIPE/);
    await cut;
    expect([await solved(), await latencies()]).toEqual([1, 1]);
    await report();
    expect([await solved(), await latencies()]).toEqual([2, 2]);
  });

  test('in the middle of a transaction says that, and not that it cannot be rolled back', async () => {
    await seeGuilds(store, 'g1');
    const cut = proxy.cutAt('insert into "incidents"', 'beforeServer');
    const err: unknown = await commitNow(store, [opening()], NOW).catch((cause: unknown) => cause);
    await cut;
    expect(String(err)).toMatch(/Connection terminated|ECONNRESET|EPIPE/);
    expect(err).not.toBeInstanceOf(CommitUnknownError);
    await commitNow(store, [opening()], NOW);
    expect((await store.incidents.recent('g1', 9)).length).toBe(1);
  });

  test('before the answer to a commit fails, and the results are there once: nothing repeats it by itself', async () => {
    const cut = proxy.cutAt('commit', 'beforeAnswer');
    await expect(report()).rejects.toThrow(CommitUnknownError);
    await cut;
    expect([await solved(), await latencies()]).toEqual([1, 1]);
    // What the sketch in memory holds was dropped: otherwise this one would count the first again.
    await report();
    expect([await solved(), await latencies()]).toEqual([2, 2]);
  });

  test('before the answer to the commit of a reading says the same, and the reading is there', async () => {
    const cut = proxy.cutAt('commit', 'beforeAnswer');
    const adding = store.readings.add(PIPELINE, [{ metric: 'queueDepth', at: NOW, value: 7 }]);
    await expect(adding).rejects.toThrow(CommitUnknownError);
    await cut;
    expect(await store.readings.newest(PIPELINE, 'queueDepth')).toMatchObject({ value: 7 });
  });

  test('while nobody uses it is replaced, and nothing breaks', async () => {
    await Promise.all(Array.from({ length: 8 }, () => store.trouble()));
    proxy.cut();
    // As a server that restarts does.
    await onServer(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await expect.poll(() => store.trouble()).toBeNull();
    await report();
    expect(await solved()).toBe(1);
  });

  test('without either side learning of it is given up in time, and replaced', async () => {
    await report();
    proxy.swallow(true);
    const startedAt = performance.now();
    await expect(report()).rejects.toThrow(/timeout/);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    proxy.swallow(false);
    await expect.poll(() => store.trouble(), { timeout: 10_000 }).toBeNull();
    expect(await solved()).toBe(1);
  }, 40_000);
});

test('a server that has become a copy, which only reads, is left for the one that took over', async () => {
  const copy = async (on: boolean) => {
    const name = new URL(url).pathname.slice(1);
    const readOnly = `default_transaction_read_only = ${on}`;
    await onServer(inject('postgres') ?? '', `alter database ${name} set ${readOnly}`);
  };
  onTestFinished(() => copy(false));
  await copy(true);
  proxy.cut();
  await expect.poll(() => report().then(() => 'ok', String)).toContain('read-only transaction');
  await copy(false);
  // The connection is new, without anybody having cut the old one.
  await report();
  expect(await solved()).toBe(1);
});

test('text that PostgreSQL cannot keep fails nobody, and counts', async () => {
  const codes = ['a\0b', 'a\uFFFDb', 'x\uD800', 'x\uD801'];
  await store.results.add(
    bucketsOf(codes.map((errorCode) => result({ outcome: 'failed', errorCode, captchaType: errorCode }))),
  );
  expect((await store.results.period(PIPELINE, NOW, NOW + 1)).byCode).toEqual([
    { code: 'a\uFFFDb', count: 2 },
    { code: 'x\uFFFD', count: 2 },
  ]);
});
