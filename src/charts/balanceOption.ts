import type { BalanceChart, Point } from '../monitor/chart.ts';
import { MICROS_PER_USD } from '../monitor/types.ts';
import { emptyNote, heading, level, timeAxis, valueAxis } from './parts.ts';
import { dollars, roundUp } from './scale.ts';
import { COLOUR } from './theme.ts';

const inDollars = ({ at, value }: Point) => [at, value / MICROS_PER_USD];

/** The balance as steps, because it holds until it is read again; the forecast dashed; the levels that alert. */
export function balanceOption(chart: BalanceChart) {
  const { points, forecast, thresholdMicros, criticalMicros } = chart;
  const last = points.at(-1);
  const lowest = Math.min(0, ...points.map(({ value }) => value)) / MICROS_PER_USD;
  const levels = [
    ...(thresholdMicros === null ? [] : [{ micros: thresholdMicros, color: COLOUR.warning }]),
    ...(criticalMicros === null ? [] : [{ micros: criticalMicros, color: COLOUR.error }]),
  ];
  return {
    title: heading('Balance', last === undefined ? '' : dollars(last.value / MICROS_PER_USD)),
    grid: { left: 28, right: 36, top: 76, bottom: 24, outerBoundsMode: 'same' as const },
    xAxis: timeAxis(chart),
    yAxis: valueAxis(dollars, {
      min: lowest < 0 ? -roundUp(-lowest) : 0,
      max: roundUp(
        Math.max(
          ...[...points, ...forecast].map(({ value }) => value),
          ...levels.map(({ micros }) => micros * 1.2),
          0,
        ) / MICROS_PER_USD,
      ),
    }),
    graphic: emptyNote(last === undefined),
    series: [
      {
        type: 'line' as const,
        data: points.map(inDollars),
        showSymbol: points.length === 1,
        symbolSize: 12,
        lineStyle: { color: COLOUR.info, width: 4 },
        itemStyle: { color: COLOUR.info },
        areaStyle: { color: COLOUR.info, opacity: 0.16 },
      },
      {
        type: 'line' as const,
        data: forecast.map(inDollars),
        showSymbol: false,
        lineStyle: { color: COLOUR.info, width: 4, type: 'dotted' as const },
      },
      ...levels.map(({ micros, color }) => ({
        type: 'line' as const,
        data: [],
        markLine: level(micros / MICROS_PER_USD, dollars(micros / MICROS_PER_USD), color),
      })),
    ],
  };
}
