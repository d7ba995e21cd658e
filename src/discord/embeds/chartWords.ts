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

/** What each chart says of its span; null where it has nothing to show. */
interface ChartWords<C extends Chart> {
  say(chart: C, span: string, language: Language): string | null;
}

const WORDS: { readonly [T in Chart['type']]: ChartWords<Extract<Chart, { type: T }>> } = {
  balance: {
    say({ points }, span, { words, usd }) {
      const last = points.at(-1);
      const lowest = Math.min(...points.map(({ value }) => value));
      return last === undefined ? null : words.charts.balance({ span, last: usd(last.value), lowest: usd(lowest) });
    },
  },
  errors: {
    say({ slots, codes }, span, { words, counted }) {
      const { failed, total } = totalsOf(slots);
      if (total === 0) return null;
      const code = codes[0] ?? words.charts.noCode;
      return words.charts.errors({ span, failed: counted(failed), total: counted(total), code });
    },
  },
  latency: {
    say({ slots }, span, { words, seconds }) {
      const last = slots.at(-1);
      return last === undefined
        ? null
        : words.charts.latency({ span, p50: seconds(last.p50Ms), p95: seconds(last.p95Ms) });
    },
  },
  queue: {
    say({ depths }, span, { words, count }) {
      const last = depths.at(-1);
      const peak = Math.max(...depths.map(({ value }) => value));
      return last === undefined ? null : words.charts.queue({ span, last: count(last.value), peak: count(peak) });
    },
  },
  cost: {
    say({ days }, span, { words, usd }) {
      const costs = days.flatMap(({ costMicros }) => (costMicros === null ? [] : [costMicros]));
      const total = costs.reduce((sum, cost) => sum + cost, 0);
      return total === 0 ? null : words.charts.cost({ span, total: usd(total), most: usd(Math.max(...costs)) });
    },
  },
  hours: {
    say({ cells }, span, { words, counted }) {
      const { failed, total } = totalsOf(cells);
      return total === 0 ? null : words.charts.hours({ span, total: counted(total), failed: counted(failed) });
    },
  },
};

function wordsOf(chart: Chart, language: Language): string {
  const span = language.duration(shownMs(chart));
  // A chart goes to the words of its own type.
  const words: ChartWords<Chart> = WORDS[chart.type];
  return words.say(chart, span, language) ?? language.words.charts.empty(span);
}

function totalsOf(counts: readonly { readonly solved: number; readonly failed: number }[]) {
  const failed = counts.reduce((sum, each) => sum + each.failed, 0);
  return { failed, total: counts.reduce((sum, each) => sum + each.solved, failed) };
}
