import { expect, test } from 'vitest';
import { latencyEmbed } from '../../src/discord/embeds/latencyReport.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { LatencyReport } from '../../src/monitor/charts/latencyReport.ts';
import { AT, HOUR } from '../fixtures/embeds.ts';
import { THRESHOLDS } from '../fixtures/thresholds.ts';

const QUICK = { solved: 900, latency: { p50Ms: 9_000, p95Ms: 14_000, p99Ms: 20_000 } };
const SLOW = { solved: 80, latency: { p50Ms: 40_000, p95Ms: 100_000, p99Ms: 110_000 } };
const REPORT: LatencyReport = {
  windowMs: HOUR,
  overall: { solved: 1_000, latency: { p50Ms: 9_500, p95Ms: 61_000, p99Ms: 100_000 } },
  byType: [
    { type: 'turnstile', ...QUICK },
    { type: '`@everyone', ...SLOW },
  ],
  thresholds: { ...THRESHOLDS.latency, p95Ms: 61_000 },
  chart: { type: 'latency', from: AT - HOUR, to: AT, timeZone: 'UTC', stepMs: 60_000, slots: [], thresholdMs: 61_000 },
};

test('all together, then by type, then how many are in none of them', () => {
  const { title, description, fields } = latencyEmbed(REPORT, AT, ENGLISH);
  expect(title).toBe('⏱️ Solve Latency in the Last 1 h');
  expect(description).toBe('p50 **9.5s**, p95 **61.0s**, p99 **100.0s** over 1,000 solved tasks');
  expect(fields?.map(({ value }) => value.split('\n'))).toEqual([
    [
      '`turnstile`: 9.0s / 14.0s / 20.0s (900)',
      '`ˋ@everyone`: 40.0s / 100.0s / 110.0s (80)',
      'other types or none: 20 tasks',
    ],
    ['p95 61.0s'],
  ]);
});

test.each([
  ['at the threshold', 61_000, 0x2ecc71],
  ['above it', 61_001, 0xf39c12],
])('p95 %s', (_name, p95Ms, color) => {
  const overall = { solved: 1, latency: { p50Ms: 1, p95Ms, p99Ms: p95Ms } };
  expect(latencyEmbed({ ...REPORT, overall }, AT, ENGLISH).color).toBe(color);
});

test.each([
  ['every task has a type', { overall: { ...QUICK, solved: 980 } }, 2],
  ['a minute counts more by type than all together', { overall: { ...QUICK, solved: 979 } }, 2],
  ['no type was reported', { byType: [] }, null],
])('where %s', (_name, more, lines) => {
  const [field] = latencyEmbed({ ...REPORT, ...more }, AT, ENGLISH).fields ?? [];
  expect(field?.name.startsWith('p50') ? field.value.split('\n').length : null).toBe(lines);
});

test.each(LANGUAGES.map((language) => [language.locale, language] as const))('in %s', (_locale, language) => {
  const text = JSON.stringify(latencyEmbed(REPORT, AT, language));
  for (const value of [QUICK.latency.p95Ms, 100_000].map((ms) => language.seconds(ms))) expect(text).toContain(value);
  const nothing = latencyEmbed({ ...REPORT, overall: null, byType: [] }, AT, language);
  expect(nothing).toMatchObject({ color: 0x3498db, description: expect.stringMatching(/.{10}/) });
});
