import { stack } from 'd3-shape';
import type { ChartTexts, ErrorsChart, ErrorsSlot } from '../monitor/charts/chart.ts';
import { formatsOf } from './formats.ts';
import { legend, legendRows, ROW_HEIGHT } from './legend.ts';
import { emptyNote, heading, hiddenTimes, sidesFor, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo, plain } from './scale.ts';
import { barsOf, barWidth, levelsOf, lineOf, plot } from './shapes.ts';
import {
  CODE_COLOURS,
  COLOUR,
  HEIGHT,
  LABELS_AT_ENDS,
  LABELS_LOW,
  LINE_HEIGHT,
  PLOT_TOP,
  type Sides,
  TIMES_HEIGHT,
} from './theme.ts';

/** Two of them have room in a row of the legend. */
const CODE_SHOWN = 20;

/** The error rate with its threshold above; the failures, stacked by code, below. */
export function errorsOption(chartData: ErrorsChart, texts: ChartTexts) {
  const chart = wholeSteps(chartData, chartData.slots.at(-1));
  const { slots, threshold, stepMs } = chart;
  const formats = formatsOf(texts.locale);
  const { compact, count, percent, share } = formats;
  const total = slots.reduce((sum, { solved, failed }) => sum + solved + failed, 0);
  const failed = slots.reduce((sum, slot) => sum + slot.failed, 0);
  const rates = slots.map((slot) => ({ at: slot.at + stepMs / 2, value: rateOf(slot) * 100 }));
  const rateRange = axisUpTo(Math.min(100, Math.max(threshold * 130, 5, ...rates.map(({ value }) => value))), {
    most: LABELS_LOW,
  });
  const failedRange = axisUpTo(Math.max(0, ...slots.map((slot) => slot.failed)), { most: LABELS_AT_ENDS });
  const level = { value: threshold * 100, label: percent(threshold * 100), color: COLOUR.warning };
  const sides = sidesFor([...rateRange.ticks.map(percent), ...failedRange.ticks.map(compact)], [level.label]);
  const stacks = stacksOf(chart, texts);
  const rows = legendRows(stacks).length;
  return {
    grid: gridsAbove(rows, sides),
    xAxis: [hiddenTimes(chart, { gridIndex: 0 }), timeAxis(chart, formats, sides, { gridIndex: 1 })],
    yAxis: [valueAxis(percent, rateRange, { gridIndex: 0 }), valueAxis(compact, failedRange, { gridIndex: 1 })],
    graphic: [
      heading(texts.title, total === 0 ? '' : `${share((failed / total) * 100)} (${count(failed)}/${count(total)})`),
      ...legend(stacks, { top: HEIGHT - rows * ROW_HEIGHT - LEGEND_BOTTOM }),
      ...emptyNote(total === 0, texts),
    ],
    series: [
      plot(0, lineOf(rates, { color: COLOUR.critical, isFilled: true }), levelsOf([level], sides, rateRange)),
      plot(1, ...stacks.map(({ color, bars }) => barsOf(bars, { color, width: barWidth(chart, sides) }))),
    ],
  };
}

/** The bars of each code that there were failures of, one upon the other, and those of all other codes upon them. */
function stacksOf({ slots, codes, stepMs }: ErrorsChart, texts: ChartTexts) {
  const named = codes.map((code, index) => ({
    name: plain(code.replace(/^ERROR_(?=.)/, ''), CODE_SHOWN),
    color: CODE_COLOURS[index] ?? COLOUR.quiet,
    count: ({ byCode }: ErrorsSlot) => byCode[index] ?? 0,
  }));
  const others = {
    name: texts.others,
    color: CODE_COLOURS.at(-1) ?? COLOUR.quiet,
    count: ({ failed, byCode }: ErrorsSlot) => Math.max(0, failed - byCode.reduce((sum, n) => sum + n, 0)),
  };
  const parts = [...named, others];
  const stacked = stack<undefined, ErrorsSlot, (typeof parts)[number]>()
    .keys(parts)
    .value((slot, { count }) => count(slot))(slots);
  return stacked
    .map((series) => ({
      name: series.key.name,
      color: series.key.color,
      bars: series
        .map((bar) => ({ at: bar.data.at + stepMs / 2, from: bar[0], to: bar[1] }))
        .filter(({ from, to }) => to > from),
    }))
    .filter(({ bars }) => bars.length > 0);
}

const LEGEND_BOTTOM = 4;

/** Both plots, in what the title, the times and the legend leave. */
function gridsAbove(rows: number, sides: Sides) {
  const between = LINE_HEIGHT + 4;
  const left = HEIGHT - PLOT_TOP - between - TIMES_HEIGHT - rows * ROW_HEIGHT;
  const upper = Math.round(left * 0.55);
  return [
    { ...sides, top: PLOT_TOP, height: upper },
    { ...sides, top: PLOT_TOP + upper + between, height: left - upper },
  ];
}

function rateOf({ solved, failed }: ErrorsSlot): number {
  return solved + failed === 0 ? 0 : failed / (solved + failed);
}
