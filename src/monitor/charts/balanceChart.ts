import type { Runway } from '../forecast/forecast.ts';
import { DAY, HOUR, type Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import type { BalanceChart, Point } from './chart.ts';
import { type Bounds, type ChartPorts, MOST_POINTS } from './chartPorts.ts';
import { axisStart, downsample } from './steps.ts';

const LOOK_BACK_MS: Millis = DAY;
const LOOK_AHEAD_MS: Millis = 6 * HOUR;

/** The balance of the last day, and where the forecast sees it going; or that of a given span, as it was. */
export async function balanceChart(
  { thresholds, timeZone }: Guild,
  now: Millis,
  { store, reader, account }: ChartPorts,
  span: Bounds = { from: now - LOOK_BACK_MS, to: now },
): Promise<BalanceChart> {
  const [readings, { runway }] = await Promise.all([
    store.readings.since(account.name, 'balance', span.from, span.to),
    reader(now).account(thresholds),
  ]);
  const from = axisStart(span, readings[0]?.at ?? null);
  // A reading from before the span held when it began.
  const points = readings.map(({ at, value }) => ({ at: Math.max(at, from), value }));
  // What is yet to come takes no more room than what was.
  const forecast = span.to < now ? [] : forecastOf(points.at(-1), runway, Math.min(LOOK_AHEAD_MS, span.to - from));
  return {
    type: 'balance',
    from,
    to: Math.max(span.to, forecast.at(-1)?.at ?? span.to),
    timeZone,
    points: downsample(points, MOST_POINTS),
    thresholdMicros: thresholds.balance.enabled ? thresholds.balance.thresholdMicros : null,
    criticalMicros: thresholds.balance.enabled ? thresholds.balance.criticalMicros : null,
    forecast,
  };
}

/** A straight line at the present burn rate until the balance is used up, or as far as it is drawn. */
function forecastOf(last: Point | undefined, runway: Runway | null, mostMs: Millis): readonly Point[] {
  if (last === undefined || runway === null || runway.burnMicrosPerHour <= 0 || last.value <= 0) return [];
  const usedUpMs = (last.value / runway.burnMicrosPerHour) * HOUR;
  const aheadMs = Math.min(usedUpMs, mostMs);
  const value = Math.round(last.value - (runway.burnMicrosPerHour * aheadMs) / HOUR);
  return [last, { at: Math.round(last.at + aheadMs), value: Math.max(0, value) }];
}
