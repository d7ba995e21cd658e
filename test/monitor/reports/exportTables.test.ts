import { expect, test } from 'vitest';
import type { PastIncident } from '../../../src/monitor/ports/incidentStore.ts';
import { OpenBuckets } from '../../../src/monitor/record/openBuckets.ts';
import { exportTables } from '../../../src/monitor/reports/exportTables.ts';
import { ANNA } from '../../fixtures/alerts.ts';
import { change } from '../../fixtures/change.ts';
import { PIPELINE } from '../../fixtures/constants.ts';
import { workers } from '../../fixtures/embeds.ts';
import { GUILD } from '../../fixtures/guildStory.ts';
import { result, setUpMonitor } from '../../fixtures/monitor.ts';
import { DAY, MINUTE, NOW } from '../../fixtures/thresholds.ts';

const MIDNIGHT = Date.parse('2026-04-19T22:00Z');
const guild = { ...GUILD, id: 'g1', timeZone: 'Europe/Berlin' };
type Stage = Awaited<ReturnType<typeof setUpMonitor>>;
const linesOf = async ({ ports }: Stage, now = NOW) => {
  const { files, ...counts } = await exportTables(guild, now, { ...ports, sees: () => true });
  return { counts, files: files.map(({ text }) => text.trimEnd().split('\r\n')) };
};

test('days are those of the calendar, and what was not reported is empty', async () => {
  const stage = await setUpMonitor();
  const buckets = new OpenBuckets();
  for (const each of [
    result(MIDNIGHT - 1, { costMicros: 3_000, latencyMs: 10_000 }),
    result(MIDNIGHT - 5_000, { costMicros: 4_500, latencyMs: 20_001 }),
    result(MIDNIGHT, { outcome: 'failed', errorCode: 'TIMEOUT' }),
    result(MIDNIGHT),
    result(MIDNIGHT),
    result(NOW - 500 * DAY),
  ])
    buckets.add(PIPELINE, each);
  await stage.store.results.add(buckets);
  const { counts, files } = await linesOf(stage);
  expect(counts).toEqual({ incidents: 0, days: 2, isCut: false });
  expect(files[1]).toEqual([
    'date,time_zone,solved,failed,success_rate,cost_usd,mean_latency_seconds',
    '2026-04-19,Europe/Berlin,2,0,1,0.0075,15.001',
    '2026-04-20,Europe/Berlin,2,1,0.6667,,',
  ]);
});

test('incidents have who acknowledged them, harmless to a spreadsheet', async () => {
  const stage = await setUpMonitor();
  await stage.addGuild('g1');
  await stage.addGuild('g2');
  await stage.results(30, 20);
  await stage.evaluate();
  const [open] = await stage.store.incidents.recent('g1', 1);
  const by = { userId: '7', name: '=cmd|"x"' };
  await stage.store.incidents.acknowledge('g1', open?.id ?? 0, by, NOW + MINUTE, change());
  await stage.store.notes.add('g1', open?.id ?? 0, { at: NOW + 2 * MINUTE, by: ANNA, text: 'restarted' });
  const { counts, files } = await linesOf(stage);
  expect(counts.incidents).toBe(1);
  expect(files[0]).toEqual([
    'id,pipeline,kind,severity,opened_at,ended_at,seconds,notified,acknowledged_by,acknowledged_at,notes',
    `${open?.id},default,errors,critical,2026-04-20T12:00:00.000Z,,,true,"'=cmd|""x""",2026-04-20T12:01:00.000Z,2026-04-20T12:02:00.000Z Anna @everyone: restarted`,
  ]);
});

test.each([
  [4_999, 4_999, false],
  [5_000, 5_000, true],
  [5_001, 5_000, true],
])('of %d incidents %d are exported', async (count, expected, isCut) => {
  const stage = await setUpMonitor();
  const incident: PastIncident = {
    ...{ id: 1, pipeline: 'default', kind: 'queue', severity: 'warning', openedAt: NOW, endedAt: NOW + MINUTE },
    ...{ worst: workers(), wasNotified: false, acknowledged: null },
  };
  const incidents = {
    ...stage.store.incidents,
    recent: async (_id: string, limit: number) => Array.from({ length: Math.min(count, limit) }, () => incident),
  };
  const ports = { ...stage.ports, store: { ...stage.store, incidents } };
  const report = await exportTables(guild, NOW, { ...ports, sees: () => true });
  expect(report).toMatchObject({ incidents: expected, isCut });
  expect(report.files[0]?.text.split('\r\n')[1]).toContain(',60,false,,');
});
