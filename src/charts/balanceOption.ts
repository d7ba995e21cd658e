import type { BalanceChart, Point } from '../monitor/chart.ts';
import { MICROS_PER_USD } from '../monitor/types.ts';
import { emptyNote, heading, levels, SIDES, STILL, timeAxis, valueAxis } from './parts.ts';
import { axisUpTo, dollars, money } from './scale.ts';
import { COLOUR } from './theme.ts';

const inDollars = ({ at, value }: Point) => [at, value / MICROS_PER_USD];

/** The balance as steps, because it holds until it is read again; the forecast dashed; the levels that alert. */
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
    title: heading('Balance', last === undefined ? '' : money(last.value / MICROS_PER_USD)),
    grid: { ...SIDES, top: 60, bottom: 46 },
    xAxis: timeAxis(chart),
    yAxis: valueAxis(dollars, {
      ...axisUpTo(highest / MICROS_PER_USD, lowest / MICROS_PER_USD),
    }),
    graphic: emptyNote(last === undefined),
    series: [
      {
        ...STILL,
        type: 'line' as const,
        step: 'end' as const,
        data: points.map(inDollars),
        symbol: 'circle',
        showSymbol: points.length === 1,
        symbolSize: 12,
        lineStyle: { color: COLOUR.info, width: 4 },
        itemStyle: { color: COLOUR.info },
        areaStyle: { color: COLOUR.info, opacity: 0.16 },
        markLine: levels(
          ...alerting.map(({ micros, ...rest }) => ({
            ...rest,
            value: micros / MICROS_PER_USD,
            label: dollars(micros / MICROS_PER_USD),
          })),
        ),
      },
      {
        ...STILL,
        type: 'line' as const,
        data: forecast.map(inDollars),
        showSymbol: false,
        lineStyle: { color: COLOUR.info, width: 4, type: 'dotted' as const },
      },
    ],
  };
}
