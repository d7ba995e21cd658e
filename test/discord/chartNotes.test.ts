import { expect, test } from 'vitest';
import { CHART_SAMPLES } from '../../pictures/chartSamples.ts';
import { toMessage } from '../../src/discord/answer.ts';
import { chartTexts } from '../../src/discord/embeds/chartReply.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { createLog } from '../../src/log.ts';
import { MonitorError } from '../../src/monitor/errors.ts';

const log = createLog({ level: 'fatal', secrets: [], destination: { write: () => true } });
const LOCALES = LANGUAGES.map((language) => [language.locale, language] as const);

/** An answer with a chart that cannot be had. */
function withoutChart(language: (typeof LANGUAGES)[number], err: Error, content?: string) {
  const data = CHART_SAMPLES.realistic.queue;
  const chart = { data, texts: chartTexts(data, language), altText: 'a queue' };
  const reply = { ...(content === undefined ? {} : { content }), embeds: [{ title: 'Queue' }], chart };
  return toMessage(reply, { language }, { charts: { render: () => Promise.reject(err) }, log });
}

test.each(LOCALES)('in %s an answer goes out without its chart, and says why', async (_locale, language) => {
  const { tooManyCharts } = language.words.errors;
  const busy = await withoutChart(language, new MonitorError('tooManyCharts', {}));
  expect(busy).toMatchObject({ content: `-# ${tooManyCharts()}`, embeds: [{ title: 'Queue' }] });
  expect(busy.files).toBeUndefined();
  const failed = await withoutChart(language, new Error('no'), 'Words.');
  expect(failed).toMatchObject({ content: `Words.\n-# ${language.words.refusals.chartFailed}` });
  expect(language.words.refusals.chartFailed).not.toBe(tooManyCharts());
});

test('what is said of a missing chart fits below words of any length', async () => {
  const [language] = LANGUAGES;
  if (language === undefined) throw new Error('no language');
  const { content } = await withoutChart(language, new Error('no'), 'a'.repeat(2_000));
  expect(content?.length).toBeLessThanOrEqual(2_000);
  expect(content).toContain(language.words.refusals.chartFailed);
});
