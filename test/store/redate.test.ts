import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { NOTHING_ASKED } from '../../src/monitor/accounts/pollState.ts';
import { HAPPENED, WAITS } from '../../src/store/redate.ts';
import { ANNA, alert, key, opening, PLACE } from '../fixtures/alerts.ts';
import { change } from '../fixtures/change.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import {
  bucketsOf,
  DAY,
  HOUR,
  MINUTE,
  NOW,
  type OpenFile,
  openEmpty,
  openOnDisk,
  openSchema,
  PIPELINE,
  result,
  SECOND,
  seeGuilds,
} from '../fixtures/store.ts';

/** Whole numbers that are no moments. */
const NO_MOMENTS = [
  'listening.listened_ms',
  'listening.arrived_listened_ms',
  'guilds.revision',
  'leases.epoch',
  'provider_health.unconfirmed_micros',
  'queue_sources.active_workers',
  'queue_sources.busy',
  'queue_sources.depth',
  'readings.value',
  'solve_buckets.cost_micros',
  'solve_buckets.failed',
  'solve_buckets.latency_count',
  'solve_buckets.latency_sum_ms',
  'solve_buckets.solved',
  'solve_errors.n',
];
/** Moments with a rule of their own. */
const BY_THEMSELVES = [
  // How even the clock goes; tidying judges its own jumps.
  'listening.arrived_at',
  'listening.last_at',
  'listening.steady_since',
  'tidy_runs.last_at',
  'tidy_runs.steady_since',
  // A mute begins and ends, and a message names its end.
  'mutes.created_at',
  'mutes.until',
  'incidents.muted_until',
  // Parts of a key, whose rows are added up.
  'readings.at',
  'solve_buckets.start',
  'solve_errors.start',
  'solve_sketches.start',
];

let opened: OpenFile;

beforeEach(async () => {
  opened = await openOnDisk();
});

/** The clock goes from one moment to an earlier one. */
async function setBack(from: number, to: number): Promise<void> {
  await opened.store.listening.beat(PIPELINE, from);
  expect(await opened.store.listening.beat(PIPELINE, to)).toBe(from - to);
}

test('every moment that is kept has a rule for a clock that was set back', async () => {
  const tables = await openSchema(opened.location).introspection.getTables();
  const bigints = tables.flatMap(({ name, columns }) =>
    columns.filter(({ dataType }) => /^(bigint|int8)$/i.test(dataType)).map((column) => `${name}.${column.name}`),
  );
  const happened = HAPPENED.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
  const waits = WAITS.map(({ table, column }) => `${table}.${column}`);
  const known = [...happened, ...waits, ...BY_THEMSELVES, ...NO_MOMENTS];
  expect([...new Set(bigints)].sort()).toEqual(known.toSorted());
});

describe('after a clock that was a day ahead came back', () => {
  const WRONG = NOW + DAY;

  test.each([
    ['30 minutes', 30 * MINUTE],
    ['a week', 7 * DAY],
  ])('a mute of %s lasts that long from now, and its message says so', async (_name, ms) => {
    const { store, other } = opened;
    await seeGuilds(store, 'g1');
    await commitNow(store, [opening('g1')], WRONG);
    await store.mutes.add(
      { guildId: 'g1', scope: 'all', pipeline: null, until: WRONG + ms, createdAt: WRONG, by: ANNA, reason: null },
      change(),
    );
    await setBack(WRONG, NOW);
    expect(await store.mutes.activeAt(NOW + ms - 1)).toHaveLength(1);
    expect(await store.mutes.activeAt(NOW + ms)).toHaveLength(0);
    expect(await other.rows('select muted_until from incidents')).toEqual([{ muted_until: NOW + ms }]);
  });

  test('a mute from before the jump ends when it was meant to', async () => {
    const { mutes } = opened.store;
    await mutes.add(
      { guildId: 'g1', scope: 'all', pipeline: null, until: NOW + HOUR, createdAt: NOW - 1, by: ANNA, reason: null },
      change(),
    );
    await setBack(WRONG, NOW);
    expect(await mutes.activeAt(NOW + HOUR - 1)).toHaveLength(1);
    expect(await mutes.activeAt(NOW + HOUR)).toHaveLength(0);
  });

  test('a mute that another machine with a clock ahead made lasts no longer either', async () => {
    const { mutes, listening } = opened.store;
    await listening.beat(PIPELINE, NOW);
    await mutes.add(
      { guildId: 'g1', scope: 'all', pipeline: null, until: WRONG + HOUR, createdAt: WRONG, by: ANNA, reason: null },
      change(),
    );
    await listening.beat(PIPELINE, NOW + SECOND);
    expect(await mutes.activeAt(NOW + SECOND + HOUR)).toHaveLength(0);
  });

  test('a place is tried again within its ten minutes, and one that is gone stays gone', async () => {
    const { guilds } = opened.store;
    await seeGuilds(opened.store, 'g1', 'g2');
    await guilds.setUnusable('g1', { why: 'notAllowed', until: WRONG + 10 * MINUTE });
    await guilds.setUnusable('g2', { why: 'destinationGone', until: 8_640_000_000_000_000 });
    await setBack(WRONG, NOW);
    expect((await guilds.get('g1'))?.unusable?.until).toBe(NOW + 10 * MINUTE);
    expect((await guilds.get('g2'))?.unusable?.until).toBe(8_640_000_000_000_000);
  });

  test('the summary of a day that was not over is sent, and that of one that was is not sent again', async () => {
    const { summaries } = opened.store;
    await seeGuilds(opened.store, 'g1');
    const over = NOW - 12 * HOUR;
    await summaries.once('g1', 'yesterday', alert(), NOW, over);
    await summaries.once('g1', 'today', alert(), WRONG, over + DAY);
    await setBack(WRONG, NOW);
    expect(await summaries.sent('g1', 'yesterday', over)).toBe(true);
    expect(await summaries.sent('g1', 'today', over + DAY)).toBe(false);
    expect(await summaries.once('g1', 'today', alert(), over + DAY, over + DAY)).toBe(true);
    expect(await summaries.once('g1', 'today', alert(), over + DAY, over + DAY)).toBe(false);
  });

  test('a cooldown counts from now, not from tomorrow', async () => {
    const { store, other } = opened;
    await seeGuilds(store, 'g1');
    await commitNow(store, [opening('g1')], WRONG);
    await other.exec(`update cooldowns set last_sent_at = ${WRONG - MINUTE}`);
    await setBack(WRONG, NOW);
    const rows = await other.rows('select last_sent_at from cooldowns');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row['last_sent_at']).toBe(NOW - MINUTE);
    expect((await store.alertStates.of(PIPELINE, 0)).get('g1')?.get(key('g1').kind)?.incident).toMatchObject({
      severity: 'warning',
    });
  });

  test('a message that is being sent stays held, and one that waits to be tried again does not wait for tomorrow', async () => {
    const { store, other } = opened;
    await seeGuilds(store, 'g1', 'g2');
    const [, waiting = 0] = [
      await store.deliveries.add('g1', alert(), NOW),
      await store.deliveries.add('g2', alert(), NOW),
    ];
    const held = await store.deliveries.claim(NOW, 90 * SECOND);
    await store.deliveries.retry(waiting, WRONG + MINUTE, 'unreachable', false);
    await setBack(WRONG, NOW + SECOND);
    const rows = await other.rows('select id, claimed_until, not_before from deliveries order by id');
    expect(rows.find(({ id }) => id === held?.id)).toMatchObject({ claimed_until: NOW + 90 * SECOND });
    expect(rows.find(({ id }) => id === waiting)).toMatchObject({ not_before: NOW + SECOND + MINUTE });
    expect(await store.deliveries.claim(NOW + MINUTE, MINUTE)).toBeNull();
    expect(await store.deliveries.claim(NOW + SECOND + MINUTE, MINUTE)).not.toBeNull();
  });

  test('results and readings are counted when they came, once, and none comes to life tomorrow', async () => {
    const { results, readings } = opened.store;
    const failed = result({ at: WRONG, outcome: 'failed', errorCode: 'ERROR_X', latencyMs: null });
    await results.add(
      bucketsOf([failed, result({ at: WRONG - HOUR, latencyMs: 7 }), result({ at: NOW - HOUR, latencyMs: 9 })]),
    );
    await readings.add(PIPELINE, [
      { metric: 'balance', at: WRONG - MINUTE, value: 5 },
      { metric: 'balance', at: WRONG, value: 6 },
      { metric: 'balance', at: NOW - HOUR, value: 7 },
    ]);
    await setBack(WRONG, NOW);
    expect(await results.period(PIPELINE, NOW + 1, WRONG + DAY)).toMatchObject({ solved: 0, failed: 0 });
    expect(await results.window(PIPELINE, NOW - 2 * HOUR, NOW)).toMatchObject({
      solved: 2,
      failed: 1,
      byCode: [{ code: 'ERROR_X', count: 1 }],
    });
    expect(await results.latencies(PIPELINE, NOW - 2 * HOUR, NOW, [0.5])).toMatchObject({ solved: 2 });
    expect((await readings.since(PIPELINE, 'balance', 0)).map(({ at, value }) => [NOW - at, value])).toEqual([
      [HOUR, 7],
      [MINUTE, 5],
      [0, 6],
    ]);
  });

  test('it is so also where the clock came back while nothing ran', async () => {
    const { store } = opened;
    await store.listening.beat(PIPELINE, WRONG);
    await store.mutes.add(
      { guildId: 'g1', scope: 'all', pipeline: null, until: WRONG + HOUR, createdAt: WRONG, by: ANNA, reason: null },
      change(),
    );
    const after = await opened.reopen();
    expect(await after.listening.beat(PIPELINE, NOW)).toBe(DAY);
    expect(await after.mutes.activeAt(NOW + HOUR)).toHaveLength(0);
  });

  test('what calls to CaptchaAI brought is dated from now, with the account that they were made with', async () => {
    const { providerHealth, readings } = opened.store;
    await providerHealth.begin(PIPELINE, 'k', WRONG);
    const health = {
      ...NOTHING_ASKED,
      polledAt: WRONG,
      nextPollAt: WRONG + MINUTE,
    };
    await providerHealth.save(PIPELINE, 'k', health);
    await readings.add(PIPELINE, [{ metric: 'balance', at: WRONG, value: 5 }]);
    await setBack(WRONG, NOW);
    expect(await providerHealth.load(PIPELINE)).toMatchObject({ polledAt: NOW, nextPollAt: NOW + MINUTE });
    expect(await readings.newest(PIPELINE, 'balance', NOW)).toMatchObject({ value: 5 });
  });

  test('a process that ends in the middle finds what is left when it is back', async () => {
    const { store, other } = opened;
    await store.listening.beat(PIPELINE, WRONG);
    await store.results.add(bucketsOf([result({ at: WRONG })]));
    await seeGuilds(store, 'g1');
    await store.deliveries.add('g1', alert(), WRONG);
    const { end } = await other.failOn('delete', 'solve_buckets');
    await expect(store.listening.beat(PIPELINE, NOW)).rejects.toThrow();
    await end();
    const after = await opened.reopen();
    expect(await after.listening.beat(PIPELINE, NOW)).toBe(DAY);
    expect(await after.results.window(PIPELINE, NOW - MINUTE, NOW)).toMatchObject({ solved: 1 });
    expect(await other.rows('select created_at from deliveries')).toEqual([{ created_at: NOW }]);
  });
});

describe('a clock that goes back without having been ahead', () => {
  test.each([
    ['by an hour, as one that was fast, dates what happened as much earlier', HOUR, NOW - 30 * MINUTE],
    ['by more, as one that is wrong now, leaves what happened as it was', HOUR + 1, NOW + 30 * MINUTE],
    ['by decades, as after a start without a battery, the same', 50 * 365 * DAY, NOW + 30 * MINUTE],
  ])('%s', async (_name, byMs, expected) => {
    const { store } = opened;
    await store.listening.beat(PIPELINE, NOW - 60 * 365 * DAY);
    await opened.other.exec(`update listening set last_at = ${NOW + HOUR}`);
    await store.readings.add(PIPELINE, [{ metric: 'queueDepth', at: NOW + 30 * MINUTE, value: 1 }]);
    await store.mutes.add(
      {
        guildId: 'g1',
        scope: 'all',
        pipeline: null,
        until: NOW + 2 * HOUR,
        createdAt: NOW + HOUR,
        by: ANNA,
        reason: null,
      },
      change(),
    );
    const now = NOW + HOUR - byMs;
    expect(await store.listening.beat(PIPELINE, now)).toBe(byMs);
    expect((await store.readings.newest(PIPELINE, 'queueDepth'))?.at).toBe(expected);
    expect((await store.mutes.activeAt(now)).map(({ until }) => until - now)).toEqual([HOUR]);
  });
});

test('whatever the clock does, no result is lost or counted twice, no latency either, and nothing lies ahead', async () => {
  const step = fc.record({
    jump: fc.oneof(
      fc.constantFrom(-2 * DAY, -HOUR, -6 * SECOND, -SECOND, 0, SECOND, MINUTE, HOUR, 3 * DAY),
      fc.integer({ min: -DAY, max: DAY }),
    ),
    results: fc.integer({ min: 0, max: 3 }),
    beats: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const store = await openEmpty();
      let now = NOW;
      let added = 0;
      await store.listening.beat(PIPELINE, now);
      for (const { jump, results, beats } of steps) {
        now += jump;
        if (beats) await store.listening.beat(PIPELINE, now);
        const came = Array.from({ length: results }, () => result({ at: now, outcome: 'solved', latencyMs: 5 }));
        await store.results.add(bucketsOf(came), [], now);
        await store.readings.add(PIPELINE, [{ metric: 'queueDepth', at: now, value: added }]);
        added += results;
      }
      // Between two beats the clock may have gone ahead and come back: the next ones see what they can.
      const furthest = now + 4 * DAY;
      await store.listening.beat(PIPELINE, furthest);
      await store.listening.beat(PIPELINE, now);
      const all = await store.results.period(PIPELINE, 0, Number.MAX_SAFE_INTEGER);
      expect([all.solved, all.latencyCount]).toEqual([added, added]);
      expect((await store.results.latencies(PIPELINE, 0, Number.MAX_SAFE_INTEGER, [0.5]))?.solved ?? 0).toBe(added);
      expect((await store.results.newestAt(PIPELINE)) ?? 0).toBeLessThanOrEqual(now);
      expect((await store.readings.newest(PIPELINE, 'queueDepth'))?.at ?? 0).toBeLessThanOrEqual(now);
      await store.close();
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('the message that Discord had is not taken for one of tomorrow', async () => {
  const { store } = opened;
  await seeGuilds(store, 'g1');
  await store.deliveries.add('g1', alert(), NOW + DAY);
  const claimed = await store.deliveries.claim(NOW + DAY, MINUTE);
  await store.deliveries.delivered(claimed?.id ?? 0, 'm1', PLACE, NOW + DAY);
  await setBack(NOW + DAY, NOW);
  expect((await store.deliveries.progress('g1')).deliveredAt).toBe(NOW);
});

test('what was read before the clock was set back stays before what was read after it', async () => {
  const { store } = opened;
  await store.listening.beat(PIPELINE, NOW);
  await store.readings.add(PIPELINE, [{ metric: 'queueDepth', at: NOW + 8 * SECOND, value: 1_000 }]);
  const back = NOW + 9 * SECOND - HOUR;
  await store.readings.add(PIPELINE, [{ metric: 'queueDepth', at: back, value: 0 }]);
  await store.listening.beat(PIPELINE, back + SECOND, NOW + 10 * SECOND);
  expect((await store.readings.since(PIPELINE, 'queueDepth', 0, back + SECOND)).map(({ value }) => value)).toEqual([
    1_000, 0,
  ]);
});
