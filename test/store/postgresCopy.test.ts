import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import type { Message } from '../../src/monitor/alerts/message.ts';
import { copyStore } from '../../src/store/copy.ts';
import { holdDatabase } from '../../src/store/inUse.ts';
import { openStore } from '../../src/store/open.ts';
import { ANNA, alert, edit, ended, key, OPEN, opening, PLACE, page } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { emptyDatabase } from '../fixtures/postgresDatabase.ts';
import { quietHours } from '../fixtures/quietHours.ts';
import { add } from '../fixtures/sketches.ts';
import { bucketsOf, HOUR, MINUTE, NOW, openSchema, PIPELINE, result, seeGuilds } from '../fixtures/store.ts';

const CHANGE = { at: NOW, by: ANNA, action: 'threshold', subject: 'x', before: null, after: 'Ошибка "💥"' } as const;

/** Something in every table, written as the program writes it. */
async function fill(location: string): Promise<void> {
  const store = await openStore(location);
  const failed = Array.from({ length: 1_100 }, (_, i) =>
    result({ outcome: 'failed', errorCode: `CODE ${i} 'é"`, captchaType: i % 2 === 0 ? null : 'x\ty', costMicros: i }),
  );
  await store.results.add(bucketsOf(failed));
  await add(store, [{ at: NOW, ms: 1_234 }]);
  await store.processes.begin('p1', '{"é": "💥"}', NOW);
  await store.readings.add(PIPELINE, [{ metric: 'balance', at: NOW, value: -8_420_000 }]);
  const report = { source: 'w1', at: NOW, depth: 7, activeWorkers: 2, busy: 1, oldestAt: NOW - 1, unreadable: null };
  await store.queueSources.report(PIPELINE, report);
  await seeGuilds(store, 'g1', 'g2');
  await store.guilds.choose('g1', { channelId: '5', mention: null, timeZone: 'Europe/Berlin', summaryMinute: 0 }, [
    CHANGE,
  ]);
  await store.guilds.setThreshold('g1', 'cooldown', 60, () => CHANGE);
  await store.guilds.choose('g1', { channelId: '6', mention: { type: 'role', id: 'r' } }, [CHANGE], PIPELINE);
  await store.quietHours.change('g1', () => ({ hours: [quietHours('22:00-07:00')], change: CHANGE }));
  const step = { afterMs: MINUTE, mention: null, place: null, receiver: 'pager' };
  await store.escalations.change('g1', () => ({ steps: [step], change: CHANGE }));
  const rota = { people: [ANNA.userId], weekday: 1, minute: 540, since: NOW, cover: null };
  await store.onCall.change('g1', NOW, () => ({ rota, change: CHANGE }));
  await store.guilds.choose('g1', { live: { channelId: null } }, [CHANGE]);
  const mute = {
    guildId: 'g1',
    scope: 'all',
    pipeline: null,
    until: NOW + HOUR,
    createdAt: NOW,
    by: ANNA,
    reason: "'; --",
  } as const;
  await store.mutes.add(mute, CHANGE);
  await commitNow(store, [opening('g1'), opening('g2', 'queue')], NOW);
  const first = await store.deliveries.claim(NOW, MINUTE);
  await store.deliveries.delivered(first?.id ?? 0, 'm1', PLACE, NOW);
  await store.incidents.acknowledge('g1', 1, ANNA, NOW, CHANGE);
  await store.notes.add('g1', 1, { at: NOW, by: ANNA, text: "restarted; '" });
  await commitNow(
    store,
    [
      {
        key: key('g2', 'queue'),
        before: OPEN,
        after: ended(),
        messages: [edit(), alert(), TOP_UP],
        pages: [page('resolve')],
      },
    ],
    NOW,
  );
  const decision = { guildId: 'g1', kind: 'errors', at: NOW, state: 'unknown', reason: 'noVerdict' } as const;
  await store.decisions.add(PIPELINE, [
    { ...decision, facts: null, why: 'tooFewResults', threshold: 0.15, muteId: null },
  ]);
  await store.summaries.once('g1', '2026-04-20', alert(), NOW);
  const keyed = { pipeline: PIPELINE, keyHash: 'k', bodyHash: 'b', results: [result()], at: NOW };
  await store.listening.beat(PIPELINE, NOW);
  await store.results.add(bucketsOf([]), [keyed], NOW);
  await store.leases.take('poll', 'a', NOW, MINUTE);
  await store.providerHealth.begin(PIPELINE, 'k', 0);
  await store.invalidRequests.add('process', [{ at: NOW, requests: 3 }]);
  await store.tidy(NOW);
  await store.close();
}

const TOP_UP: Message = {
  type: 'topUp',
  topUp: { at: NOW, fromMicros: 0, toMicros: 9_000_000, runwayMs: null },
  at: NOW,
};

/** What processes on one PostgreSQL database say to one another: no file has any of it. */
const BETWEEN_PROCESSES = [
  'gateways',
  'guild_sights',
  'identifies',
  'interactions',
  'rate_limits',
  'shard_plan',
  'shards',
  'shares',
  'webhook_channels',
  'workers',
];

/** Every row of every table, in an order that does not depend on the engine. */
async function everything(location: string): Promise<Record<string, string[]>> {
  const db = openSchema(location);
  const tables = [...new Set((await db.introspection.getTables()).map(({ name }) => name))].sort();
  const content: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db);
    content[table] = rows.map((row) => JSON.stringify(row, toPlain)).sort();
  }
  return content;
}

function toPlain(key: string, value: unknown): unknown {
  // Each database counts the changes of its guilds itself.
  if (key === 'revision') return undefined;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if ('type' in value && value.type === 'Buffer' && 'data' in value && Array.isArray(value.data)) {
    return Buffer.from(value.data).toString('hex');
  }
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

let folder: string;
let file: string;
let url: string;

beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder, 'monitor.db');
  url = (await emptyDatabase(inject('postgres') ?? '')).url;
});

describe('a database', () => {
  test('is in use while a store is open, and is not afterwards', async () => {
    const store = await openStore(url);
    expect(await store.trouble()).toBeNull();
    expect(await holdDatabase(url)).toMatchObject({ isInUse: true });
    await store.close();
    await expect.poll(async () => (await holdDatabase(url)).isInUse).toBe(false);
  });
});

describe('a copy', () => {
  test('from SQLite to PostgreSQL and back has every row of every table, and says how many', async () => {
    await fill(file);
    const before = await everything(file);
    const empty = Object.entries(before).filter(([, rows]) => rows.length === 0);
    expect(empty.map(([table]) => table)).toEqual(BETWEEN_PROCESSES);
    const copied = await copyStore(file, url);
    expect(Object.fromEntries(copied.map(({ table, rows }) => [table, rows]))).toEqual(
      Object.fromEntries(Object.entries(before).map(([table, rows]) => [table, rows.length])),
    );
    expect(await everything(url)).toEqual(before);

    const back = join(folder, 'back.db');
    await copyStore(url, back);
    expect(await everything(back)).toEqual(before);
    expect(await everything(file)).toEqual(before);
  });

  test.each(['to PostgreSQL', 'to a file'])('%s goes on counting where the first one was', async (where) => {
    await fill(file);
    const target = where === 'to a file' ? join(folder, 'second.db') : url;
    // The last message is gone, and its number must not be given to another one all the same.
    const db = openSchema(file);
    const { id } = await db.selectFrom('deliveries').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
    await db.deleteFrom('deliveries').where('id', '=', id).execute();
    await copyStore(file, target);
    const store = await openStore(target);
    expect(await store.deliveries.add('g1', alert(), NOW)).toBe(id + 1);
    expect(
      (
        await store.mutes.add(
          { guildId: 'g1', scope: 'all', pipeline: null, until: 1, createdAt: 1, by: ANNA, reason: null },
          CHANGE,
        )
      ).id,
    ).toBe(2);
    await store.close();
  });

  test('into a database that is not empty is refused, and nothing is changed', async () => {
    await fill(file);
    const store = await openStore(url);
    await seeGuilds(store, 'g9');
    await store.close();
    const before = await everything(url);
    await expect(copyStore(file, url)).rejects.toThrow(/is not empty \(guilds has rows\)\. Nothing was changed/);
    expect(await everything(url)).toEqual(before);
  });

  test('that fails in the middle leaves the target empty', async () => {
    await fill(file);
    const target = openSchema(url);
    await sql`create function fail() returns trigger language plpgsql as 'begin raise ''disk full''; end'`.execute(
      target,
    );
    await sql`create trigger full_disk before insert on summaries for each row execute function fail()`.execute(target);
    await expect(copyStore(file, url)).rejects.toThrow(/disk full/);
    expect(Object.values(await everything(url)).flat()).toEqual([]);
  });

  test('of a file that is not there makes none', async () => {
    await expect(copyStore(join(folder, 'typo.db'), url)).rejects.toThrow(/The database file .* does not exist/);
    expect(existsSync(join(folder, 'typo.db'))).toBe(false);
  });

  test('to a server that is not there says which, without its password', async () => {
    await fill(file);
    const nowhere = 'postgres://monitor:secret-word@127.0.0.1:1/monitor';
    await expect(copyStore(file, nowhere)).rejects.toThrow(
      'The database "monitor" on 127.0.0.1:1 cannot be reached (ECONNREFUSED).',
    );
  });
});
