import { beforeEach, describe, expect, test } from 'vitest';
import { GUILD_TABLES } from '../../src/store/purgeGuilds.ts';
import { ANNA, alert, opening, page } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import {
  DAY,
  HOUR,
  NOW,
  type OpenFile,
  openOnDisk,
  openSchema,
  PIPELINE,
  rows,
  seeGuilds,
  steady,
} from '../fixtures/store.ts';

let opened: OpenFile;

/** Young enough that age alone removes nothing. */
const lately = { ...change(), at: NOW };

/** Something of a guild in each table that keeps any. */
async function leaveTraces(guildId: string): Promise<void> {
  const { store } = opened;
  await commitNow(store, [{ ...opening(guildId), messages: [alert()], pages: [page()] }], NOW);
  await store.mutes.add(
    { guildId, scope: 'all', pipeline: null, until: NOW + HOUR, createdAt: NOW, by: ANNA, reason: null },
    change(),
  );
  const [incident] = await store.incidents.recent(guildId, 1);
  await store.notes.add(guildId, incident?.id ?? 0, { at: NOW, by: ANNA, text: 'restarted' });
  await store.guilds.setThreshold(guildId, 'errors.rate', 20, () => lately);
  const decision = { guildId, kind: 'errors', at: NOW, state: 'ok', reason: 'healthy' } as const;
  await store.decisions.add(PIPELINE, [{ ...decision, facts: null, why: null, threshold: null, muteId: null }]);
  await opened.other.exec(
    `insert into cooldowns (guild_id, pipeline, kind, severity, last_sent_at) values ('${guildId}', 'p', 'errors', 'critical', 1)`,
  );
  await store.guilds.choose(guildId, { channelId: '5' }, [], PIPELINE);
  await opened.other.exec(`insert into notified_top_ups (guild_id, account, at) values ('${guildId}', 'p', ${NOW})`);
  await store.snapshots.write([{ guildId, snapshot: '{}' }], NOW);
  await store.escalations.change(guildId, () => ({ steps: [], change: lately }));
  const rota = { people: ['7'], weekday: 1, minute: 540, since: NOW, cover: null };
  await store.onCall.change(guildId, NOW, () => ({ rota, change: lately }));
  await store.guilds.choose(guildId, { live: { channelId: '5' } }, []);
  await store.quietHours.change(guildId, () => ({ hours: [], change: lately }));
  await opened.other.exec(
    `insert into summaries (guild_id, date, created_at) values ('${guildId}', '2026-04-19', ${NOW})`,
  );
}

beforeEach(async () => {
  opened = await openOnDisk();
  await seeGuilds(opened.store, 'g1', 'g2');
  for (const guildId of ['g1', 'g2']) await leaveTraces(guildId);
});

/** In how many tables there is something of the guild. */
async function tracesOf(guildId: string): Promise<readonly string[]> {
  const found = [];
  for (const { table } of GUILD_TABLES)
    if ((await rows(opened.other, `select 1 as one from ${table} where guild_id = '${guildId}'`)).length > 0)
      found.push(table);
  return found;
}
const guildIds = async () => (await rows(opened.other, 'select id from guilds order by id')).map(({ id }) => id);

async function tidyAt(now: number): Promise<void> {
  await steady(opened.store, now);
  for (let batch = 0; await opened.store.tidy(now); batch += 1)
    if (batch > 100) throw new Error('tidying does not end');
}

test('every table with something of a guild is known', async () => {
  const tables = await openSchema(opened.location).introspection.getTables();
  const ofGuilds = tables
    .filter(({ columns }) => columns.some(({ name }) => name === 'guild_id'))
    .map(({ name }) => name);
  expect(GUILD_TABLES.map(({ table }) => table).toSorted()).toEqual(ofGuilds.toSorted());
  expect(await tracesOf('g1')).toHaveLength(GUILD_TABLES.length);
});

describe('30 days after a guild left', () => {
  const AFTER = NOW + 30 * DAY;

  test.each([
    [true, 'at that moment', AFTER],
    [false, 'just after it', AFTER + 1],
  ])('it is %s that all of it is kept %s', async (kept, _name, now) => {
    await opened.store.guilds.leave('g1', NOW);
    await tidyAt(now);
    expect(await guildIds()).toEqual(kept ? ['g1', 'g2'] : ['g2']);
    // A decision that still holds is kept for as long as its guild is.
    expect(await tracesOf('g1')).toHaveLength(kept ? GUILD_TABLES.length : 0);
    expect(await tracesOf('g2')).toHaveLength(GUILD_TABLES.length);
  });

  test('one that came back in time keeps its settings, and leaves anew', async () => {
    const { guilds } = opened.store;
    await guilds.leave('g1', NOW);
    await guilds.see([{ id: 'g1', name: 'g1' }], NOW + 29 * DAY);
    await tidyAt(AFTER + DAY);
    expect(await guilds.get('g1')).toMatchObject({ thresholds: { 'errors.rate': 20 } });
    await guilds.leave('g1', AFTER + DAY);
    await tidyAt(AFTER + 2 * DAY);
    expect(await guildIds()).toEqual(['g1', 'g2']);
  });

  test.each([
    ['that the bot has left', '', true],
    ['that the bot is in', '{}', false],
  ])('of one that was never allowed nothing stays, where it is one %s', async (_name, sight, isGone) => {
    await opened.other.exec(`insert into guild_sights (guild_id, sight, at) values ('never', '${sight}', ${NOW})`);
    await tidyAt(AFTER);
    expect(await tracesOf('never')).toEqual(['guild_sights']);
    await tidyAt(AFTER + 1);
    expect(await tracesOf('never')).toEqual(isGone ? [] : ['guild_sights']);
  });

  test('it is done in batches, and the guild itself goes last', async () => {
    const many = Array.from({ length: 2_500 }, (_, i) => `('g1', '${i}', ${NOW})`).join(',');
    await opened.other.exec(`insert into summaries (guild_id, date, created_at) values ${many}`);
    await opened.store.guilds.leave('g1', NOW);
    await steady(opened.store, AFTER + 1);
    expect(await opened.store.tidy(AFTER + 1)).toBe(true);
    expect(await tracesOf('g1')).toEqual(['summaries']);
    expect(await guildIds()).toEqual(['g1', 'g2']);
    await tidyAt(AFTER + 1);
    expect(await guildIds()).toEqual(['g2']);
  });
});
