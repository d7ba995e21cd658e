import type { BalanceChart, ChartTexts, Point } from '../monitor/charts/chart.ts';
import { MICROS_PER_USD } from '../monitor/types.ts';
import { formatsOf } from './formats.ts';
import { emptyNote, heading, sidesFor, timeAxis, valueAxis } from './parts.ts';
import { axisUpTo } from './scale.ts';
import { type Level, levelsOf, lineOf, plot } from './shapes.ts';
import { COLOUR, PLOT_TOP, TIMES_HEIGHT } from './theme.ts';

const inDollars = ({ at, value }: Point) => ({ at, value: value / MICROS_PER_USD });

/** The balance as steps, because it holds until it is read again; the forecast dotted; the levels that alert. */
export function balanceOption(chart: BalanceChart, texts: ChartTexts) {
  const { points, forecast, thresholdMicros, criticalMicros } = chart;
  const formats = formatsOf(texts.locale);
  const { dollars, money } = formats;
  const last = points.at(-1);
  const values = [...points, ...forecast].map(({ value }) => value);
  const lowest = Math.min(0, ...values);
  const alerting = [
    ...(thresholdMicros === null ? [] : [{ micros: thresholdMicros, color: COLOUR.warning }]),
    ...(criticalMicros === null ? [] : [{ micros: criticalMicros, color: COLOUR.critical }]),
  ];
  const highest = Math.max(0, ...values, ...alerting.map(({ micros }) => micros * 1.2));
  const range = axisUpTo(highest / MICROS_PER_USD, { lowest: lowest / MICROS_PER_USD });
  const levels = alerting.map(({ micros, color }): Level => {
    const value = micros / MICROS_PER_USD;
    return { value, label: dollars(value), color };
  });
  const sides = sidesFor(
    range.ticks.map(dollars),
    levels.map(({ label }) => label),
  );
  return {
    grid: { ...sides, top: PLOT_TOP, bottom: TIMES_HEIGHT },
    xAxis: timeAxis(chart, formats, sides),
    yAxis: valueAxis(dollars, range),
    graphic: [
      heading(texts.title, last === undefined ? '' : money(last.value)),
      ...emptyNote(last === undefined, texts),
    ],
    series: plot(
      0,
      lineOf(points.map(inDollars), { color: COLOUR.info, isStep: true, isFilled: true }),
      lineOf(forecast.map(inDollars), { color: COLOUR.info, isDotted: true }),
      levelsOf(levels, sides, range),
    ),
  };
}
