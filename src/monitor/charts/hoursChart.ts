import type { Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import type { HourCell, HoursChart } from './chart.ts';
import type { Bounds, ChartPorts } from './chartPorts.ts';
import { axisStart, QUARTER_HOUR, stepStart } from './steps.ts';

/** Tasks by day and hour, as clocks of the guild's time zone show them; an hour that comes twice is added up. */
export async function hoursChart(
  { timeZone }: Guild,
  span: Bounds,
  { store, pipeline }: ChartPorts,
): Promise<HoursChart> {
  const { to } = span;
  const from = axisStart(span, await store.results.oldestAt(pipeline));
  // From the first quarter-hour on; what is before it is a step of its own.
  const whole = Math.min(stepStart(from + QUARTER_HOUR - 1, QUARTER_HOUR), to);
  const [begun, quarters] = await Promise.all([
    store.results.steps(pipeline, from, whole, QUARTER_HOUR),
    store.results.steps(pipeline, whole, to, QUARTER_HOUR),
  ]);
  const hourOf = localHours(timeZone);
  const cells = new Map<string, HourCell>();
  for (const { at, solved, failed } of [...begun, ...quarters]) {
    const { date, hour } = hourOf(at);
    const before = cells.get(`${date} ${hour}`);
    cells.set(`${date} ${hour}`, {
      date,
      hour,
      solved: solved + (before?.solved ?? 0),
      failed: failed + (before?.failed ?? 0),
    });
  }
  return { type: 'hours', from, to, timeZone, cells: [...cells.values()] };
}

function localHours(timeZone: string) {
  return (at: Millis): { readonly date: string; readonly hour: number } => {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    return { date: local.toPlainDate().toString(), hour: local.hour };
  };
}
