import type { BalanceChart, Point } from '../monitor/chart.ts';
import { MICROS_PER_USD } from '../monitor/types.ts';
import { emptyNote, heading, timeAxis, valueAxis } from './parts.ts';
import { axisUpTo, dollars, money } from './scale.ts';
import { levelOf, lineOf, plot } from './shapes.ts';
import { COLOUR, SIDES } from './theme.ts';

const inDollars = ({ at, value }: Point) => ({ at, value: value / MICROS_PER_USD });

/** The balance as steps, because it holds until it is read again; the forecast dotted; the levels that alert. */
export function balanceOption(chart: BalanceChart) {
  const { points, forecast, thresholdMicros, criticalMicros } = chart;
  const last = points.at(-1);
  const values = [...points, ...forecast].map(({ value }) => value);
  const lowest = Math.min(0, ...values);
  const alerting = [
    ...(thresholdMicros === null ? [] : [{ micros: thresholdMicros, color: COLOUR.warning, side: 'above' as const }]),
    ...(criticalMicros === null ? [] : [{ micros: criticalMicros, color: COLOUR.error, side: 'below' as const }]),
  ];
  const highest = Math.max(0, ...values, ...alerting.map(({ micros }) => micros * 1.2));
  return {
    grid: { ...SIDES, top: 60, bottom: 46 },
    xAxis: timeAxis(chart),
    yAxis: valueAxis(dollars, axisUpTo(highest / MICROS_PER_USD, lowest / MICROS_PER_USD)),
    graphic: [heading('Balance', last === undefined ? '' : money(last.value)), ...emptyNote(last === undefined)],
    series: plot(
      0,
      lineOf(points.map(inDollars), { color: COLOUR.info, isStep: true, isFilled: true }),
      lineOf(forecast.map(inDollars), { color: COLOUR.info, isDotted: true }),
      ...alerting.map(({ micros, ...rest }) => {
        const value = micros / MICROS_PER_USD;
        return levelOf({ ...rest, value, label: dollars(value) });
      }),
    ),
  };
}
