import type { HoursChart } from '../monitor/chart.ts';
import { emptyNote, heading } from './parts.ts';
import { compact, share } from './scale.ts';
import { COLOUR, FONT_SIZE, LABEL, SMALL_FONT_SIZE } from './theme.ts';

/** From this share of failures on an hour is as red as it gets. */
const REDDEST = 30;
const SMALL_FROM_DAYS = 7;

/** A cell an hour, a row a day: the redder the more failed. Hours without a result stay empty. */
export function hoursOption(chart: HoursChart) {
  const { cells } = chart;
  const dates = daysOf(chart);
  const total = cells.reduce((sum, { solved, failed }) => sum + solved + failed, 0);
  const failedTasks = cells.reduce((sum, { failed }) => sum + failed, 0);
  const label = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return {
    title: heading('Failed by hour', total === 0 ? '' : `${share((failedTasks / total) * 100)} of ${compact(total)}`),
    grid: { left: 28, right: 36, top: 76, bottom: 84, outerBoundsMode: 'same' as const },
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
      data: dates.map((date) => label.format(Date.parse(date))),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        ...LABEL,
        fontSize: dates.length > SMALL_FROM_DAYS ? SMALL_FONT_SIZE : FONT_SIZE,
        hideOverlap: true,
      },
    },
    visualMap: {
      type: 'continuous' as const,
      min: 0,
      max: REDDEST,
      orient: 'horizontal' as const,
      right: 36,
      bottom: 18,
      itemWidth: 18,
      itemHeight: 180,
      text: [`${REDDEST}%+`, '0%'],
      textStyle: LABEL,
      inRange: { color: ['#1F5E3D', '#2F8F57', COLOUR.warning, '#E67E22', COLOUR.error] },
    },
    graphic: emptyNote(total === 0),
    series: [
      {
        type: 'heatmap' as const,
        data: cells.map(({ date, hour, solved, failed }) => [
          hour,
          dates.indexOf(date),
          solved + failed === 0 ? 0 : (failed / (solved + failed)) * 100,
        ]),
        itemStyle: { borderColor: COLOUR.background, borderWidth: 3, borderRadius: 4 },
      },
    ],
  };
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
