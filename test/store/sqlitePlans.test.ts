import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';
import { bucketsOf, DAY, emptyLocation, HOUR, NOW, PIPELINE, result, steady } from '../fixtures/store.ts';

/** Of these there are few rows, or all of them are meant. */
const FEW_ROWS = [
  'guilds',
  'tidy_runs',
  'queue_sources',
  'leases',
  'processes',
  'provider_health',
  'quiet_hours',
  'notified_top_ups',
  'guild_pipelines',
  'escalations',
  'on_call',
  'live_status',
];

/** Every statement that the work prepares. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  try {
    await work();
    return [...new Set(prepare.mock.calls.map(([text]) => text))].filter((text) =>
      /^\s*(select|with|delete|update|insert)/i.test(text),
    );
  } finally {
    prepare.mockRestore();
  }
}

/** The tables of which a statement reads every row. */
function scannedBy(db: DatabaseSync, statement: string): readonly string[] {
  const tables = db
    .prepare("select name from sqlite_schema where type = 'table'")
    .all()
    .map(({ name }) => String(name));
  // The oldest rows are read, and no more than a batch of them.
  const isBounded = /order by id limit \d+/.test(statement);
  return db
    .prepare(`explain query plan ${statement}`)
    .all()
    .flatMap(({ detail }) => /^SCAN (\S+)/.exec(String(detail))?.[1] ?? [])
    .filter((name) => tables.includes(name) && !FEW_ROWS.includes(name) && !isBounded);
}

test('no statement that runs every minute or more often reads a whole table', async () => {
  const location = await emptyLocation();
  const store = await openStore(location);
  const stage = await setUpMonitor({ store, now: NOW });
  await stage.addGuild('g1');
  await steady(store);
  const typed = (at: number) =>
    result({ at, outcome: 'failed', errorCode: 'ERROR_X', captchaType: 'image', latencyMs: 5 });
  for (const ageMs of [0, 3 * HOUR, 3 * DAY, 30 * DAY, 400 * DAY]) {
    await store.results.add(bucketsOf([typed(NOW - ageMs - 5_000)]));
    await store.readings.add(PIPELINE, [{ metric: 'queueDepth', at: NOW - ageMs - 5_000, value: 1 }]);
  }
  const statements = await statementsOf(async () => {
    await stage.balance(1);
    await stage.results(2, 30);
    await stage.tell();
    await stage.sendDueSummaries();
    await stage.catchUp();
    while (await store.tidy(NOW));
  });
  await store.close();
  const db = new DatabaseSync(location);
  const scanning = statements.flatMap((statement) => {
    const tables = scannedBy(db, statement);
    return tables.length === 0 ? [] : [`${tables.join(', ')}: ${statement.replaceAll(/\s+/g, ' ')}`];
  });
  db.close();
  expect(statements.length).toBeGreaterThan(60);
  expect(scanning).toEqual([]);
});
