import type { Millis } from '../monitor/types.ts';
import { timeLabel, timeTicks } from './scale.ts';
import { textAt } from './shapes.ts';
import { COLOUR, FONT_SIZE, LABEL, MARGIN, written } from './theme.ts';

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

/** What the chart is of, and how it is now. */
export function heading(text: string, value: string) {
  const label = value === '' ? text : `${text}  ${value}`;
  return textAt(MARGIN, 17, label, { color: COLOUR.text, size: FONT_SIZE + 2, isBold: true });
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
            ...written('No data yet', { color: COLOUR.text, size: FONT_SIZE + 4 }),
            backgroundColor: COLOUR.background,
            padding: [8, 16],
          },
        },
      ]
    : [];
}
