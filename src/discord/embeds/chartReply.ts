import type { Chart, ChartTexts } from '../../monitor/charts/chart.ts';
import type { Reply } from '../command.ts';
import type { Language } from '../words/language.ts';
import { chartWords, shownMs } from './chartWords.ts';

/** A chart for a reply, with all that it says in the reader's language. */
export function chartReply(data: Chart, language: Language): NonNullable<Reply['chart']> {
  return { data, texts: chartTexts(data, language), altText: chartWords(data, language) };
}

/** What stands on the picture itself; its title names the time that it shows. */
export function chartTexts(chart: Chart, { locale, words, duration }: Language): ChartTexts {
  const { titles, noData, others, perMinute } = words.charts;
  return {
    locale,
    title: `${titles[chart.type]} · ${duration(shownMs(chart))}`,
    noData,
    others,
    perMinute,
    second: words.units.second,
  };
}
