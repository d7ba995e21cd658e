import { expect, test } from 'vitest';
import { comparisonFields } from '../../src/discord/embeds/comparison.ts';
import { comparedSummaryEmbed, summaryEmbed } from '../../src/discord/embeds/summary.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { Summary } from '../../src/monitor/summary.ts';
import { AT, HOUR, stamp } from '../fixtures/embeds.ts';

const NOW: Summary = {
  from: AT - 24 * HOUR,
  to: AT,
  timeZone: 'UTC',
  solved: 11_852,
  failed: 598,
  meanLatencyMs: 22_400,
  latency: { p50Ms: 18_249, p95Ms: 61_000, p99Ms: 95_960 },
  costMicros: 37_350_000,
  byCode: [],
  balanceMicros: 142_300_000,
  peakQueueDepth: 340,
};
const THEN: Summary = {
  ...NOW,
  from: AT - 48 * HOUR,
  to: AT - 24 * HOUR,
  solved: 10_825,
  failed: 703,
  meanLatencyMs: 28_000,
  latency: { p50Ms: 18_249, p95Ms: 50_000, p99Ms: 95_960 },
  costMicros: 34_000_000,
  balanceMicros: 179_650_000,
  peakQueueDepth: 340,
};
const linesOf = (now: Partial<Summary>, then: Partial<Summary>, isWhole = true) => {
  const before = { summary: { ...THEN, ...then }, isWhole };
  return comparisonFields({ ...NOW, ...now }, before, ENGLISH).flatMap(({ value }) => value.split('\n'));
};

test('each value stands with its change, and the times of the period before with them', () => {
  expect(linesOf({}, {})).toEqual([
    'Tasks: 12,450 (+8.0%)',
    'Errors: 598 (-14.9%)',
    'Total Cost: $37.35 (+9.9%)',
    'Peak Queue: 340 (0.0%)',
    'Success Rate: 95.2% (+1.3 pt)',
    'Avg Latency: 22.4s (-20.0%)',
    'p95: 61.0s (+22.0%)',
    'Balance: $142.30 (-20.8%)',
    `-# ${stamp(THEN.from, 'f')} – ${stamp(THEN.to, 'f')}`,
  ]);
});

test.each<[string, Partial<Summary>, Partial<Summary>, string, string | null]>([
  ['nothing failed before', {}, { failed: 0 }, 'Errors', 'Errors: 598 (before: 0)'],
  ['nothing fails now', { failed: 0 }, {}, 'Errors', 'Errors: 0 (-100.0%)'],
  ['no cost was reported before', {}, { costMicros: 0 }, 'Total Cost', null],
  ['no cost is reported now', { costMicros: 0 }, {}, 'Total Cost', null],
  ['no depth was reported before', {}, { peakQueueDepth: null }, 'Peak Queue', null],
  ['the balance was not read before', {}, { balanceMicros: null }, 'Balance', null],
  ['the balance was used up', {}, { balanceMicros: -1_000_000 }, 'Balance', 'Balance: $142.30 (before: -$1.00)'],
  ['nothing was solved before', {}, { meanLatencyMs: null, latency: null }, 'p95', null],
  ['there is no result now', { solved: 0, failed: 0 }, {}, 'Success Rate', null],
])('where %s', (_name, now, then, name, expected) => {
  expect(linesOf(now, then).find((line) => line.startsWith(`${name}:`)) ?? null).toBe(expected);
});

test('of a period that is not whole only shares and means are compared', () => {
  expect(linesOf({}, {}, false).map((line) => line.split(':')[0])).toEqual([
    'Success Rate',
    'Avg Latency',
    'p95',
    'Balance',
    expect.stringContaining('-# '),
  ]);
});

test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
  'in %s the fields of the summary stay as they are, and the comparison follows',
  (_locale, language) => {
    const alone = summaryEmbed(NOW, AT, 'x', language);
    const report = { report: NOW, before: { summary: THEN, isWhole: true } };
    const compared = comparedSummaryEmbed(report, AT, 'x', language);
    expect({ ...compared, fields: compared.fields?.slice(0, -1) }).toEqual(alone);
    expect(compared.fields?.at(-1)?.value.split('\n')).toHaveLength(9);
    expect(comparedSummaryEmbed({ report: NOW, before: null }, AT, 'x', language)).toEqual(alone);
  },
);
