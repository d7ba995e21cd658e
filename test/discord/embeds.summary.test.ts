import { expect, test } from 'vitest';
import { dailySummaryEmbed, summaryEmbed } from '../../src/discord/embeds/summary.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import type { Summary } from '../../src/monitor/summary.ts';
import { AT, HOUR, MINUTE, stamp } from '../fixtures/embeds.ts';

const DAY: Summary = {
  from: AT - 33 * HOUR,
  to: AT - 9 * HOUR,
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
const note = (lateMs: number) =>
  dailySummaryEmbed({ type: 'summary', summary: DAY, dueAt: AT - lateMs, at: AT }, ENGLISH).fields?.find(
    ({ name }) => name === 'Sent Late',
  );

test('a summary has the percentiles after the fields that the product fixes', () => {
  const { fields } = summaryEmbed(DAY, AT, '📈 Daily CAPTCHA Summary', ENGLISH);
  expect(fields?.[6]).toEqual({ name: 'Latency p50 / p95 / p99', value: '18.2s / 61.0s / 96.0s' });
  expect(
    summaryEmbed({ ...DAY, latency: null }, AT, '📈 Daily CAPTCHA Summary', ENGLISH).fields?.map(({ name }) => name),
  ).not.toContain('Latency p50 / p95 / p99');
});

test('a daily summary in time is the summary and nothing else', () => {
  const message = { type: 'summary', summary: DAY, dueAt: AT, at: AT } as const;
  expect(dailySummaryEmbed(message, ENGLISH)).toEqual(summaryEmbed(DAY, AT, '📈 Daily CAPTCHA Summary', ENGLISH));
});

test.each([
  ['just below five minutes', 5 * MINUTE - 1, false],
  ['five minutes', 5 * MINUTE, true],
  ['hours', 5 * HOUR, true],
])('a daily summary that is late by %s', (_name, lateMs, says) => {
  expect(note(lateMs)).toEqual(
    says
      ? { name: 'Sent Late', value: expect.stringContaining(stamp(Math.floor((AT - lateMs) / 1_000) * 1_000, 'f')) }
      : undefined,
  );
});
