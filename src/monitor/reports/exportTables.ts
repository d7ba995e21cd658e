import type { ChartPorts } from '../charts/chartPorts.ts';
import { QUARTER_HOUR } from '../charts/steps.ts';
import type { CostStore, TaskSums } from '../ports/costStore.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import { KEPT } from '../retention.ts';
import { localDay } from '../text/calendar.ts';
import { type Cell, csvOf } from '../text/csv.ts';
import { DAY, type Millis, SECOND } from '../time.ts';
import { type Guild, MICROS_PER_USD } from '../types.ts';

const MOST_INCIDENTS = 5_000;
const MONTH_MS: Millis = 30 * DAY;

export interface CsvFile {
  readonly name: string;
  readonly text: string;
}

export interface ExportReport {
  readonly incidents: number;
  readonly days: number;
  /** There may be older incidents than these. */
  readonly isCut: boolean;
  readonly files: readonly CsvFile[];
}

export interface ExportPorts extends Pick<ChartPorts, 'store' | 'pipeline'> {
  /** Whether the guild sees what an incident is about. */
  readonly sees: (incident: PastIncident) => boolean;
}

/** The incidents of a guild, and the sums of each day of its calendar, as CSV: bounded, whatever is kept. */
export async function exportTables(
  { id, timeZone }: Guild,
  now: Millis,
  { store, pipeline, sees }: ExportPorts,
): Promise<ExportReport> {
  const { from } = localDay(now - KEPT.historyMs, timeZone);
  const [recent, steps] = await Promise.all([
    store.incidents.recent(id, MOST_INCIDENTS),
    stepsFrom(from, now + 1, pipeline, store.costs),
  ]);
  const incidents = recent.filter(sees);
  const days = daysOf(steps, timeZone);
  return {
    incidents: incidents.length,
    days: days.length,
    isCut: recent.length === MOST_INCIDENTS,
    files: [
      { name: 'incidents.csv', text: csvOf(INCIDENT_HEADER, incidents.map(incidentRow)) },
      {
        name: 'days.csv',
        text: csvOf(
          DAY_HEADER,
          days.map(([date, sums]) => dayRow(date, timeZone, sums)),
        ),
      },
    ],
  };
}

/** Month by month: to take in all of them at once would keep everything else waiting. */
async function stepsFrom(from: Millis, to: Millis, pipeline: string, costs: CostStore) {
  const steps: Awaited<ReturnType<CostStore['steps']>>[] = [];
  for (let at = from; at < to; at += MONTH_MS)
    steps.push(await costs.steps(pipeline, at, Math.min(at + MONTH_MS, to), QUARTER_HOUR));
  return steps.flat();
}

const INCIDENT_HEADER = [
  ...['id', 'pipeline', 'kind', 'severity', 'opened_at', 'ended_at', 'seconds', 'notified'],
  ...['acknowledged_by', 'acknowledged_at', 'notes'],
];

function incidentRow(incident: PastIncident): readonly Cell[] {
  const { openedAt, endedAt, acknowledged, notes = [] } = incident;
  return [
    ...[incident.id, incident.pipeline, incident.kind, incident.severity],
    ...[isoTime(openedAt), endedAt === null ? null : isoTime(endedAt)],
    endedAt === null ? null : Math.round((endedAt - openedAt) / SECOND),
    incident.wasNotified,
    ...(acknowledged === null ? [null, null] : [acknowledged.by.name, isoTime(acknowledged.at)]),
    notes.length === 0 ? null : notes.map(({ at, by, text }) => `${isoTime(at)} ${by.name}: ${text}`).join('\n'),
  ];
}

const DAY_HEADER = [...['date', 'time_zone', 'solved', 'failed', 'success_rate', 'cost_usd', 'mean_latency_seconds']];

/** What nobody reported is an empty cell, and no zero. */
function dayRow(date: string, timeZone: string, sums: TaskSums): readonly Cell[] {
  const { solved, failed, costMicros, latencySumMs, latencyCount } = sums;
  const tasks = solved + failed;
  return [
    ...[date, timeZone, solved, failed],
    tasks === 0 ? null : Math.round((solved / tasks) * 10_000) / 10_000,
    costMicros === 0 ? null : costMicros / MICROS_PER_USD,
    latencyCount === 0 ? null : Math.round(latencySumMs / latencyCount) / SECOND,
  ];
}

/** Sums by day, the first first; a day without a result has none. */
function daysOf(steps: readonly (TaskSums & { readonly at: Millis })[], timeZone: string) {
  const days = new Map<string, TaskSums>();
  let day = localDay(0, timeZone);
  for (const step of steps) {
    if (step.at < day.from || step.at >= day.to) day = localDay(step.at, timeZone);
    days.set(day.date, added(days.get(day.date) ?? NOTHING, step));
  }
  return [...days];
}

const NOTHING: TaskSums = { solved: 0, failed: 0, costMicros: 0, latencySumMs: 0, latencyCount: 0 };

function added(one: TaskSums, other: TaskSums): TaskSums {
  return {
    solved: one.solved + other.solved,
    failed: one.failed + other.failed,
    costMicros: one.costMicros + other.costMicros,
    latencySumMs: one.latencySumMs + other.latencySumMs,
    latencyCount: one.latencyCount + other.latencyCount,
  };
}

function isoTime(at: Millis): string {
  return new Date(at).toISOString();
}
