import type { ChartTexts } from '../monitor/charts/chart.ts';
import type { Millis } from '../monitor/time.ts';
import type { Formats } from './formats.ts';
import { widthOf } from './letters.ts';
import { type Range, timeTicks } from './scale.ts';
import { textAt } from './shapes.ts';
import { COLOUR, FONT_SIZE, LABEL, MARGIN, type Sides, TITLE_FONT_SIZE, WIDTH, written } from './theme.ts';

interface Span {
  readonly from: Millis;
  readonly to: Millis;
  readonly timeZone: string;
}

/** The span of a chart of steps: the last one has only begun, and ends after the span. */
export function wholeSteps<S extends Span & { readonly stepMs: Millis }>(
  chart: S,
  last: { readonly at: Millis } | undefined,
): S {
  return last === undefined ? chart : { ...chart, to: Math.max(chart.to, last.at + chart.stepMs) };
}

/** A time axis with marks at round local times. */
export function timeAxis(
  { from, to, timeZone }: Span,
  { time }: Formats,
  { left, right }: Sides,
  more: { gridIndex?: number } = {},
) {
  const end = Math.max(to, from + 1);
  const label = time(end - from, timeZone);
  const across = WIDTH - left - right;
  return {
    ...hiddenTimes({ from, to }, more),
    show: true,
    axisLabel: {
      ...LABEL,
      margin: 11,
      customValues: [
        ...timeTicks(from, to, timeZone, (ticks) => haveRoom(ticks.map(label), ticks, across / (end - from))),
      ],
      formatter: (value: number) => label(value),
    },
  };
}

/** A time axis with the dates below the middles of their days, as many of them as there is room for. */
export function dayAxis(
  {
    from,
    to,
    days,
  }: Omit<Span, 'timeZone'> & { readonly days: readonly (Omit<Span, 'timeZone'> & { readonly date: string })[] },
  { day }: Formats,
  { left, right }: Sides,
) {
  const dates = new Map(days.map(({ date, ...span }) => [middleOf(span), day(date)]));
  const label = (at: Millis) => dates.get(at) ?? '';
  const pixelsAMs = (WIDTH - left - right) / Math.max(1, to - from);
  const middles = [...dates.keys()];
  const every = (steps: number) => middles.filter((_, i) => i % steps === 0);
  const steps = middles.findIndex((_, i) => haveRoom(every(i + 1).map(label), every(i + 1), pixelsAMs)) + 1;
  return {
    ...hiddenTimes({ from, to }),
    show: true,
    axisLabel: { ...LABEL, margin: 11, customValues: every(Math.max(1, steps)), formatter: label },
  };
}

export function middleOf({ from, to }: Omit<Span, 'timeZone'>): Millis {
  return (from + to) / 2;
}

/** A time axis that another one below it labels. */
export function hiddenTimes({ from, to }: Omit<Span, 'timeZone'>, more: { gridIndex?: number } = {}) {
  return {
    type: 'value' as const,
    min: from,
    max: Math.max(to, from + 1),
    ...more,
    show: false,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  };
}

const BETWEEN_LABELS = 16;

/** Whether each label ends before the next one begins. */
function haveRoom(labels: readonly string[], ticks: readonly Millis[], pixelsAMs: number): boolean {
  const widths = labels.map((label) => widthOf(label, FONT_SIZE));
  return ticks.every((tick, i) => {
    const before = ticks[i - 1];
    if (before === undefined) return true;
    return (tick - before) * pixelsAMs >= ((widths[i - 1] ?? 0) + (widths[i] ?? 0)) / 2 + BETWEEN_LABELS;
  });
}

/** An axis of values. */
export function valueAxis(
  format: (value: number) => string,
  { min, max, ticks }: Range,
  more: { gridIndex?: number } = {},
) {
  return {
    type: 'value' as const,
    axisLabel: { ...LABEL, margin: AXIS_GAP, formatter: (value: number) => format(value) },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: COLOUR.line } },
    min,
    max,
    interval: (max - min) / (ticks.length - 1),
    ...more,
  };
}

const AXIS_GAP = 8;
const EDGE = 14;
/** Half of a time of day stands beyond the end of its axis. */
const LEAST_SIDE = 44;

/** As much room beside the plots as the labels of values and of levels need. */
export function sidesFor(values: readonly string[], levels: readonly string[]): Sides {
  const widest = (labels: readonly string[]) => Math.max(0, ...labels.map((label) => widthOf(label, FONT_SIZE)));
  return {
    left: Math.max(LEAST_SIDE, Math.ceil(EDGE + widest(values) + AXIS_GAP)),
    right: Math.max(LEAST_SIDE, Math.ceil(EDGE + widest(levels) + AXIS_GAP)),
  };
}

const SMALLEST_TITLE = 20;

/** What the chart is of, and how it is now; smaller, and at last cut, where it is long. */
export function heading(title: string, value: string) {
  const room = WIDTH - 2 * MARGIN;
  const whole = (text: string) => (value === '' ? text : `${text}  ${value}`);
  const widthAt = (text: string, size: number) => widthOf(whole(text), size, true);
  const size = Math.max(
    SMALLEST_TITLE,
    Math.min(TITLE_FONT_SIZE, (TITLE_FONT_SIZE * room) / widthAt(title, TITLE_FONT_SIZE)),
  );
  const letters = [...title];
  let shown = title;
  while (letters.length > 0 && widthAt(shown, size) > room + 0.1) {
    letters.pop();
    shown = `${letters.join('').trimEnd()}…`;
  }
  return textAt(MARGIN, 32, whole(shown), { color: COLOUR.text, size, isBold: true, verticalAlign: 'middle' });
}

/** Said in the middle of a chart that has nothing to show. */
export function emptyNote(isEmpty: boolean, { noData }: ChartTexts) {
  return isEmpty
    ? [
        {
          type: 'text' as const,
          left: 'center',
          top: 'middle',
          z: 100,
          style: {
            ...written(noData, { color: COLOUR.text, size: FONT_SIZE + 4 }),
            backgroundColor: COLOUR.background,
            padding: [8, 16],
          },
        },
      ]
    : [];
}
