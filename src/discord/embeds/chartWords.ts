import type { Chart } from '../../monitor/charts/chart.ts';
import type { Millis } from '../../monitor/time.ts';
import { HOUR, MINUTE } from '../../monitor/time.ts';
import type { Language } from '../words/language.ts';
import { clip } from './text.ts';

/** https://discord.com/developers/docs/resources/message#attachment-object */
const ALT_TEXT_LIMIT = 1_024;

/** What a chart shows, for those who do not see it. */
export function chartWords(chart: Chart, language: Language): string {
  return clip(wordsOf(chart, language), ALT_TEXT_LIMIT);
}

/** How long a time is shown, without what is only a forecast; a step that was begun before it makes no "1 h 2 min". */
export function shownMs(chart: Chart): Millis {
  const forecastFrom = chart.type === 'balance' ? chart.forecast[0]?.at : undefined;
  const ms = (forecastFrom ?? chart.to) - chart.from;
  const unit = ms < HOUR ? MINUTE : HOUR / 4;
  return Math.max(MINUTE, Math.round(ms / unit) * unit);
}

function wordsOf(chart: Chart, { words, usd, count, counted, seconds, duration }: Language): string {
  const { charts } = words;
  const span = duration(shownMs(chart));
  switch (chart.type) {
    case 'balance': {
      const last = chart.points.at(-1);
      if (last === undefined) return charts.empty(span);
      return charts.balance({
        span,
        last: usd(last.value),
        lowest: usd(Math.min(...chart.points.map(({ value }) => value))),
      });
    }
    case 'errors': {
      const failed = sum(chart.slots.map((slot) => slot.failed));
      const total = failed + sum(chart.slots.map((slot) => slot.solved));
      if (total === 0) return charts.empty(span);
      return charts.errors({
        span,
        failed: counted(failed),
        total: counted(total),
        code: chart.codes[0] ?? charts.noCode,
      });
    }
    case 'latency': {
      const last = chart.slots.at(-1);
      if (last === undefined) return charts.empty(span);
      return charts.latency({ span, p50: seconds(last.p50Ms), p95: seconds(last.p95Ms) });
    }
    case 'queue': {
      const last = chart.depths.at(-1);
      if (last === undefined) return charts.empty(span);
      return charts.queue({
        span,
        last: count(last.value),
        peak: count(Math.max(...chart.depths.map(({ value }) => value))),
      });
    }
    case 'hours': {
      const failed = sum(chart.cells.map((cell) => cell.failed));
      const total = failed + sum(chart.cells.map((cell) => cell.solved));
      return total === 0 ? charts.empty(span) : charts.hours({ span, total: counted(total), failed: counted(failed) });
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
