import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { CustomSeriesRenderItemAPI } from 'echarts';
import type { Point } from '../monitor/charts/chart.ts';
import { type Letters, LINE_HEIGHT, type Sides, WIDTH, written } from './theme.ts';

/** From values to pixels of one plot; `size` is how large one step of each axis is. */
export type Axes = Pick<CustomSeriesRenderItemAPI, 'coord' | 'size'>;

/** Something to draw over the axes. */
export type Layer = (axes: Axes) => readonly object[];

/**
 * All that one plot shows, as one series of shapes: a path a line, an area, or a colour of bars. echarts' own series of lines and bars take
 * two to three times as long, for they are made ready for a mouse and to move, which a picture does not need.
 */
export function plot(gridIndex: number, ...layers: readonly Layer[]) {
  return {
    type: 'custom' as const,
    silent: true,
    emphasis: { disabled: true },
    xAxisIndex: gridIndex,
    yAxisIndex: gridIndex,
    // One item, so that it is asked for once what to draw.
    data: [[0, 0]],
    renderItem: (_params: unknown, axes: Axes) => ({
      type: 'group' as const,
      children: layers.flatMap((layer) => layer(axes)),
    }),
  };
}

interface LineStyle {
  readonly color: string;
  /** Each value holds until the next one. */
  readonly isStep?: boolean;
  readonly isDotted?: boolean;
  /** Shaded down to zero. */
  readonly isFilled?: boolean;
}

const LINE_WIDTH = 4;
const DOT_RADIUS = 6;

/** A line through the points, or a dot where there is but one. */
export function lineOf(
  points: readonly Point[],
  { color, isStep = false, isDotted = false, isFilled = false }: LineStyle,
) {
  const curve = isStep ? curveStepAfter : curveLinear;
  return (axes: Axes) => {
    const places = points.map(({ at, value }) => placeOf(axes, at, value));
    const [first] = places;
    if (places.length === 1 && first !== undefined) {
      const [cx, cy] = first;
      return [{ type: 'circle', shape: { cx, cy, r: DOT_RADIUS }, style: { fill: color } }];
    }
    const [, zero] = placeOf(axes, 0, 0);
    const shade = area().curve(curve).digits(1).y0(zero);
    const stroke = { stroke: color, lineWidth: LINE_WIDTH, fill: 'none', lineJoin: 'bevel' };
    return [
      ...(isFilled ? pathOf(shade(places), { fill: color, opacity: 0.16 }) : []),
      ...pathOf(
        line().curve(curve).digits(1)(places),
        isDotted ? { ...stroke, lineDash: [LINE_WIDTH, LINE_WIDTH] } : stroke,
      ),
    ];
  };
}

/** A bar from a value up to another one, around a time. */
export interface Bar {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Bars of one colour and of a width in pixels. */
export function barsOf(bars: readonly Bar[], { color, width }: { color: string; width: number }) {
  return (axes: Axes) => {
    const outlines = bars.map(({ at, from, to }) => {
      const [x, top] = placeOf(axes, at, to);
      const [, bottom] = placeOf(axes, at, from);
      return rectangle(Math.round(x - width / 2), top, width, bottom - top);
    });
    return pathOf(outlines.join(''), { fill: color });
  };
}

/** A step less a gap. */
export function barWidth(
  { from, to, stepMs }: { from: number; to: number; stepMs: number },
  { left, right }: Sides,
): number {
  const across = WIDTH - left - right;
  return Math.max(2, Math.min(32, Math.floor((across * stepMs) / Math.max(to - from, stepMs)) - 2));
}

export interface Level {
  readonly value: number;
  readonly label: string;
  readonly color: string;
}

const LABEL_DISTANCE = 8;

/** Levels that alert, across the whole plot, each with its value at the right of it; `range` is what the axis of values shows. */
export function levelsOf(levels: readonly Level[], { left, right }: Sides, range: { min: number; max: number }): Layer {
  const end = WIDTH - right;
  return (axes) => {
    const placed = levels
      // On a whole pixel, or it is blurred.
      .map((level) => ({ ...level, y: Math.round(placeOf(axes, 0, level.value)[1]) }))
      .toSorted((a, b) => a.y - b.y);
    const middles = labelMiddles(
      placed.map(({ y }) => y),
      placeOf(axes, 0, range.max)[1],
      placeOf(axes, 0, range.min)[1],
    );
    return placed.flatMap(({ y, label, color }, i) => [
      {
        type: 'line',
        shape: { x1: left, y1: y, x2: end, y2: y },
        style: { stroke: color, lineWidth: 2, lineDash: [8, 4] },
      },
      textAt(end + LABEL_DISTANCE, middles[i] ?? y, label, { color, verticalAlign: 'middle' }),
    ]);
  };
}

/** The uppermost stands above its line, others below theirs; all beside the plot, and none over another. */
function labelMiddles(lines: readonly number[], top: number, bottom: number): readonly number[] {
  const half = LINE_HEIGHT / 2;
  const middles = lines.map((y, i) => Math.min(bottom - half, Math.max(top + half, i === 0 ? y - half : y + half)));
  for (let i = 1; i < middles.length; i += 1) {
    middles[i] = Math.max(middles[i] ?? 0, (middles[i - 1] ?? 0) + LINE_HEIGHT);
  }
  const over = Math.max(0, (middles.at(-1) ?? 0) - (bottom - half));
  return middles.map((middle, i) =>
    i === middles.length - 1 ? middle - over : Math.min(middle, (middles[i + 1] ?? 0) - over - LINE_HEIGHT),
  );
}

/** The outline of a rectangle, to be joined with others: one path for many is drawn in a fraction of the time. */
export function rectangle(x: number, y: number, width: number, height: number): string {
  const [top, tall] = [round(y), round(height)];
  return `M${x} ${top}h${width}v${tall}h${-width}z`;
}

/** Nothing where there is no outline. */
export function pathOf(pathData: string | null, style: object) {
  return pathData === null || pathData === '' ? [] : [{ type: 'path', shape: { pathData }, style }];
}

export function textAt(x: number, y: number, text: string, letters: Letters) {
  return { type: 'text' as const, silent: true, x, y, style: written(text, letters) };
}

/** To a tenth of a pixel. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function placeOf(axes: Axes, at: number, value: number): [x: number, y: number] {
  const [x = 0, y = 0] = axes.coord([at, value]);
  return [x, y];
}
