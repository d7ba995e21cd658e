import type { ChartTexts, CostChart } from '../monitor/charts/chart.ts';
import { dollarsOf } from '../monitor/text/money.ts';
import { DAY } from '../monitor/time.ts';
import { formatsOf } from './formats.ts';
import { dayAxis, emptyNote, heading, middleOf, sidesFor, valueAxis } from './parts.ts';
import { axisUpTo } from './scale.ts';
import { barsOf, barWidth, plot } from './shapes.ts';
import { COLOUR, PLOT_TOP, TIMES_HEIGHT } from './theme.ts';

/** A bar a day; a day of which no cost was reported has none. */
export function costOption(chart: CostChart, texts: ChartTexts) {
  const formats = formatsOf(texts.locale);
  const costs = chart.days.flatMap(({ costMicros, ...day }) =>
    costMicros === null || costMicros === 0 ? [] : [{ at: middleOf(day), from: 0, to: dollarsOf(costMicros) }],
  );
  const range = axisUpTo(Math.max(0, ...costs.map(({ to }) => to)));
  const sides = sidesFor(range.ticks.map(formats.dollars), []);
  const total = chart.days.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0);
  return {
    grid: { ...sides, top: PLOT_TOP, bottom: TIMES_HEIGHT },
    xAxis: dayAxis(chart, formats, sides),
    yAxis: valueAxis(formats.dollars, range),
    graphic: [heading(texts.title, total === 0 ? '' : formats.money(total)), ...emptyNote(costs.length === 0, texts)],
    series: plot(0, barsOf(costs, { color: COLOUR.info, width: barWidth({ ...chart, stepMs: DAY }, sides) })),
  };
}
