import type { Millis } from '../monitor/types.ts';
import { timeLabel, timeTicks } from './scale.ts';
import { COLOUR, FONT, FONT_SIZE, LABEL, STRONG } from './theme.ts';

/** Beside the plots: on the right there is room for what a level is. */
export const SIDES = { left: 116, right: 100 } as const;

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
  const label = timeLabel(to - from, timeZone);
  return {
    type: 'value' as const,
    min: from,
    max: Math.max(to, from + 1),
    // A single bar would make the axis wider than its span.
    containShape: false,
    ...rest,
    axisLine: { lineStyle: { color: COLOUR.line } },
    axisTick: { show: false, customValues: [...timeTicks(from, to, timeZone)] },
    splitLine: { show: false },
    axisLabel: {
      ...LABEL,
      show: !hidden,
      margin: 14,
      hideOverlap: true,
      customValues: [...timeTicks(from, to, timeZone)],
      formatter: (value: number) => label(value),
    },
  };
}

/** An axis of values; `more` says from where to where, and how far the marks are apart. */
export function valueAxis(format: (value: number) => string, more: object = {}) {
  return {
    type: 'value' as const,
    axisLabel: { ...LABEL, formatter: (value: number) => format(value) },
    splitLine: { lineStyle: { color: COLOUR.line } },
    ...more,
  };
}

/** A level that alerts, across the whole plot, with its value at the right of it: above, or below where another one is above. */
export function level(value: number, label: string, color: string, side: 'above' | 'below' = 'above') {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color, type: 'dashed' as const, width: 2 },
    label: {
      ...LABEL,
      color,
      formatter: label,
      position: 'end' as const,
      distance: 8,
      verticalAlign: side === 'above' ? ('bottom' as const) : ('top' as const),
    },
    data: [{ yAxis: value }],
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
    left: 28,
    top: 18,
    text: value === '' ? text : `${text}  ${value}`,
    textStyle: { ...STRONG, fontSize: FONT_SIZE + 2 },
  };
}
