import type { ChartTexts, QueueChart } from '../monitor/charts/chart.ts';
import { formatsOf } from './formats.ts';
import { emptyNote, heading, hiddenTimes, sidesFor, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo } from './scale.ts';
import { barsOf, barWidth, levelsOf, lineOf, plot, textAt } from './shapes.ts';
import {
  COLOUR,
  HEIGHT,
  LABELS_AT_ENDS,
  LABELS_LOW,
  LINE_HEIGHT,
  MARGIN,
  PLOT_TOP,
  SMALL_FONT_SIZE,
  TIMES_HEIGHT,
} from './theme.ts';

const DEPTH_HEIGHT = 142;
/** Between the lowest label of the one plot and the highest of the other stands what the other one shows. */
const BETWEEN = 2 * LINE_HEIGHT + 6;
const BARS_TOP = PLOT_TOP + DEPTH_HEIGHT + BETWEEN;

/** The depth with its threshold above; finished tasks a minute below. */
export function queueOption(chartData: QueueChart, texts: ChartTexts) {
  const chart = wholeSteps(chartData, chartData.perMinute.at(-1));
  const { depths, perMinute, threshold, stepMs } = chart;
  const formats = formatsOf(texts.locale);
  const { compact, count } = formats;
  const last = depths.at(-1);
  // The last depth holds until another is reported.
  const held =
    last === undefined || last.at >= chartData.to ? depths : [...depths, { at: chartData.to, value: last.value }];
  const depthRange = axisUpTo(Math.max(threshold * 1.3, ...depths.map(({ value }) => value)), { most: LABELS_LOW });
  const barRange = axisUpTo(Math.max(0, ...perMinute.map(({ value }) => value)), { most: LABELS_AT_ENDS });
  const sides = sidesFor([...depthRange.ticks, ...barRange.ticks].map(compact), [compact(threshold)]);
  return {
    grid: [
      { ...sides, top: PLOT_TOP, height: DEPTH_HEIGHT },
      { ...sides, top: BARS_TOP, height: HEIGHT - BARS_TOP - TIMES_HEIGHT },
    ],
    xAxis: [hiddenTimes(chart, { gridIndex: 0 }), timeAxis(chart, formats, sides, { gridIndex: 1 })],
    yAxis: [valueAxis(compact, depthRange, { gridIndex: 0 }), valueAxis(compact, barRange, { gridIndex: 1 })],
    graphic: [
      heading(texts.title, last === undefined ? '' : count(last.value)),
      textAt(MARGIN, PLOT_TOP + DEPTH_HEIGHT + BETWEEN / 2, texts.perMinute, {
        size: SMALL_FONT_SIZE,
        verticalAlign: 'middle',
      }),
      ...emptyNote(last === undefined && perMinute.length === 0, texts),
    ],
    series: [
      plot(
        0,
        lineOf(held, { color: COLOUR.info, isStep: true, isFilled: true }),
        levelsOf([{ value: threshold, label: compact(threshold), color: COLOUR.warning }], sides, depthRange),
      ),
      plot(
        1,
        barsOf(
          perMinute.map(({ at, value }) => ({ at: at + stepMs / 2, from: 0, to: value })),
          { color: COLOUR.success, width: barWidth(chart, sides) },
        ),
      ),
    ],
  };
}
