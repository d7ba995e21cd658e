import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../src/monitor/settings/audit.ts';
import type { OpenStore } from '../../src/store/open.ts';
import {
  ANNA,
  alert,
  alertState,
  BEN,
  ended,
  incident,
  key,
  NOTHING,
  OPEN,
  opening,
  PLACE,
  recovery,
} from '../fixtures/alerts.ts';
import { everywhere } from '../fixtures/everywhere.ts';
import { add, expectPercentiles } from '../fixtures/sketches.ts';
import {
  bucketsOf,
  HOUR,
  MINUTE,
  NOW,
  type OpenFile,
  openAt,
  openOnDisk,
  openSchema,
  PIPELINE,
  result,
  rows,
  SECOND,
  seeGuilds,
  steady,
} from '../fixtures/store.ts';

const GUILDS = ['g1', 'g2', 'g3', 'g4', 'g5', 'g6'];

let opened: OpenFile;
/** Two processes at the same database. */
let stores: readonly [OpenStore, OpenStore];

beforeEach(async () => {
  opened = await openOnDisk();
  stores = [opened.store, await openAt(opened.location)];
  await seeGuilds(opened.store, ...GUILDS);
});

/** The same from both sides at once, so many times each. */
function fromBoth<T>(times: number, work: (store: OpenStore, i: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: times }, (_, i) => stores.map((store) => work(store, i))).flat());
}

const change = (subject = 'balance'): Change => ({
  at: NOW,
  by: ANNA,
  action: 'threshold',
  subject,
  before: null,
  after: null,
});

describe('a message', () => {
  test('goes to one of two processes that ask at once, and those of one guild in their order', async () => {
    for (const guildId of GUILDS) {
      for (let i = 0; i < 3; i += 1) await opened.store.deliveries.add(guildId, recovery(NOW + i), NOW);
    }
    const order: [string, number][] = [];
    const sender = async (store: OpenStore) => {
      for (
        let one = await store.deliveries.claim(NOW, MINUTE);
        one !== null;
        one = await store.deliveries.claim(NOW, MINUTE)
      ) {
        order.push([one.guildId, one.id]);
        await store.deliveries.delivered(one.id, `m${one.id}`, PLACE, NOW);
      }
    };
    await Promise.all([...stores, ...stores].map(sender));
    // A sender ends when nothing is free at that moment: another one is still busy with what is before.
    await sender(opened.store);
    expect(order).toHaveLength(18);
    expect(new Set(order.map(([, id]) => id)).size).toBe(18);
    for (const guildId of GUILDS) {
      const ids = order.filter(([id]) => id === guildId).map(([, id]) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    }
    expect(await rows(opened.other, 'select distinct attempts from deliveries')).toEqual([{ attempts: 1 }]);
  });
});

describe('results', () => {
  test('of two processes are summed, in any order of their rows, and none is counted twice', async () => {
    const mixed = (i: number) =>
      ['X', 'Y', 'Z'].map((errorCode, n) =>
        result({ outcome: 'failed', errorCode, captchaType: errorCode, at: NOW + ((i + n) % 3) * 5 * SECOND }),
      );
    await fromBoth(10, (store, i) => store.results.add(bucketsOf(i % 2 === 0 ? mixed(i) : mixed(i).toReversed())));
    const totals = await opened.store.results.period(PIPELINE, NOW, NOW + MINUTE);
    expect(totals.failed).toBe(60);
    expect(totals.byCode.map(({ count }) => count)).toEqual([20, 20, 20]);
  });

  test('into one bucket do not wait for the rows of another process', async () => {
    const failed = result({ outcome: 'failed', errorCode: 'X', captchaType: 'turnstile', latencyMs: null });
    await stores[0].results.add(bucketsOf([failed]));
    // As if the other one were about to commit, and took long.
    await openSchema(opened.location)
      .transaction()
      .execute(async (trx) => {
        for (const table of ['solve_buckets', 'solve_errors'] as const)
          await trx.selectFrom(table).selectAll().forUpdate().execute();
        await stores[1].results.add(bucketsOf([failed, failed]));
      });
    const totals = await opened.store.results.period(PIPELINE, NOW, NOW + MINUTE);
    expect([totals.failed, totals.byCode[0]?.count]).toEqual([3, 3]);
    expect(await rows(opened.other, 'select distinct writer from solve_buckets')).toHaveLength(2);
  });

  test('of all processes are one row again once they are rolled up, also where a longer bucket begins with them', async () => {
    const at = NOW - 3 * HOUR;
    await steady(opened.store);
    const failed = [0, 5 * SECOND].map((ms) => result({ at: at + ms, outcome: 'failed', errorCode: 'X' }));
    await fromBoth(1, (store) => store.results.add(bucketsOf(failed)));
    for (const store of stores) while (await store.tidy(NOW));
    expect(await rows(opened.other, 'select start, writer, failed from solve_buckets')).toEqual([
      { start: at, writer: '', failed: 4 },
    ]);
    expect(await rows(opened.other, 'select start, writer, n from solve_errors')).toEqual([
      { start: at, writer: '', n: 4 },
    ]);
  });

  test('that come while another process tidies are neither lost nor counted twice', async () => {
    const at = NOW - 3 * HOUR;
    await steady(opened.store);
    const late = (i: number) => at + (i % 12) * 5 * SECOND;
    await fromBoth(6, async (store, i) => {
      await add(store, [{ at: late(i), ms: 1_000 }]);
      if (i % 3 === 0) await store.tidy(NOW);
    });
    for (const store of stores) while (await store.tidy(NOW));
    // What each process still holds in memory of what the other rolled up must not come back.
    await fromBoth(1, (store) => add(store, [{ at: late(0), ms: 1_000 }]));
    expect((await opened.store.results.period(PIPELINE, at, at + MINUTE)).solved).toBe(14);
    await expectPercentiles(
      opened.store,
      Array.from({ length: 14 }, () => 1_000),
      at,
      at + MINUTE,
    );
  });

  test('into a bucket that the other process has rolled up count once', async () => {
    const at = NOW - 3 * HOUR;
    const [first, second] = stores;
    await steady(first);
    await add(first, [{ at, ms: 1_000 }]);
    while (await second.tidy(NOW));
    await add(first, [{ at, ms: 2_000 }]);
    await add(first, [{ at, ms: 3_000 }]);
    await expectPercentiles(second, [1_000, 2_000, 3_000], at, at + 1);
  });
});

describe('what both decide at once', () => {
  const commitBoth = (before = NOTHING, after = OPEN, message = alert()) =>
    Promise.allSettled(
      stores.map((store) => store.alertStates.commit([{ key: key(), before, after, messages: [message] }], NOW)),
    );
  const written = () => rows(opened.other, 'select type from deliveries order by id');

  test('opens one incident and tells of it once', async () => {
    const ends = await commitBoth();
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled']);
    expect(await rows(opened.other, 'select count(*) as n from incidents')).toEqual([{ n: 1 }]);
    expect(await written()).toEqual([{ type: 'alert' }]);
  });

  test('repeats an alert once', async () => {
    await opened.store.alertStates.commit([opening()], NOW - HOUR);
    const first = await opened.store.deliveries.claim(NOW, MINUTE);
    await opened.store.deliveries.delivered(first?.id ?? 0, 'm', PLACE, NOW - HOUR);
    const before = { ...alertState(incident(), { warning: NOW - HOUR }), version: 2 };
    await commitBoth(before, alertState(incident(), { warning: NOW }));
    expect(await written()).toEqual([{ type: 'alert' }, { type: 'alert' }]);
  });

  test('closes an incident once, and tells so once', async () => {
    await opened.store.alertStates.commit([opening()], NOW);
    const first = await opened.store.deliveries.claim(NOW, MINUTE);
    await opened.store.deliveries.delivered(first?.id ?? 0, 'm', PLACE, NOW);
    await Promise.allSettled(
      stores.map((store) =>
        store.alertStates.commit(
          [{ key: key(), before: { ...OPEN, version: 2 }, after: ended(), messages: [recovery()] }],
          NOW,
        ),
      ),
    );
    expect(await written()).toEqual([{ type: 'alert' }, { type: 'recovery' }]);
  });

  test('is not sent to a guild that leaves meanwhile', async () => {
    const [first, second] = stores;
    await Promise.allSettled([
      first.alertStates.commit(
        GUILDS.map((guildId) => opening(guildId)),
        NOW,
      ),
      ...GUILDS.map((guildId) => second.guilds.leave(guildId, NOW)),
    ]);
    expect(await rows(opened.other, 'select count(*) as n from incidents where ended_at is null')).toEqual([{ n: 0 }]);
    expect(await opened.store.deliveries.claim(NOW, MINUTE)).toBeNull();
  });
});

describe('people who act at once', () => {
  test('one of them is on the incident', async () => {
    await opened.store.alertStates.commit([opening()], NOW);
    const [row] = await opened.store.incidents.recent('g1', 1);
    const answers = await fromBoth(4, (store, i) =>
      store.incidents.acknowledge('g1', row?.id ?? 0, i % 2 === 0 ? ANNA : BEN, NOW, change()),
    );
    expect(answers.toSorted()).toEqual(['done', ...Array.from({ length: 7 }, () => 'taken')]);
    expect(await opened.store.changes.recent('g1', 10)).toHaveLength(1);
  });

  test('change different thresholds, and none is lost', async () => {
    const names = ['cooldown', 'queue.depth', 'errors.window', 'errors.rate'] as const;
    const known = names.map((name, i) => ({ name, value: i + 1 }));
    await fromBoth(2, (store, i) =>
      Promise.all(
        known
          .filter((_, n) => n % 2 === i)
          .map(({ name, value }) => store.guilds.setThreshold('g1', name, value, () => change(name))),
      ),
    );
    expect((await opened.store.guilds.get('g1'))?.thresholds).toEqual(
      Object.fromEntries(known.map(({ name, value }) => [name, value])),
    );
  });

  test('end a mute once', async () => {
    const mute = {
      guildId: 'g1',
      scope: 'all',
      pipeline: null,
      until: NOW + HOUR,
      createdAt: NOW,
      by: ANNA,
      reason: null,
    } as const;
    await opened.store.mutes.add(mute, change());
    const counts = await fromBoth(4, (store) => store.mutes.end('g1', everywhere('all'), BEN, NOW, change()));
    expect(counts.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  });
});

test('the summary of a day is handed on once by two processes', async () => {
  const answers = await fromBoth(5, (store) => store.summaries.once('g1', '2026-04-20', recovery(), NOW));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await rows(opened.other, 'select count(*) as n from deliveries')).toEqual([{ n: 1 }]);
});
