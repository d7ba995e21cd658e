import type { Point, QueueChart } from '../monitor/chart.ts';
import { barWidth } from './errorsOption.ts';
import { emptyNote, heading, levels, ONE_PATH, SIDES, STILL, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo, compact, roundUp } from './scale.ts';
import { COLOUR, LABEL, SMALL_FONT_SIZE } from './theme.ts';

const pair = ({ at, value }: Point) => [at, value];

/** The depth with its limit above; finished tasks a minute below. */
export function queueOption(given: QueueChart) {
  const chart = wholeSteps(given, given.perMinute.at(-1));
  const { depths, perMinute, limit, stepMs } = chart;
  const last = depths.at(-1);
  // The last depth holds until another is reported.
  const held = last === undefined || last.at >= given.to ? depths : [...depths, { at: given.to, value: last.value }];
  const busiest = roundUp(Math.max(0, ...perMinute.map(({ value }) => value)));
  return {
    title: [
      heading('Queue depth', last === undefined ? '' : compact(last.value)),
      {
        ...heading('Tasks a minute', ''),
        top: 198,
        textStyle: { ...LABEL, fontSize: SMALL_FONT_SIZE },
      },
    ],
    grid: [
      { ...SIDES, top: 60, height: 126 },
      { ...SIDES, top: 248, height: 66 },
    ],
    xAxis: [timeAxis(chart, { gridIndex: 0, hidden: true }), timeAxis(chart, { gridIndex: 1 })],
    yAxis: [
      valueAxis(compact, {
        gridIndex: 0,
        ...axisUpTo(Math.max(limit * 1.3, ...depths.map(({ value }) => value))),
      }),
      valueAxis(compact, { gridIndex: 1, min: 0, max: busiest, interval: busiest }),
    ],
    graphic: emptyNote(last === undefined && perMinute.length === 0),
    series: [
      {
        ...STILL,
        type: 'line' as const,
        step: 'end' as const,
        data: held.map(pair),
        showSymbol: false,
        lineStyle: { color: COLOUR.info, width: 4 },
        areaStyle: { color: COLOUR.info, opacity: 0.16 },
        markLine: levels({ value: limit, label: compact(limit), color: COLOUR.warning }),
      },
      {
        ...STILL,
        ...ONE_PATH,
        type: 'bar' as const,
        xAxisIndex: 1,
        yAxisIndex: 1,
        barWidth: barWidth(chart),
        itemStyle: { color: COLOUR.success },
        data: perMinute.map(({ at, value }) => [at + stepMs / 2, value]),
      },
    ],
  };
}
