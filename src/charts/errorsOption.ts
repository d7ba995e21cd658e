import type { ErrorsChart, ErrorsSlot } from '../monitor/chart.ts';
import { emptyNote, heading, level, timeAxis, valueAxis } from './parts.ts';
import { compact, plain, roundUp } from './scale.ts';
import { CODE_COLOURS, COLOUR, LABEL } from './theme.ts';

const CODE_SHOWN = 19;
const OTHERS = 'others';

const percent = (value: number) => `${compact(value)}%`;

/** The error rate with its limit above; the failures, stacked by code, below. */
export function errorsOption(chart: ErrorsChart) {
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
  const rates = slots.map((slot) => [middle(slot), share(slot) * 100]);
  return {
    title: heading('Error rate', total === 0 ? '' : percent((failed / total) * 100)),
    legend: {
      data: shown.map(({ name }) => name),
      left: 24,
      bottom: 10,
      icon: 'roundRect',
      itemWidth: 16,
      itemHeight: 16,
      itemGap: 16,
      type: 'plain' as const,
      textStyle: { ...LABEL, fontSize: 20 },
    },
    grid: [
      { left: 96, right: 36, top: 76, height: 132 },
      { left: 96, right: 36, top: 244, height: shown.length > 3 ? 80 : 108 },
    ],
    xAxis: [timeAxis(chart, { gridIndex: 0, hidden: true }), timeAxis(chart, { gridIndex: 1 })],
    yAxis: [
      valueAxis(percent, {
        gridIndex: 0,
        min: 0,
        max: Math.min(100, roundUp(Math.max(limit * 130, 5, ...slots.map((slot) => share(slot) * 100)))),
        splitNumber: 2,
      }),
      valueAxis(compact, { gridIndex: 1, min: 0, minInterval: 1, splitNumber: 2 }),
    ],
    graphic: emptyNote(total === 0),
    series: [
      {
        type: 'line' as const,
        data: rates,
        showSymbol: rates.length === 1,
        symbolSize: 12,
        lineStyle: { color: COLOUR.error, width: 4 },
        itemStyle: { color: COLOUR.error },
        areaStyle: { color: COLOUR.error, opacity: 0.16 },
        markLine: level(limit * 100, percent(limit * 100), COLOUR.warning),
      },
      ...shown.map(({ name, color, data }) => ({
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

function countOf({ failed, byCode }: ErrorsSlot, index: number, codes: number): number {
  if (index < codes) return byCode[index] ?? 0;
  return Math.max(0, failed - byCode.reduce((sum, n) => sum + n, 0));
}

function share({ solved, failed }: ErrorsSlot): number {
  return solved + failed === 0 ? 0 : failed / (solved + failed);
}

/** A step less a gap; the plot is about 760 wide. */
export function barWidth({ from, to, stepMs }: { from: number; to: number; stepMs: number }): number {
  return Math.max(2, Math.min(40, Math.floor((760 * stepMs) / Math.max(to - from, stepMs)) - 3));
}
