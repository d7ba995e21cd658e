import type { ErrorsChart, ErrorsSlot } from '../monitor/chart.ts';
import { emptyNote, heading, levels, ONE_PATH, SIDES, STILL, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo, compact, plain, roundUp, share } from './scale.ts';
import { CODE_COLOURS, COLOUR, HEIGHT, LABEL, SMALL_FONT_SIZE, WIDTH } from './theme.ts';

const CODE_SHOWN = 24;
const OTHERS = 'others';

const percent = (value: number) => `${compact(value)}%`;

/** The error rate with its limit above; the failures, stacked by code, below. */
export function errorsOption(given: ErrorsChart) {
  const chart = wholeSteps(given, given.slots.at(-1));
  const { slots, codes, limit, stepMs } = chart;
  const middle = ({ at }: ErrorsSlot) => at + stepMs / 2;
  const total = slots.reduce((sum, { solved, failed }) => sum + solved + failed, 0);
  const failed = slots.reduce((sum, slot) => sum + slot.failed, 0);
  const names = [...codes.map((code) => plain(code.replace(/^ERROR_/, ''), CODE_SHOWN)), OTHERS];
  const stacks = names.map((name, index) => ({
    name,
    color: CODE_COLOURS[index === codes.length ? CODE_COLOURS.length - 1 : index] ?? COLOUR.quiet,
    data: slots.map((slot) => [middle(slot), countOf(slot, index, codes.length)]),
  }));
  const shown = stacks.filter(({ data }) => data.some(([, n = 0]) => n > 0));
  const rates = slots.map((slot) => [middle(slot), rateOf(slot) * 100]);
  const mostFailed = roundUp(Math.max(0, ...slots.map((slot) => slot.failed)));
  return {
    title: heading('Error rate', total === 0 ? '' : share((failed / total) * 100)),
    legend: {
      data: shown.map(({ name }) => name),
      left: LEGEND.left,
      bottom: 8,
      icon: 'roundRect',
      itemWidth: 15,
      itemHeight: 15,
      itemGap: LEGEND.gap,
      type: 'plain' as const,
      textStyle: { ...LABEL, fontSize: SMALL_FONT_SIZE },
    },
    grid: gridsAbove(legendRows(shown.map(({ name }) => name))),
    xAxis: [timeAxis(chart, { gridIndex: 0, hidden: true }), timeAxis(chart, { gridIndex: 1 })],
    yAxis: [
      valueAxis(percent, {
        gridIndex: 0,
        ...axisUpTo(Math.min(100, Math.max(limit * 130, 5, ...rates.map(([, rate = 0]) => rate)))),
      }),
      valueAxis(compact, { gridIndex: 1, min: 0, max: mostFailed, interval: mostFailed }),
    ],
    graphic: emptyNote(total === 0),
    series: [
      {
        ...STILL,
        type: 'line' as const,
        data: rates,
        symbol: 'circle',
        showSymbol: rates.length === 1,
        symbolSize: 12,
        lineStyle: { color: COLOUR.error, width: 4 },
        itemStyle: { color: COLOUR.error },
        areaStyle: { color: COLOUR.error, opacity: 0.16 },
        markLine: levels({ value: limit * 100, label: percent(limit * 100), color: COLOUR.warning }),
      },
      ...shown.map(({ name, color, data }) => ({
        ...STILL,
        ...ONE_PATH,
        type: 'bar' as const,
        name,
        stack: 'codes',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barWidth: barWidth(chart),
        itemStyle: { color },
        data,
      })),
    ],
  };
}

const LEGEND = { left: 22, gap: 18, rowHeight: 36, icon: 20, letter: 11.9 } as const;

/** On how many rows the legend stands: there is no browser here that would measure its letters. */
function legendRows(names: readonly string[]): number {
  let rows = 1;
  let used: number = LEGEND.left;
  for (const name of names) {
    const width = LEGEND.icon + name.length * LEGEND.letter + LEGEND.gap;
    if (used > LEGEND.left && used + width > WIDTH) {
      rows += 1;
      used = LEGEND.left;
    }
    used += width;
  }
  return rows;
}

/** Both plots, in what the title, the times and the legend leave. */
function gridsAbove(rows: number) {
  const [top, between, times] = [60, 27, 40];
  const left = HEIGHT - top - between - times - rows * LEGEND.rowHeight - 8;
  const upper = Math.round(left * 0.55);
  return [
    { ...SIDES, top, height: upper },
    { ...SIDES, top: top + upper + between, height: left - upper },
  ];
}

function countOf({ failed, byCode }: ErrorsSlot, index: number, codes: number): number {
  if (index < codes) return byCode[index] ?? 0;
  return Math.max(0, failed - byCode.reduce((sum, n) => sum + n, 0));
}

function rateOf({ solved, failed }: ErrorsSlot): number {
  return solved + failed === 0 ? 0 : failed / (solved + failed);
}

/** A step less a gap. */
export function barWidth({ from, to, stepMs }: { from: number; to: number; stepMs: number }): number {
  const plot = WIDTH - SIDES.left - SIDES.right;
  return Math.max(2, Math.min(32, Math.floor((plot * stepMs) / Math.max(to - from, stepMs)) - 2));
}
