import type { Millis } from '../monitor/types.ts';
import { timeLabel, timeTicks } from './scale.ts';
import { COLOUR, FONT, FONT_SIZE, LABEL, STRONG } from './theme.ts';

/** Beside the plots: on the right there is room for what a level is. */
export const SIDES = { left: 94, right: 80 } as const;

/** For a series: nobody points at a picture, so nothing is made ready for a mouse. */
export const STILL = { silent: true, emphasis: { disabled: true } } as const;

/** For a series of bars: all of them as one path, and as they lie within the axes without a clip, which is drawn as a layer. */
export const ONE_PATH = { large: true, largeThreshold: 1, clip: false } as const;

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
export function timeAxis({ from, to, timeZone }: Span, more: { gridIndex?: number; hidden?: boolean } = {}) {
  const { hidden = false, ...rest } = more;
  return {
    type: 'value' as const,
    min: from,
    max: Math.max(to, from + 1),
    // A single bar would make the axis wider than its span.
    containShape: false,
    ...rest,
    ...(hidden ? { show: false } : { axisLabel: timeLabels(from, to, timeZone) }),
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  };
}

function timeLabels(from: Millis, to: Millis, timeZone: string) {
  const label = timeLabel(to - from, timeZone);
  return {
    ...LABEL,
    margin: 11,
    hideOverlap: true,
    customValues: [...timeTicks(from, to, timeZone)],
    formatter: (value: number) => label(value),
  };
}

/** An axis of values; `more` says from where to where, and how far the marks are apart. */
export function valueAxis(format: (value: number) => string, more: object = {}) {
  return {
    type: 'value' as const,
    axisLabel: { ...LABEL, formatter: (value: number) => format(value) },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: COLOUR.line } },
    ...more,
  };
}

interface Level {
  readonly value: number;
  readonly label: string;
  readonly color: string;
  /** Where its value stands: below where another one is above. */
  readonly side?: 'above' | 'below';
}

/** Levels that alert, across the whole plot, with their values at the right of it. */
export function levels(...all: readonly Level[]) {
  return {
    silent: true,
    symbol: 'none',
    data: all.map(({ value, label, color, side = 'above' }) => ({
      yAxis: value,
      lineStyle: { color, type: 'dashed' as const, width: 2 },
      label: {
        ...LABEL,
        color,
        formatter: label,
        position: 'end' as const,
        distance: 8,
        verticalAlign: side === 'above' ? ('bottom' as const) : ('top' as const),
      },
    })),
  };
}

/** Said in the middle of a chart that has nothing to show. */
export function emptyNote(isEmpty: boolean) {
  return isEmpty
    ? [
        {
          type: 'text' as const,
          left: 'center',
          top: 'middle',
          z: 100,
          style: {
            backgroundColor: COLOUR.background,
            text: 'No data yet',
            fill: COLOUR.text,
            padding: [8, 16],
            fontSize: FONT_SIZE + 4,
            fontFamily: FONT,
          },
        },
      ]
    : [];
}

/** What the chart is of, and how it is now. */
export function heading(text: string, value: string) {
  return {
    left: 22,
    top: 12,
    text: value === '' ? text : `${text}  ${value}`,
    textStyle: { ...STRONG, fontSize: FONT_SIZE + 2 },
  };
}
