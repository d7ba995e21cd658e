import type { ChartPorts } from '../charts/chartPorts.ts';
import type { MicroUsd } from '../measures.ts';
import { localMonth } from '../text/calendar.ts';
import { DAY, type Millis } from '../time.ts';

/** What is taken for the spending to come: a week, so that its quiet days count as much as they are. */
const MEASURED_MS: Millis = 7 * DAY;
/** With less, one busy hour would decide about a month. */
const LEAST_MS: Millis = DAY;

/** A calendar month of which a part is over. */
export interface MonthForecast {
  readonly soFarMicros: MicroUsd;
  readonly totalMicros: MicroUsd;
  readonly perDayMicros: MicroUsd;
  /** How long was looked back to learn what a day costs. */
  readonly measuredMs: Millis;
}

/**
 * What the month will have cost: what was reported of it so far, and for the time that is left of it the mean of the last seven days, or of
 * as many as results are kept of. Null with less than a day of results, and where no cost was reported in that time: it is not known then, and
 * not zero. It knows of no trend and of no plan; costs that workers leave out are missing in it.
 */
export async function forecastMonth(
  timeZone: string,
  now: Millis,
  { store, pipeline }: Pick<ChartPorts, 'store' | 'pipeline'>,
): Promise<MonthForecast | null> {
  const month = localMonth(now, timeZone);
  const oldestAt = await store.results.oldestAt(pipeline);
  const measuredMs = oldestAt === null ? 0 : Math.min(MEASURED_MS, now - oldestAt);
  if (measuredMs < LEAST_MS) return null;
  const [soFar, measured] = await Promise.all([
    store.results.period(pipeline, month.from, now + 1),
    store.results.period(pipeline, now - measuredMs, now + 1),
  ]);
  if (measured.costMicros === 0) return null;
  const perMs = measured.costMicros / measuredMs;
  return {
    soFarMicros: soFar.costMicros,
    totalMicros: Math.round(soFar.costMicros + perMs * (month.to - now)),
    perDayMicros: Math.round(perMs * DAY),
    measuredMs,
  };
}
