import { localDay } from '../text/calendar.ts';
import type { Millis } from '../time.ts';
import type { CostDay } from './chart.ts';
import type { ChartPorts } from './chartPorts.ts';
import { QUARTER_HOUR } from './steps.ts';

/** The last days of a time zone up to today, from the first on of which something is kept. */
export async function costDays(
  count: number,
  timeZone: string,
  now: Millis,
  { store, pipeline }: Pick<ChartPorts, 'store' | 'pipeline'>,
): Promise<readonly CostDay[]> {
  const oldestAt = (await store.results.oldestAt(pipeline)) ?? now;
  const days = Array.from({ length: count }, (_, i) => localDay(now, timeZone, i - count + 1)).filter(
    ({ to }) => to > Math.min(oldestAt, now),
  );
  const [first] = days;
  if (first === undefined) return [];
  const steps = await store.costs.steps(pipeline, first.from, now + 1, QUARTER_HOUR);
  return days.map(({ date, from, to }) => {
    const own = steps.filter(({ at }) => at >= from && at < to);
    const tasks = own.reduce((sum, each) => sum + each.tasks, 0);
    const costMicros = own.reduce((sum, each) => sum + each.costMicros, 0);
    return { date, from, to, tasks, costMicros: costMicros === 0 && tasks > 0 ? null : costMicros };
  });
}
