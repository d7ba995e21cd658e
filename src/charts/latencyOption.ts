import type { LatencyChart, LatencySlot, Point } from '../monitor/chart.ts';
import { legend } from './legend.ts';
import { emptyNote, heading, timeAxis, valueAxis, wholeSteps } from './parts.ts';
import { axisUpTo, compact } from './scale.ts';
import { levelOf, lineOf, plot } from './shapes.ts';
import { COLOUR, FONT_SIZE, SIDES } from './theme.ts';

const seconds = (value: number) => `${compact(value)} s`;

const LINES = [
  { name: 'p50', color: COLOUR.info, read: ({ p50Ms }: LatencySlot) => p50Ms },
  { name: 'p95', color: COLOUR.success, read: ({ p95Ms }: LatencySlot) => p95Ms },
] as const;

/** p50 and p95 with the limit; where no task was solved the lines break. */
export function latencyOption(given: LatencyChart) {
  const chart = wholeSteps(given, given.slots.at(-1));
  const { slots, limitMs } = chart;
  const last = slots.at(-1);
  const limit = limitMs / 1_000;
  return {
    grid: { ...SIDES, top: 60, bottom: 46 },
    xAxis: timeAxis(chart),
    yAxis: valueAxis(seconds, axisUpTo(Math.max(limitMs * 1.1, ...slots.map(({ p95Ms }) => p95Ms)) / 1_000)),
    graphic: [
      heading('Solve latency', last === undefined ? '' : `p95 ${seconds(last.p95Ms / 1_000)}`),
      ...legend(LINES, { top: 11, align: 'right', size: FONT_SIZE, patch: { width: 20, height: 8 } }),
      ...emptyNote(last === undefined),
    ],
    series: plot(
      0,
      ...LINES.flatMap(({ color, read }) => unbroken(chart, read).map((points) => lineOf(points, { color }))),
      levelOf({ value: limit, label: seconds(limit), color: COLOUR.warning }),
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
