import { describe, expect, test } from 'vitest';
import { ALERT_KINDS, type Reading } from '../../src/monitor/types.ts';
import { alertState, incident, key, NOTHING } from '../fixtures/alerts.ts';
import { commitNow } from '../fixtures/commitNow.ts';
import { listen } from '../fixtures/listen.ts';
import { NOW, PIPELINE, type ServerFixture, setUpServer } from '../fixtures/server.ts';
import { bucketsOf, HOUR, MINUTE, result, SECOND, seeGuilds } from '../fixtures/store.ts';

/** The samples of ours that `/metrics` shows, without the prefix, by name and labels. */
async function samples({ app }: Pick<ServerFixture, 'app'>): Promise<ReadonlyMap<string, number>> {
  const { body } = await app.inject('/metrics');
  const lines = body.split('\n').filter((line) => line.startsWith('captchaai_monitor_'));
  return new Map(
    lines.map((line) => {
      const [name = '', value] = line.slice('captchaai_monitor_'.length).split(' ');
      return [name, Number(value)];
    }),
  );
}

const read = ({ disk }: ServerFixture, readings: readonly Reading[]) => disk.readings.add(PIPELINE, readings);

test('what is not known is absent, and what is known to be nothing is 0', async () => {
  const known = await samples(await setUpServer());
  const names = [...known.keys()].map((name) => name.replace(/\{.*/, ''));
  for (const absent of [
    'balance_usd',
    'balance_timestamp_seconds',
    'runway_seconds',
    'provider_up',
    'threads_busy',
    'threads_max',
    'error_ratio',
    'solve_latency_p50_seconds',
    'solve_latency_p95_seconds',
    'queue_depth',
    'active_workers',
    'last_result_timestamp_seconds',
    'deliveries_oldest_pending_timestamp_seconds',
    'last_delivery_timestamp_seconds',
    'last_heartbeat_timestamp_seconds',
  ]) {
    expect(names).not.toContain(absent);
  }
  expect(known.get('deliveries_pending')).toBe(0);
  expect(known.get('window_results{pipeline="default",outcome="failed"}')).toBe(0);
  const firing = [...known].filter(([name]) => name.startsWith('firing{'));
  expect(firing).toHaveLength(2 * ALERT_KINDS.length);
  expect(new Set(firing.map(([, value]) => value))).toEqual(new Set([0]));
});

test('the account and the pipeline are shown in base units', async () => {
  const server = await setUpServer();
  const balances = Array.from({ length: 5 }, (_, hour): Reading => {
    return { metric: 'balance', at: NOW - (4 - hour) * HOUR, value: 12_420_000 - hour * 1_000_000 };
  });
  await read(server, [
    ...balances,
    { metric: 'queueDepth', at: NOW, value: 340 },
    { metric: 'activeWorkers', at: NOW, value: 4 },
    { metric: 'threadsBusy', at: NOW, value: 19 },
    { metric: 'threadsTotal', at: NOW, value: 20 },
  ]);
  await listen(server.disk, NOW - HOUR, NOW);
  await server.disk.results.add(
    bucketsOf([
      ...Array.from({ length: 30 }, () => result({ at: NOW - MINUTE, latencyMs: 20_000 })),
      ...Array.from({ length: 10 }, () => result({ at: NOW - MINUTE, outcome: 'failed', errorCode: 'TIMEOUT' })),
    ]),
    [],
    NOW - 30 * SECOND,
  );
  const known = await samples(server);
  const ofAccount = (name: string) => known.get(`${name}{account="default"}`);
  const ofPipeline = (name: string) => known.get(`${name}{pipeline="default"}`);
  expect(ofAccount('balance_usd')).toBe(8.42);
  expect(ofAccount('balance_timestamp_seconds')).toBe(NOW / 1_000);
  // $8.42 at $1 an hour.
  expect(ofAccount('runway_seconds')).toBeGreaterThan(7 * 3_600);
  expect(ofAccount('runway_seconds')).toBeLessThan(10 * 3_600);
  expect([ofAccount('threads_busy'), ofAccount('threads_max')]).toEqual([19, 20]);
  expect([ofPipeline('queue_depth'), ofPipeline('active_workers')]).toEqual([340, 4]);
  expect(ofPipeline('error_ratio')).toBe(0.25);
  expect(known.get('window_results{pipeline="default",outcome="solved"}')).toBe(30);
  expect(ofPipeline('solve_latency_p95_seconds')).toBeCloseTo(20, 0);
  expect(ofPipeline('last_result_timestamp_seconds')).toBe((NOW - 30 * SECOND) / 1_000);
});

test.each([
  ['balance', 'balance_usd{account="default"}'],
  ['queueDepth', 'queue_depth{pipeline="default"}'],
  ['activeWorkers', 'active_workers{pipeline="default"}'],
] as const)('a reading of %s says nothing of now after ten minutes', async (metric, name) => {
  let now = NOW;
  let elapsedMs = 0;
  const server = await setUpServer({ now: () => now, elapsed: () => elapsedMs });
  await read(server, [{ metric, at: NOW, value: 7_000_000 }]);
  const isShown = async () => {
    elapsedMs += 1_000;
    return (await samples(server)).has(name);
  };
  const shown = [];
  for (const after of [10 * MINUTE - 1, 10 * MINUTE, 10 * MINUTE + 1]) {
    now = NOW + after;
    shown.push(await isShown());
  }
  expect(shown).toEqual([true, true, false]);
});

test('an open incident counts once a server, by its severity', async () => {
  const server = await setUpServer();
  await seeGuilds(server.disk, 'g1', 'g2');
  const open = (guildId: string) => ({
    key: key(guildId),
    before: NOTHING,
    after: alertState(incident({ severity: 'critical' })),
    messages: [],
  });
  await commitNow(server.disk, [open('g1'), open('g2')], NOW);
  const known = await samples(server);
  expect(known.get('firing{pipeline="default",kind="balance",severity="critical"}')).toBe(2);
  expect(known.get('firing{pipeline="default",kind="balance",severity="warning"}')).toBe(0);
});

test('attempts that failed are counted by reason, and what is suppressed is no failure', async () => {
  const server = await setUpServer();
  const { sent } = server.metrics.counters;
  sent('alert', { outcome: 'retry', why: 'unreachable', afterMs: null }, null);
  sent('alert', { outcome: 'giveUp', why: 'destinationGone' }, null);
  for (const why of ['muted', 'cooldown', 'paced'] as const) sent('alert', { outcome: 'retry', why, afterMs: 1 }, null);
  for (const why of ['muted', 'superseded', 'tooOld', 'nothingToEdit'] as const)
    sent('alert', { outcome: 'giveUp', why }, null);
  sent('alert', { outcome: 'delivered', messageId: 'm1', place: { type: 'webhook', webhookId: 'w1' } }, 'webhook');
  const known = await samples(server);
  expect([...known].filter(([name]) => name.startsWith('delivery_failures_total'))).toEqual([
    ['delivery_failures_total{reason="unreachable"}', 1],
    ['delivery_failures_total{reason="destinationGone"}', 1],
  ]);
  expect(known.get('last_delivery_timestamp_seconds{receiver="webhook"}')).toBe(NOW / 1_000);
});

test('the checks of /readyz are numbers; what is not used is absent', async () => {
  const checks = [
    { name: 'database', check: async () => null },
    { name: 'gateway', check: async () => 'the bot is not connected' },
    { name: 'webhook', isUsed: false, check: async () => null },
  ];
  const known = await samples(await setUpServer({ checks }));
  expect(known.get('ready')).toBe(0);
  expect(known.get('check_ok{check="database"}')).toBe(1);
  expect(known.get('check_ok{check="gateway"}')).toBe(0);
  expect(known.has('check_ok{check="webhook"}')).toBe(false);
});

describe('where the database fails', () => {
  test('counters and readiness are still answered, and nothing that was known before', async () => {
    let elapsedMs = 0;
    const server = await setUpServer({
      checks: [{ name: 'database', check: async () => 'the database does not answer' }],
      elapsed: () => elapsedMs,
    });
    await read(server, [{ metric: 'balance', at: NOW, value: 5_000_000 }]);
    expect((await samples(server)).get('balance_usd{account="default"}')).toBe(5);
    await server.disk.close();
    elapsedMs += 1_000;
    server.metrics.results([]);
    server.metrics.evaluated(3);
    const known = await samples(server);
    expect(known.has('balance_usd{account="default"}')).toBe(false);
    expect(known.has('deliveries_pending')).toBe(false);
    expect(known.get('evaluation_seconds_count')).toBe(1);
    expect(known.get('check_ok{check="database"}')).toBe(0);
  });
});

test('a hundred scrapes within a second read the database once', async () => {
  let readings = 0;
  const server = await setUpServer({
    checks: [
      {
        name: 'database',
        check: async () => {
          readings += 1;
          return null;
        },
      },
    ],
  });
  const answers = await Promise.all(Array.from({ length: 100 }, () => server.app.inject('/metrics')));
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  expect(readings).toBe(1);
});
