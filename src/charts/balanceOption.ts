import type { BalanceChart, Point } from '../monitor/chart.ts';
import { MICROS_PER_USD } from '../monitor/types.ts';
import { emptyNote, heading, level, SIDES, timeAxis, valueAxis } from './parts.ts';
import { axisUpTo, dollars, money } from './scale.ts';
import { COLOUR } from './theme.ts';

const inDollars = ({ at, value }: Point) => [at, value / MICROS_PER_USD];

/** The balance as steps, because it holds until it is read again; the forecast dashed; the levels that alert. */
export function balanceOption(chart: BalanceChart) {
  const { points, forecast, thresholdMicros, criticalMicros } = chart;
  const last = points.at(-1);
  const values = [...points, ...forecast].map(({ value }) => value);
  const lowest = Math.min(0, ...values);
  const levels = [
    ...(thresholdMicros === null ? [] : [{ micros: thresholdMicros, color: COLOUR.warning, side: 'above' as const }]),
    ...(criticalMicros === null ? [] : [{ micros: criticalMicros, color: COLOUR.error, side: 'below' as const }]),
  ];
  const highest = Math.max(0, ...values, ...levels.map(({ micros }) => micros * 1.2));
  return {
    title: heading('Balance', last === undefined ? '' : money(last.value / MICROS_PER_USD)),
    grid: { ...SIDES, top: 76, bottom: 58 },
    xAxis: timeAxis(chart),
    yAxis: valueAxis(dollars, {
      ...axisUpTo(highest / MICROS_PER_USD, lowest / MICROS_PER_USD),
    }),
    graphic: emptyNote(last === undefined),
    series: [
      {
        type: 'line' as const,
        step: 'end' as const,
        data: points.map(inDollars),
        symbol: 'circle',
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
      ...levels.map(({ micros, color, side }) => ({
        type: 'line' as const,
        data: [],
        markLine: level(micros / MICROS_PER_USD, dollars(micros / MICROS_PER_USD), color, side),
      })),
    ],
  };
}
