import type { QueueChart } from '../monitor/chart.ts';
import { emptyNote, heading, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo, compact, roundUp } from './scale.ts';
import { barsOf, barWidth, levelOf, lineOf, plot, textAt } from './shapes.ts';
import { COLOUR, MARGIN, SIDES, SMALL_FONT_SIZE } from './theme.ts';

/** The depth with its limit above; finished tasks a minute below. */
export function queueOption(given: QueueChart) {
  const chart = wholeSteps(given, given.perMinute.at(-1));
  const { depths, perMinute, limit, stepMs } = chart;
  const last = depths.at(-1);
  // The last depth holds until another is reported.
  const held = last === undefined || last.at >= given.to ? depths : [...depths, { at: given.to, value: last.value }];
  const busiest = roundUp(Math.max(0, ...perMinute.map(({ value }) => value)));
  return {
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
    graphic: [
      heading('Queue depth', last === undefined ? '' : compact(last.value)),
      textAt(MARGIN, 203, 'Tasks a minute', { size: SMALL_FONT_SIZE }),
      ...emptyNote(last === undefined && perMinute.length === 0),
    ],
    series: [
      plot(
        0,
        lineOf(held, { color: COLOUR.info, isStep: true, isFilled: true }),
        levelOf({ value: limit, label: compact(limit), color: COLOUR.warning }),
      ),
      plot(
        1,
        barsOf(
          perMinute.map(({ at, value }) => ({ at: at + stepMs / 2, from: 0, to: value })),
          { color: COLOUR.success, width: barWidth(chart) },
        ),
      ),
    ],
  };
}
