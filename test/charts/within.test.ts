import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceOption } from '../../src/charts/balanceOption.ts';
import { costOption } from '../../src/charts/costOption.ts';
import { errorsOption } from '../../src/charts/errorsOption.ts';
import { latencyOption } from '../../src/charts/latencyOption.ts';
import { queueOption } from '../../src/charts/queueOption.ts';
import type { Axes, plot } from '../../src/charts/shapes.ts';
import { chartTexts } from '../../src/discord/embeds/chartReply.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import type { Chart } from '../../src/monitor/charts/chart.ts';
import { plotted } from '../fixtures/anyChart.ts';
import { drawn } from '../fixtures/drawn.ts';

const SIZE = 1_000;

interface Range {
  readonly min: number;
  readonly max: number;
}

interface Option {
  readonly xAxis: Range | readonly Range[];
  readonly yAxis: object | readonly object[];
  readonly series: ReturnType<typeof plot> | readonly ReturnType<typeof plot>[];
}

/** The real axes of a plot, on a square of 1,000 pixels. */
function axesOf({ xAxis, yAxis }: Option, index: number): Axes {
  const [x, y] = [[xAxis].flat()[index], [yAxis].flat()[index] as Range];
  if (x === undefined) throw new Error('no such plot');
  return {
    coord: ([at = 0, value = 0]: number[]) => [
      ((at - x.min) / (x.max - x.min)) * SIZE,
      (1 - (value - y.min) / (y.max - y.min)) * SIZE,
    ],
  } as Axes;
}

/** Every place of a line and of a dot, and both ends of every bar. */
function placesOf(option: Option) {
  return [option.series].flat().flatMap((series, index) =>
    drawn(series, axesOf(option, index)).flatMap(({ type, shape }) => {
      const { cx, cy, pathData = '' } = (shape ?? {}) as { cx?: number; cy?: number; pathData?: string };
      if (type === 'circle') return [{ x: cx, y: cy }];
      return pathData.includes('h') ? endsOfBars(pathData) : pointsOf(pathData);
    }),
  );
}

function pointsOf(pathData: string) {
  return [...pathData.matchAll(/[ML]([^ ,]+)[ ,]([^LZM]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

/** The middles of the upper and the lower edge: how wide a bar is goes by the real picture and not by this square. */
function endsOfBars(pathData: string) {
  return [...pathData.matchAll(/M([^ ]+) ([^h]+)h([^v]+)v([^h]+)h/g)].flatMap(([, ...numbers]) => {
    const [left = Number.NaN, top = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers.map(Number);
    const x = left + width / 2;
    return [
      { x, y: top },
      { x, y: top + height },
    ];
  });
}

function optionOf(chart: Chart): Option {
  const texts = chartTexts(chart, ENGLISH);
  switch (chart.type) {
    case 'balance':
      return balanceOption(chart, texts);
    case 'errors':
      return errorsOption(chart, texts);
    case 'latency':
      return latencyOption(chart, texts);
    case 'queue':
      return queueOption(chart, texts);
    case 'cost':
      return costOption(chart, texts);
    case 'hours':
      throw new Error('it has no axis of values');
  }
}

test('whatever the data, nothing of it is drawn outside the axes', () => {
  const found = new Map<string, number>();
  fc.assert(
    fc.property(plotted, (chart) => {
      const places = placesOf(optionOf(chart));
      found.set(chart.type, (found.get(chart.type) ?? 0) + places.length);
      for (const { x, y } of places) {
        expect(x).toBeGreaterThanOrEqual(-0.1);
        expect(x).toBeLessThanOrEqual(SIZE + 0.1);
        expect(y).toBeGreaterThanOrEqual(-0.1);
        expect(y).toBeLessThanOrEqual(SIZE + 0.1);
      }
    }),
    { numRuns: 200 },
  );
  // A shape that nobody finds is within everything.
  expect([...found.keys()].toSorted()).toEqual(['balance', 'cost', 'errors', 'latency', 'queue']);
  expect(Math.min(...found.values())).toBeGreaterThan(100);
});
