import { stack } from 'd3-shape';
import type { ErrorsChart, ErrorsSlot } from '../monitor/chart.ts';
import { legend, legendRows, ROW_HEIGHT } from './legend.ts';
import { emptyNote, heading, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo, compact, plain, roundUp, share } from './scale.ts';
import { barsOf, barWidth, levelOf, lineOf, plot } from './shapes.ts';
import { CODE_COLOURS, COLOUR, HEIGHT, SIDES } from './theme.ts';

const CODE_SHOWN = 24;

const percent = (value: number) => `${compact(value)}%`;

/** The error rate with its limit above; the failures, stacked by code, below. */
export function errorsOption(given: ErrorsChart) {
  const chart = wholeSteps(given, given.slots.at(-1));
  const { slots, limit, stepMs } = chart;
  const total = slots.reduce((sum, { solved, failed }) => sum + solved + failed, 0);
  const failed = slots.reduce((sum, slot) => sum + slot.failed, 0);
  const rates = slots.map((slot) => ({ at: slot.at + stepMs / 2, value: rateOf(slot) * 100 }));
  const mostFailed = roundUp(Math.max(0, ...slots.map((slot) => slot.failed)));
  const stacks = stacksOf(chart);
  const rows = legendRows(stacks).length;
  return {
    grid: gridsAbove(rows),
    xAxis: [timeAxis(chart, { gridIndex: 0, hidden: true }), timeAxis(chart, { gridIndex: 1 })],
    yAxis: [
      valueAxis(percent, {
        gridIndex: 0,
        ...axisUpTo(Math.min(100, Math.max(limit * 130, 5, ...rates.map(({ value }) => value)))),
      }),
      valueAxis(compact, { gridIndex: 1, min: 0, max: mostFailed, interval: mostFailed }),
    ],
    graphic: [
      heading('Error rate', total === 0 ? '' : share((failed / total) * 100)),
      ...legend(stacks, { top: HEIGHT - rows * ROW_HEIGHT - LEGEND_BOTTOM }),
      ...emptyNote(total === 0),
    ],
    series: [
      plot(
        0,
        lineOf(rates, { color: COLOUR.error, isFilled: true }),
        levelOf({ value: limit * 100, label: percent(limit * 100), color: COLOUR.warning }),
      ),
      plot(1, ...stacks.map(({ color, bars }) => barsOf(bars, { color, width: barWidth(chart) }))),
    ],
  };
}

/** The bars of each code that there were failures of, one upon the other, and those of all other codes upon them. */
function stacksOf({ slots, codes, stepMs }: ErrorsChart) {
  const named = codes.map((code, index) => ({
    name: plain(code.replace(/^ERROR_(?=.)/, ''), CODE_SHOWN),
    color: CODE_COLOURS[index] ?? COLOUR.quiet,
    count: ({ byCode }: ErrorsSlot) => byCode[index] ?? 0,
  }));
  const others = {
    name: 'others',
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
function gridsAbove(rows: number) {
  const [top, between, times] = [60, 27, 40];
  const left = HEIGHT - top - between - times - rows * ROW_HEIGHT - 8;
  const upper = Math.round(left * 0.55);
  return [
    { ...SIDES, top, height: upper },
    { ...SIDES, top: top + upper + between, height: left - upper },
  ];
}

function rateOf({ solved, failed }: ErrorsSlot): number {
  return solved + failed === 0 ? 0 : failed / (solved + failed);
}
