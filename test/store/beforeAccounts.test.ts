import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import summary from '../../commands/summary.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { createMonitor } from '../../src/monitor/monitor.ts';
import { createRecorder } from '../../src/monitor/record/record.ts';
import { ANA } from '../fixtures/constants.ts';
import { earlierDatabase } from '../fixtures/earlierDatabase.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';
import { HOUR, MINUTE, ON_POSTGRES, openAt } from '../fixtures/store.ts';
import { test } from '../fixtures/test.ts';

const IDS = ['mutes', 'incidents', 'deliveries', 'changes'];
/** The last moment that the rows speak of. */
const STOPPED = Date.UTC(2026, 3, 20, 12, 34);

/** A database as the version before several accounts left it. */
async function databaseFromBefore(folder: string): Promise<string> {
  const { location, db } = await earlierDatabase(folder, '0008');
  const statements = readFileSync(new URL('beforeAccounts.sql', import.meta.url), 'utf8').match(/^insert .*;$/gm) ?? [];
  expect(statements.length).toBeGreaterThan(20);
  for (const statement of statements) {
    await sql.raw(ON_POSTGRES ? statement.replace(/X'(\w+)'/g, `decode('$1', 'hex')`) : statement).execute(db);
  }
  // The rows bring their ids.
  for (const table of ON_POSTGRES ? IDS : []) {
    await sql.raw(`select setval(pg_get_serial_sequence('${table}', 'id'), max(id)) from ${table}`).execute(db);
  }
  await db.destroy();
  return location;
}

/** The program of today, some minutes later, with Discord back. */
async function setUpToday(folder: string) {
  const store = await openAt(await databaseFromBefore(folder));
  const stage = await setUpMonitor({ store, now: STOPPED });
  const { ports } = stage;
  const recorder = createRecorder({ ...ports, results: store.results, gather: async () => {}, onRecorded() {} });
  const noTests = { walk: async () => [], send: () => Promise.reject(new Error('no tests here')) };
  const monitor = createMonitor({ ...ports, recorder, testAlerts: noTests, onChange() {}, onDeliveries() {} });
  return { ...stage, monitor };
}

test('a database from before there were several accounts goes on as account default with pipeline default', async ({
  folder,
}) => {
  const { tell, inbox, edits, results, balance, queue, wait, now, store, monitor } = await setUpToday(folder);

  // What was waiting is sent, to the place that it was meant for.
  wait(MINUTE);
  expect(await tell()).toEqual(['g1: balance warning']);
  expect(inbox.at(-1)?.destination).toEqual({ type: 'channel', channelId: 'c1' });

  // What people were notified of recovers there, and the first message says that it is over.
  wait(6 * MINUTE);
  await balance(5);
  await queue(900);
  await results(99, 1);
  expect((await tell()).filter((what) => !what.includes('reminder'))).toEqual([]);
  wait(2 * MINUTE);
  await queue(900);
  await results(99, 1);
  expect(await tell()).toEqual(['g1: errors recovered']);
  expect(inbox.at(-1)?.destination).toEqual({ type: 'channel', channelId: 'c1' });
  const place = { type: 'channel', channelId: 'c1' };
  expect(edits.map(({ target }) => target)).toContainEqual(expect.objectContaining({ messageId: 'm1', place }));

  // The mute holds to its end, and then says how much it suppressed.
  expect((await store.mutes.activeAt(now())).map(({ scope, pipeline, by }) => [scope, pipeline, by.name])).toEqual([
    ['queue', null, 'ana'],
  ]);
  wait(2 * HOUR);
  await queue(900);
  wait(3 * MINUTE);
  await queue(900);
  await balance(5);
  await results(99, 1);
  expect(await tell()).toContainEqual(expect.stringMatching(/^g1: queue critical after \d+ suppressed$/));
  const incidents = await monitor.incidents('g1', 20);
  expect(incidents.map(({ id, kind, pipeline }) => [id, kind, pipeline])).toEqual(
    expect.arrayContaining([
      [1, 'errors', 'default'],
      [2, 'queue', 'default'],
      [3, 'balance', 'default'],
    ]),
  );
});

test('questions count what was recorded before, and settings and readings are still there', async ({ folder }) => {
  const { monitor, now, ports } = await setUpToday(folder);
  const context = {
    monitor,
    guildId: 'g1',
    by: ANA,
    now: now(),
    roleIds: new Set<string>(),
    managesServer: false,
    language: ENGLISH,
    guildLanguage: ENGLISH,
    view: {
      missingIn: () => [],
      unfitness: () => null,
      canPin: () => true,
      missingForThreads: () => [],
      pingFailure: () => null,
    },
    operator: { contact: null, policyUrl: null },
    commands: COMMANDS,
    commandIds: new Map(),
  };
  const { embeds } = await summary.run({ period: 'today', pipeline: null }, context);
  expect(embeds?.[0]?.description).toContain('**200** tasks processed');
  const fields = new Map(embeds?.[0]?.fields?.map(({ name, value }) => [name, value]));
  expect(fields.get('Success Rate')).toContain('75.0%');
  expect(fields.get('Total Cost')).toContain('$0.60');
  expect(fields.get('Balance')).toContain('$5.00');
  expect(fields.get('Peak Queue')).toContain('900');

  const { guild } = await monitor.settings('g1');
  expect(guild).toMatchObject({
    destination: { type: 'channel', channelId: 'c1' },
    mention: { type: 'role', id: 'r1' },
    thresholds: { errors: { rate: 0.2 } },
    notifiedTopUps: { default: Date.UTC(2026, 3, 20, 12) },
    pipelines: [{ name: 'default' }],
  });
  const health = await ports.store.providerHealth.load('default');
  expect(health).toMatchObject({ keyHash: 'k', polledAt: STOPPED });
});
