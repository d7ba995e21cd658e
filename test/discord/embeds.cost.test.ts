import { expect, test } from 'vitest';
import { costEmbed } from '../../src/discord/embeds/costReport.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { CostReport } from '../../src/monitor/charts/costReport.ts';
import { AT } from '../fixtures/embeds.ts';
import { DAY } from '../fixtures/thresholds.ts';

const USD = 1_000_000;
const day = (date: string, tasks: number, costMicros: number | null) => ({
  date,
  from: AT,
  to: AT + DAY,
  tasks,
  costMicros,
});
const DAYS = [day('2026-11-21', 4_000, 12 * USD), day('2026-11-22', 0, 0), day('2026-11-23', 100, null)];
const REPORT: CostReport = {
  days: DAYS,
  total: { tasks: 4_100, costMicros: 12 * USD },
  byType: [
    { type: 'turnstile', tasks: 4_000, costMicros: 12 * USD },
    { type: '', tasks: 90, costMicros: 0 },
  ],
  forecast: { soFarMicros: 90 * USD, totalMicros: 121.5 * USD, perDayMicros: 4.5 * USD, measuredMs: 7 * DAY },
  chart: { type: 'cost', from: AT, to: AT + DAY, timeZone: 'UTC', days: DAYS },
};
const fieldsOf = (report: Partial<CostReport>) =>
  Object.fromEntries(
    (costEmbed({ ...REPORT, ...report }, AT, 'x', ENGLISH).fields ?? []).map(({ name, value }) => [name, value]),
  );

test('the total, the forecast and what it is based on, by type, by day', () => {
  expect(costEmbed(REPORT, AT, 'x', ENGLISH).description).toBe('**$12.00** reported for 4,100 tasks');
  expect(fieldsOf({})).toEqual({
    'This Month So Far': '$90.00',
    'Month Forecast': 'about $121.50',
    'Based On': '$4.50 a day, the mean of the last 7 d',
    'By CAPTCHA Type': [
      '`turnstile`: $12.00 (4,000 tasks, $3.00 per 1,000)',
      'type not reported: not reported (90 tasks)',
      'other types: not reported (10 tasks)',
    ].join('\n'),
    'By Day': ['Mon, Nov 23: not reported', 'Sun, Nov 22: no tasks', 'Sat, Nov 21: $12.00'].join('\n'),
  });
});

test.each([
  ['was not reported', 0, '**not reported** reported'],
  ['is less than a cent', 9_999, '**<$0.01** reported'],
  ['is a cent', 10_000, '**$0.01** reported'],
])('a cost that %s', (_name, costMicros, text) => {
  const { description } = costEmbed({ ...REPORT, total: { tasks: 7, costMicros } }, AT, 'x', ENGLISH);
  if (costMicros > 0) expect(description).toContain(text);
  else expect(description).toBe('The cost of 7 tasks was not reported.');
});

test('what is not known is said to be so', () => {
  expect(fieldsOf({ forecast: null })['Month Forecast']).toBe(
    'Not known: it needs a day of tasks whose cost is reported.',
  );
  const nothing = costEmbed({ ...REPORT, total: { tasks: 0, costMicros: 0 }, byType: [] }, AT, 'x', ENGLISH);
  expect(nothing.description).toBe('No tasks in this time.');
  expect(fieldsOf({ days: DAYS.slice(0, 1) })).not.toHaveProperty('By Day');
});

/** No money, in any language. */
const ZERO = /(?<![\d.,])0[.,]00/;

test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
  'in %s no cost reads as zero',
  (_locale, language) => {
    const text = JSON.stringify(costEmbed(REPORT, AT, 'x', language));
    expect(text).toContain(language.usd(121.5 * USD));
    expect(language.usd(0)).toMatch(ZERO);
    expect(text).not.toMatch(ZERO);
    const unreported = costEmbed(
      { ...REPORT, total: { tasks: 7, costMicros: 0 }, byType: [], forecast: null },
      AT,
      'x',
      language,
    );
    expect(JSON.stringify(unreported)).not.toMatch(ZERO);
  },
);
