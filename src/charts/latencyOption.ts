import type { ChartTexts, LatencyChart, LatencySlot, Point } from '../monitor/charts/chart.ts';
import { formatsOf } from './formats.ts';
import { legend, ROW_HEIGHT } from './legend.ts';
import { emptyNote, heading, sidesFor, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo } from './scale.ts';
import { levelsOf, lineOf, plot } from './shapes.ts';
import { COLOUR, FONT_SIZE, HEIGHT, PLOT_TOP, TIMES_HEIGHT } from './theme.ts';

const LINES = [
  { name: 'p50', color: COLOUR.info, read: ({ p50Ms }: LatencySlot) => p50Ms },
  { name: 'p95', color: COLOUR.success, read: ({ p95Ms }: LatencySlot) => p95Ms },
] as const;

/** p50 and p95 with the threshold; where no task was solved the lines break. */
export function latencyOption(chartData: LatencyChart, texts: ChartTexts) {
  const chart = wholeSteps(chartData, chartData.slots.at(-1));
  const { slots, thresholdMs } = chart;
  const formats = formatsOf(texts.locale);
  const seconds = (value: number) => `${(value < 100 ? formats.compact : formats.count)(value)}${texts.second}`;
  const last = slots.at(-1);
  const threshold = thresholdMs / 1_000;
  const range = axisUpTo(Math.max(thresholdMs * 1.1, ...slots.map(({ p95Ms }) => p95Ms)) / 1_000);
  const sides = sidesFor(range.ticks.map(seconds), [seconds(threshold)]);
  return {
    grid: { ...sides, top: PLOT_TOP, bottom: TIMES_HEIGHT + ROW_HEIGHT },
    xAxis: timeAxis(chart, formats, sides),
    yAxis: valueAxis(seconds, range),
    graphic: [
      heading(texts.title, last === undefined ? '' : `p95 ${formats.oneDecimal(last.p95Ms / 1_000)}${texts.second}`),
      ...legend(LINES, { top: HEIGHT - ROW_HEIGHT - 4, size: FONT_SIZE, patch: { width: 20, height: 8 } }),
      ...emptyNote(last === undefined, texts),
    ],
    series: plot(
      0,
      ...LINES.flatMap(({ color, read }) => unbroken(chart, read).map((points) => lineOf(points, { color }))),
      levelsOf([{ value: threshold, label: seconds(threshold), color: COLOUR.warning }], sides, range),
    ),
  };
}

/** The line in its parts, in seconds: a step without a slot is between each and the next. */
function unbroken({ slots, stepMs }: LatencyChart, read: (slot: LatencySlot) => number): readonly (readonly Point[])[] {
  const parts: Point[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const slot of slots) {
    const point = { at: slot.at + stepMs / 2, value: read(slot) / 1_000 };
    if (slot.at - before > stepMs) parts.push([point]);
    else parts.at(-1)?.push(point);
    before = slot.at;
  }
  return parts;
}
