import type { ChartTexts, HourCell, HoursChart } from '../monitor/charts/chart.ts';
import { type Formats, formatsOf } from './formats.ts';
import { legend, legendRows, ROW_HEIGHT } from './legend.ts';
import { emptyNote, heading } from './parts.ts';
import { type Axes, pathOf, placeOf, plot, rectangle } from './shapes.ts';
import { COLOUR, FONT_SIZE, HEIGHT, LABEL, PLOT_TOP, SMALL_FONT_SIZE } from './theme.ts';

/** From how many percent of failures on an hour has which colour. */
const SHADES = [
  { from: 0, color: '#1F5E3D' },
  { from: 3, color: '#2F8F57' },
  { from: 8, color: '#D9B52B' },
  { from: 15, color: '#E67E22' },
  { from: 30, color: COLOUR.critical },
] as const;
const SMALL_FROM_DAYS = 7;
const MOST_GAP = 3;

/** A cell an hour, a row a day: the redder the more failed. Hours without a result stay empty. */
export function hoursOption(chart: HoursChart, texts: ChartTexts) {
  const { cells } = chart;
  const formats = formatsOf(texts.locale);
  const { count, share, day } = formats;
  const shades = namedShades(formats);
  const rows = legendRows(shades).length;
  const dates = daysOf(chart);
  const shaded = Map.groupBy(cells, shadeOf);
  const total = cells.reduce((sum, { solved, failed }) => sum + solved + failed, 0);
  const failedTasks = cells.reduce((sum, { failed }) => sum + failed, 0);
  return {
    grid: { left: 14, right: 14, top: PLOT_TOP - 4, bottom: rows * ROW_HEIGHT + 12, outerBoundsMode: 'same' as const },
    xAxis: {
      type: 'category' as const,
      data: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...LABEL, interval: 2 },
    },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: dates.map(day),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...LABEL,
        fontSize: dates.length > SMALL_FROM_DAYS ? SMALL_FONT_SIZE : FONT_SIZE,
        hideOverlap: true,
      },
    },
    graphic: [
      heading(
        texts.title,
        total === 0 ? '' : `${share((failedTasks / total) * 100)} (${count(failedTasks)}/${count(total)})`,
      ),
      ...legend(shades, { top: HEIGHT - rows * ROW_HEIGHT - 4, align: 'right' }),
      ...emptyNote(total === 0, texts),
    ],
    series: plot(
      0,
      ...SHADES.map((shade) =>
        cellsOf(
          shade.color,
          (shaded.get(shade) ?? []).map(({ date, hour }) => [hour, dates.indexOf(date)]),
        ),
      ),
    ),
  };
}

/** `< 3%`, `3–8%`, `≥ 30%` */
function namedShades({ compact, percent }: Formats) {
  return SHADES.map(({ from, color }, i) => {
    const next = SHADES[i + 1]?.from;
    if (next === undefined) return { name: `≥ ${percent(from)}`, color };
    return { name: from === 0 ? `< ${percent(next)}` : `${compact(from)}–${percent(next)}`, color };
  });
}

/** Null of an hour without a result. */
export function shadeOf({ solved, failed }: Pick<HourCell, 'solved' | 'failed'>) {
  if (solved + failed === 0) return null;
  const percent = (failed / (solved + failed)) * 100;
  return SHADES.findLast(({ from }) => percent >= from) ?? null;
}

function cellsOf(color: string, places: readonly (readonly [number, number])[]) {
  return (axes: Axes) => {
    const [width = 0, height = 0] = sizeOf(axes);
    const outlines = places.map((place) => {
      const [x, y] = placeOf(axes, ...place);
      return rectangle(Math.round(x - width / 2), Math.round(y - height / 2), width, height);
    });
    return pathOf(outlines.join(''), { fill: color });
  };
}

/** A cell in whole pixels, less the gap to its neighbours. */
function sizeOf(axes: Axes): readonly number[] {
  const size = axes.size?.([1, 1]) ?? 0;
  return (Array.isArray(size) ? size : [size, size]).map((length) =>
    Math.round(length - Math.min(MOST_GAP, length / 4)),
  );
}

/** Every day of the span, also those without a result. */
function daysOf({ from, to, timeZone }: HoursChart): readonly string[] {
  const dayOf = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const dates: string[] = [];
  const end = dayOf(Math.max(from, to - 1));
  for (let day = dayOf(from); Temporal.PlainDate.compare(day, end) <= 0; day = day.add({ days: 1 })) {
    dates.push(day.toString());
  }
  return dates;
}
