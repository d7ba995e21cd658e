import type { LatencyChart, LatencySlot } from '../monitor/chart.ts';
import { emptyNote, heading, levels, SIDES, STILL, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo, compact } from './scale.ts';
import { COLOUR, LABEL } from './theme.ts';

const seconds = (value: number) => `${compact(value)} s`;

/** p50 and p95 with the limit; where no task was solved the lines break. */
export function latencyOption(given: LatencyChart) {
  const chart = wholeSteps(given, given.slots.at(-1));
  const { slots, limitMs } = chart;
  const last = slots.at(-1);
  const line = (name: string, color: string, read: (slot: LatencySlot) => number) => ({
    ...STILL,
    type: 'line' as const,
    name,
    data: withGaps(chart, read),
    connectNulls: false,
    symbol: 'circle',
    showSymbol: slots.length === 1,
    symbolSize: 12,
    lineStyle: { color, width: 4 },
    itemStyle: { color },
  });
  return {
    title: heading('Solve latency', last === undefined ? '' : `p95 ${seconds(last.p95Ms / 1_000)}`),
    legend: {
      right: 22,
      top: 12,
      icon: 'roundRect',
      itemWidth: 20,
      itemHeight: 8,
      itemGap: 20,
      textStyle: LABEL,
      data: ['p50', 'p95'],
    },
    grid: { ...SIDES, top: 60, bottom: 46 },
    xAxis: timeAxis(chart),
    yAxis: valueAxis(seconds, {
      ...axisUpTo(Math.max(limitMs * 1.1, ...slots.map(({ p95Ms }) => p95Ms)) / 1_000),
    }),
    graphic: emptyNote(last === undefined),
    series: [
      line('p50', COLOUR.info, ({ p50Ms }) => p50Ms / 1_000),
      {
        ...line('p95', COLOUR.success, ({ p95Ms }) => p95Ms / 1_000),
        markLine: levels({ value: limitMs / 1_000, label: seconds(limitMs / 1_000), color: COLOUR.warning }),
      },
    ],
  };
}

function withGaps({ slots, stepMs }: LatencyChart, read: (slot: LatencySlot) => number): (number | null)[][] {
  const points: (number | null)[][] = [];
  let before: LatencySlot | null = null;
  for (const slot of slots) {
    if (before !== null && slot.at - before.at > stepMs) points.push([before.at + stepMs, null]);
    points.push([slot.at + stepMs / 2, read(slot)]);
    before = slot;
  }
  return points;
}
