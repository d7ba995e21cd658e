import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { errorsOption } from '../../src/charts/errorsOption.ts';
import { latencyOption } from '../../src/charts/latencyOption.ts';
import { legend, legendRows } from '../../src/charts/legend.ts';
import { plain } from '../../src/charts/scale.ts';
import { barsOf, levelsOf, lineOf, plot } from '../../src/charts/shapes.ts';
import { COLOUR, WIDTH } from '../../src/charts/theme.ts';
import { chartTexts } from '../../src/discord/embeds/chartReply.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { drawn, paths } from '../fixtures/drawn.ts';

const THREE = [
  { at: 0, value: 5 },
  { at: 10, value: 7.25 },
  { at: 20, value: -1 },
];

describe('a line', () => {
  test.each([
    ['straight', {}, ['M0,-5L10,-7.2L20,1']],
    ['of values that hold until the next one', { isStep: true }, ['M0,-5L10,-5L10,-7.2L20,-7.2L20,1']],
    ['shaded down to zero', { isFilled: true }, ['M0,-5L10,-7.2L20,1L20,0L10,0L0,0Z', 'M0,-5L10,-7.2L20,1']],
  ])('%s', (_name, look, expected) => {
    expect(paths(plot(0, lineOf(THREE, { color: 'red', ...look }))).map(([, path]) => path)).toEqual(expected);
  });

  test('through one point is a dot', () => {
    expect(drawn(plot(0, lineOf(THREE.slice(0, 1), { color: 'red' })))).toEqual([
      { type: 'circle', shape: { cx: 0, cy: -5, r: 6 }, style: { fill: 'red' } },
    ]);
  });

  test('through none is nothing', () => {
    expect(drawn(plot(0, lineOf([], { color: 'red', isFilled: true })))).toEqual([]);
  });
});

test('bars stand around their times, from one value to the other', () => {
  const bars = barsOf(
    [
      { at: 10, from: 0, to: 3 },
      { at: 20, from: 2, to: 4.5 },
    ],
    { color: 'red', width: 4 },
  );
  expect(paths(plot(0, bars))).toEqual([['red', 'M8 -3h4v3h-4zM18 -4.5h4v2.5h-4z']]);
});

const SIDES = { left: 94, right: 80 };
const level = (value: number) => ({ value, label: `$${value}`, color: 'red' });

test('a level is a line across the plot, with its value at the right of it', () => {
  const [line, text] = drawn(plot(0, levelsOf([level(50.4)], SIDES, { min: 0, max: 100 })));
  expect(line?.shape).toEqual({ x1: 94, y1: -50, x2: WIDTH - 80, y2: -50 });
  expect(text).toMatchObject({ x: WIDTH - 72, y: -63, style: { text: '$50.4', fill: 'red', verticalAlign: 'middle' } });
});

test.each([
  ['apart: one above its line, one below', [50, 40], [-63, -27]],
  ['near to each other', [50, 49], [-63, -36]],
  ['the other way round', [49, 50], [-63, -36]],
  ['at the top', [100, 99], [-87, -61]],
  ['at the bottom', [1, 0], [-39, -13]],
  ['one and the same', [30, 30], [-43, -17]],
])('values of levels do not meet, nor leave the plot: %s', (_name, values, middles) => {
  const shapes = drawn(plot(0, levelsOf(values.map(level), SIDES, { min: 0, max: 100 })));
  const texts = shapes.filter(({ type }) => type === 'text') as unknown as { y: number }[];
  expect(texts.map(({ y }) => y)).toEqual(middles);
});

const SPAN = { from: 0, to: 300_000, timeZone: 'UTC' };
const TEXTS = chartTexts({ type: 'hours', ...SPAN, cells: [] }, ENGLISH);

test('a line of latency breaks where no task was solved, and a step alone is a dot', () => {
  const slots = [0, 1, 3, 5, 6].map((step) => ({ at: step * 60_000, p50Ms: 1_000, p95Ms: 2_000 }));
  const { series } = latencyOption({ type: 'latency', ...SPAN, stepMs: 60_000, slots, thresholdMs: 9_000 }, TEXTS);
  expect(drawn(series).map(({ type, style }) => [type, style.stroke ?? style.fill])).toEqual([
    ...['path', 'circle', 'path'].map((type) => [type, COLOUR.info]),
    ...['path', 'circle', 'path'].map((type) => [type, COLOUR.success]),
    ['line', COLOUR.warning],
    ['text', COLOUR.warning],
  ]);
});

test('the stacks of a step are as high as its failures, each upon the one before, whatever their codes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat({ max: 1_000 }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 20 }),
      (counts) => {
        const slots = counts.map((each, i) => ({
          at: i * 60_000,
          solved: 1,
          failed: each.reduce((sum, n) => sum + n, 0),
          byCode: each.slice(0, 3),
        }));
        const { series } = errorsOption(
          { type: 'errors', ...SPAN, stepMs: 60_000, codes: ['A', 'B', 'C'], slots, threshold: 0.1 },
          TEXTS,
        );
        const [, stacks] = series;
        if (stacks === undefined) throw new Error('no stacks');
        const tops = new Map<number, number>();
        for (const [, path] of paths(stacks)) {
          for (const [, left, top, height] of path.matchAll(/M([^ ]+) ([^h]+)h[^v]+v([^h]+)/g)) {
            const x = Number(left);
            // Upon what was drawn there before.
            expect(Number(top) + Number(height) + (tops.get(x) ?? 0)).toBeCloseTo(0, 1);
            tops.set(x, -Number(top));
          }
        }
        expect([...tops].toSorted(([a], [b]) => a - b).map(([, top]) => top)).toEqual(
          slots.map(({ failed }) => failed).filter((failed) => failed > 0),
        );
      },
    ),
  );
});

describe('a legend', () => {
  const entries = fc.array(fc.record({ name: fc.string().map((text) => plain(text, 24)), color: fc.constant('red') }), {
    minLength: 1,
    maxLength: 6,
  });

  test.each(['left', 'right'] as const)('%s: names every entry in order, within the picture', (align) => {
    fc.assert(
      fc.property(entries, (all) => {
        const rows = legendRows(all);
        expect(rows.flat()).toEqual(all);
        expect(rows.every((row) => row.length > 0)).toBe(true);
        const shapes = legend(all, { top: 0, align });
        const patches = shapes.filter((shape) => shape.type === 'rect');
        expect(patches).toHaveLength(all.length);
        for (const { shape } of patches) {
          expect(shape.x).toBeGreaterThan(0);
          expect(shape.x + shape.width).toBeLessThan(WIDTH);
        }
      }),
    );
  });

  test('begins another row only where an entry has no room left', () => {
    const wide = { name: 'W'.repeat(24), color: 'red' };
    const small = { name: 'A', color: 'red' };
    expect(legendRows([wide, wide, small, small]).map((row) => row.length)).toEqual([1, 3]);
    expect(legendRows([small, small, small]).map((row) => row.length)).toEqual([3]);
  });
});
