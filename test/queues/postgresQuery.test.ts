import { expect, inject, onTestFinished, test } from 'vitest';
import { startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import type { QueueOptions } from '../../src/queues/queueOptions.ts';
import { bareDatabase, onServer } from '../fixtures/postgresDatabase.ts';
import { NOTHING_KNOWN, readingOf, readQueue } from '../fixtures/readQueue.ts';

const SERVER = inject('postgres') ?? '';
const TABLE = `create table job (id bigserial primary key, state text, worker text, created timestamptz default now())`;
const QUERY = `select count(*) filter (where state = 'wait'), count(distinct worker), count(*) filter (where state = 'active'),
  min(created) filter (where state = 'wait') from job`;

async function setUpJobs(server = SERVER) {
  const url = await bareDatabase(server);
  await onServer(url, TABLE);
  await onServer(
    url,
    `insert into job (state, worker, created) values ('wait', null, '2026-04-20T12:00:00Z'), ('wait', null, now()),
      ('active', 'ann', now()), ('active', 'ben', now()), ('done', 'ann', now())`,
  );
  const sql = (query = QUERY): QueueOptions => ({ type: 'sql', url, query });
  return { url, sql };
}

test('the columns of the first row are depth, workers, busy and the oldest time', async () => {
  const { sql } = await setUpJobs();
  expect(await readingOf(sql())).toEqual({ depth: 2, workers: 2, busy: 2, oldestAt: Date.UTC(2026, 3, 20, 12) });
  expect(await readingOf(sql("select count(*) from job where state = 'wait'"))).toEqual({ ...NOTHING_KNOWN, depth: 2 });
});

test('no row, and NULL, is unknown and not 0', async () => {
  const { sql } = await setUpJobs();
  expect(await readingOf(sql('select 1 where false'))).toEqual(NOTHING_KNOWN);
  expect(await readingOf(sql('select sum(id) from job where false'))).toEqual(NOTHING_KNOWN);
});

test.each([
  ['changes rows', 'delete from job returning id'],
  ['hides that in a query', 'with gone as (delete from job returning id) select count(*) from gone'],
  ['ends the transaction first', 'commit; delete from job'],
  ['makes the transaction writable', 'set transaction read write; delete from job'],
])('a query that %s is refused, and every job is still there', async (_name, query) => {
  const { url, sql } = await setUpJobs();
  expect(await readQueue(sql(query))).toMatchObject({ ok: false });
  expect(await onServer(url, 'select count(*)::int as n from job')).toEqual([{ n: 5 }]);
});

test('a slow query ends after two seconds, in the server too', async () => {
  const { url, sql } = await setUpJobs();
  expect(await readQueue(sql('select count(*), pg_sleep(60) from job'))).toEqual({ ok: false, why: 'timeout' });
  const running =
    "select count(*)::int as n from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid()";
  expect(await onServer(url, running)).toEqual([{ n: 0 }]);
});

test('what is wrong with it is told apart', async () => {
  const { url, sql } = await setUpJobs();
  expect(await readQueue(sql('select count(*) from jobs'))).toEqual({ ok: false, why: 'notFound' });
  expect(await readQueue(sql('select cuont(*)'))).toEqual({ ok: false, why: 'serverError' });
  const wrong = new URL(url);
  wrong.password = 'wrong';
  expect(await readQueue({ type: 'sql', url: wrong.href, query: QUERY })).toEqual({ ok: false, why: 'unauthorized' });
  const other = new URL(url);
  other.pathname = '/nowhere';
  expect(await readQueue({ type: 'sql', url: other.href, query: QUERY })).toEqual({ ok: false, why: 'notFound' });
  await onServer(url, "create role reader login password 'reader-password'");
  onTestFinished(async () => void (await onServer(url, 'drop role reader')));
  const reader = new URL(url);
  [reader.username, reader.password] = ['reader', 'reader-password'];
  expect(await readQueue({ type: 'sql', url: reader.href, query: QUERY })).toEqual({ ok: false, why: 'forbidden' });
});

test('is unknown while the server is down, and known again; nothing is left open there', async () => {
  const server = await startLocalPostgres();
  onTestFinished(() => server.remove());
  const { url, sql } = await setUpJobs(server.url('postgres'));
  await readingOf(sql());
  const ours = "select count(*)::int as n from pg_stat_activity where application_name = 'captchaai-discord-monitor'";
  await expect.poll(() => onServer(url, ours)).toEqual([{ n: 0 }]);
  await server.stop('crash');
  expect(await readQueue(sql())).toEqual({ ok: false, why: 'unreachable' });
  await server.start();
  expect(await readingOf(sql())).toMatchObject({ depth: 2 });
});
