import type { Axes, plot } from '../../src/charts/shapes.ts';

interface Shape {
  readonly type: string;
  readonly shape: { readonly pathData: string };
  readonly style: { readonly fill?: string; readonly stroke?: string; readonly text?: string };
}

/** Pixels are values, and up is down. */
export const PLAIN_AXES = { coord: ([x = 0, y = 0]: number[]) => [x, -y] } as Axes;

/** What a plot draws over these axes. */
export function drawn(series: ReturnType<typeof plot>, axes = PLAIN_AXES): readonly Shape[] {
  return series.renderItem(null, axes).children as Shape[];
}

/** The colour of each path, and the path. */
export function paths(series: ReturnType<typeof plot>, axes = PLAIN_AXES) {
  return drawn(series, axes)
    .filter(({ type }) => type === 'path')
    .map(({ shape, style }) => [style.fill === 'none' ? style.stroke : style.fill, shape.pathData] as const);
}
