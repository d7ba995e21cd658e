import { beforeEach, describe, expect, test } from 'vitest';
import { PAGE_LEASE_MS } from '../../src/monitor/delivery/deliverPage.ts';
import { LeaseLostError } from '../../src/monitor/errors.ts';
import { type Claims, createClaims } from '../../src/store/claims.ts';
import type { OpenStore } from '../../src/store/open.ts';
import { alert, PLACE } from '../fixtures/alerts.ts';
import { MINUTE, NOW, type OpenFile, openAt, openOnDisk, openSchema, SECOND, seeGuilds } from '../fixtures/store.ts';

const LEASE_MS = 90 * SECOND;
const GONE_AFTER_MS = 12 * SECOND;

let opened: OpenFile;
let first: OpenStore;
let second: OpenStore;
/** Of a third process, which takes back what others had that are gone. */
let claims: Claims;
let elapsed: number;

beforeEach(async () => {
  opened = await openOnDisk();
  [first, second] = [opened.store, await openAt(opened.location)];
  for (const store of [first, second]) await store.notifications?.connect(() => undefined);
  await seeGuilds(first, 'g1');
  elapsed = STARTED_AT;
  claims = createClaims(openSchema(opened.location), () => elapsed);
});

const STARTED_AT = 1_000;
const look = () => claims.takeBack(NOW + elapsed - STARTED_AT);

/** Looks now, and every two seconds until a time has passed; answers how many were freed now, and then. */
async function takeBackAfter(ms: number): Promise<readonly number[]> {
  const now = await look();
  let later = 0;
  for (let left = ms; left > 0; left -= 2 * SECOND) {
    elapsed += Math.min(left, 2 * SECOND);
    later += await look();
  }
  return [now, later];
}

/** Whether the first process holds its lock no more. */
const isGone = async () => {
  const [{ n } = { n: 0 }] = await opened.other.rows(
    `select count(*) as n from pg_locks where locktype = 'advisory' and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return Number(n) === 1;
};

const claim = (store: OpenStore, at = NOW) => store.deliveries.claim(at, LEASE_MS);

describe('a message that a process has taken', () => {
  beforeEach(async () => {
    await first.deliveries.add('g1', alert(), NOW);
    expect(await claim(first)).not.toBeNull();
  });

  test('stays its own while it is there, however long it takes', async () => {
    expect(await takeBackAfter(MINUTE)).toEqual([0, 0]);
    expect(await claim(second)).toBeNull();
  });

  test.each([
    [GONE_AFTER_MS - 1, 0],
    [GONE_AFTER_MS, 1],
    [GONE_AFTER_MS + 1, 1],
  ])('is free again once the process has been gone for a while: %i ms', async (ms, freed) => {
    // The end of its connection, as a kill ends it.
    first.notifications?.close();
    await expect.poll(isGone).toBe(true);
    expect(await takeBackAfter(ms)).toEqual([0, freed]);
    expect((await claim(second)) !== null).toBe(freed === 1);
  });

  test('stays its own where the process lost its connection and came back', async () => {
    first.notifications?.close();
    await expect.poll(isGone).toBe(true);
    expect(await takeBackAfter(GONE_AFTER_MS - 1)).toEqual([0, 0]);
    await first.notifications?.connect(() => undefined);
    expect(await takeBackAfter(1)).toEqual([0, 0]);
    first.notifications?.close();
    await expect.poll(isGone).toBe(true);
    expect(await takeBackAfter(GONE_AFTER_MS - 1)).toEqual([0, 0]);
  });

  test('is not freed by somebody who was away meanwhile: the database may have been gone for all', async () => {
    first.notifications?.close();
    await expect.poll(isGone).toBe(true);
    expect(await takeBackAfter(4 * SECOND)).toEqual([0, 0]);
    elapsed += GONE_AFTER_MS;
    expect(await takeBackAfter(GONE_AFTER_MS - 1)).toEqual([0, 0]);
    elapsed += 1;
    expect(await look()).toBe(1);
  });

  test('that was taken since its process looks gone is left to it', async () => {
    await seeGuilds(first, 'g2');
    first.notifications?.close();
    await expect.poll(isGone).toBe(true);
    expect(await takeBackAfter(4 * SECOND)).toEqual([0, 0]);
    await first.deliveries.add('g2', alert(), NOW);
    const taken = await opened.other.rows('select claimed_by from deliveries where claimed_by is not null');
    await opened.other.exec(
      `update deliveries set claimed_until = ${NOW + 4 * SECOND + LEASE_MS}, claimed_by = '${taken[0]?.['claimed_by']}' where guild_id = 'g2'`,
    );
    expect(await takeBackAfter(10 * SECOND)).toEqual([0, 1]);
    expect(await claim(second, NOW + 14 * SECOND)).toMatchObject({ guildId: 'g1' });
    expect(await claim(second, NOW + 14 * SECOND)).toBeNull();
  });

  test('that is free again is nobody’s: who had it does not go on with it', async () => {
    const [row] = await opened.other.rows('select id from deliveries');
    const id = Number(row?.['id']);
    first.notifications?.close();
    await expect.poll(isGone).toBe(true);
    expect(await takeBackAfter(GONE_AFTER_MS)).toEqual([0, 1]);
    await expect(first.deliveries.sending(id, PLACE, NOW)).rejects.toThrow(LeaseLostError);
  });

  test.each(['gave_up_at', 'delivered_at'])('that is over meanwhile is not sent: %s', async (column) => {
    const [row] = await opened.other.rows('select id from deliveries');
    const id = Number(row?.['id']);
    await opened.other.exec(`update deliveries set ${column} = ${NOW} where id = ${id}`);
    await expect(first.deliveries.sending(id, PLACE, NOW)).rejects.toThrow(LeaseLostError);
  });

  test('that another one has by now is not sent any more, and stays as the other one left it', async () => {
    const later = NOW + LEASE_MS;
    const taken = await claim(second, later);
    if (taken === null) throw new Error('there is no message to take');
    const before = await rowOf(taken.id);
    await expect(first.deliveries.sending(taken.id, PLACE, later)).rejects.toThrow(LeaseLostError);
    await first.deliveries.hold(taken.id, later + MINUTE);
    await first.deliveries.retry(taken.id, later, 'discordFailed', false);
    await first.deliveries.giveUp(taken.id, 'rejected', later);
    expect(await rowOf(taken.id)).toEqual(before);
    await second.deliveries.sending(taken.id, PLACE, later);
    await second.deliveries.retry(taken.id, later + 1, 'discordFailed', true);
    expect(await rowOf(taken.id)).toMatchObject({ retry_why: 'discordFailed', claimed_until: null });
  });
});

test('a message with rows that a process before had taken is changed as a whole', async () => {
  const [leader, other] = [
    await first.deliveries.add('g1', alert(), NOW),
    await first.deliveries.add('g1', alert(), NOW),
  ];
  await opened.other.exec(
    `update deliveries set group_id = ${leader}, uncertain_at = ${NOW - 5} where id in (${leader}, ${other})`,
  );
  await opened.other.exec(`update deliveries set claimed_by = 'gone', claimed_until = ${NOW - 1} where id = ${other}`);
  expect(await claim(second)).toMatchObject({ id: leader });
  await second.deliveries.sending(leader, PLACE, NOW);
  const places = [await rowOf(leader), await rowOf(other)].map((row) => row?.['place']);
  expect(places).toEqual([JSON.stringify(PLACE), JSON.stringify(PLACE)]);
  await second.deliveries.giveUp(leader, 'rejected', NOW);
  expect([await rowOf(leader), await rowOf(other)]).toMatchObject([{ gave_up_at: NOW }, { gave_up_at: NOW }]);
});

test('a message of a process that nobody could miss is left to it', async () => {
  first.notifications?.close();
  await first.deliveries.add('g1', alert(), NOW);
  expect(await claim(first)).not.toBeNull();
  expect(await takeBackAfter(MINUTE)).toEqual([0, 0]);
  expect(await claim(second)).toBeNull();
  expect(await claim(second, NOW + LEASE_MS)).not.toBeNull();
});

async function rowOf(id: number) {
  const [row] = await opened.other.rows(`select * from deliveries where id = ${id}`);
  return row;
}

describe('a page', () => {
  const PAGE = {
    key: 'k1',
    event: 'trigger',
    kind: 'errors',
    severity: 'critical',
    pipeline: 'default',
    title: 'Errors',
    text: 'Many',
    at: NOW,
  } as never;
  const take = (store: OpenStore, at = NOW) => store.pages.claim(['pager'], at, PAGE_LEASE_MS);

  test('of a process that is gone is free again, and one that is late sends nothing', async () => {
    await first.pages.add('g1', 'pager', PAGE, NOW);
    const page = await take(first);
    if (page === null) throw new Error('there is no page to take');
    first.notifications?.close();
    await expect.poll(async () => takeBackAfter(GONE_AFTER_MS), { interval: 50 }).toEqual([0, 1]);
    expect(await take(second)).toMatchObject({ id: page.id });
    await expect(first.pages.sending(page.id, NOW)).rejects.toThrow(LeaseLostError);
    await first.pages.retry(page.id, NOW, 'timedOut', false);
    await first.pages.giveUp(page.id, 'rejected', NOW);
    expect(await take(second)).toBeNull();
    await second.pages.sending(page.id, NOW);
  });

  test('that was taken since its process looks gone is left to it', async () => {
    await first.pages.add('g1', 'pager', PAGE, NOW);
    expect(await take(first)).not.toBeNull();
    first.notifications?.close();
    await expect.poll(isGone).toBe(true);
    expect(await takeBackAfter(4 * SECOND)).toEqual([0, 0]);
    await opened.other.exec(`update pages set claimed_until = ${NOW + 4 * SECOND + PAGE_LEASE_MS}`);
    expect(await takeBackAfter(10 * SECOND)).toEqual([0, 0]);
    expect(await takeBackAfter(2 * SECOND)).toEqual([0, 1]);
  });
});
