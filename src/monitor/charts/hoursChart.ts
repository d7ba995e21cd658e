import { HOUR, MINUTE, type Millis } from '../time.ts';
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
    store.costs.steps(pipeline, from, whole, QUARTER_HOUR),
    store.costs.steps(pipeline, whole, to, QUARTER_HOUR),
  ]);
  const hourOf = localHours(timeZone);
  const cells = new Map<string, HourCell>();
  // Sums without codes, of which there are hundreds a step.
  for (const { at, solved, failed } of [...begun, ...quarters]) {
    if (solved + failed === 0) continue;
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

/** The hours of moments that follow one another: each is looked up once, as that takes long. */
function localHours(timeZone: string) {
  let local = { date: '', hour: 0 };
  let until: Millis = 0;
  return (at: Millis): { readonly date: string; readonly hour: number } => {
    if (at < until) return local;
    const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    local = { date: zoned.toPlainDate().toString(), hour: zoned.hour };
    until = at - (at % MINUTE) + HOUR - zoned.minute * MINUTE;
    return local;
  };
}
