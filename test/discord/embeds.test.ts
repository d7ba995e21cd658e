import { expect, test } from 'vitest';
import { alertEmbed } from '../../src/discord/embeds/alert.ts';
import { recoveryEmbed } from '../../src/discord/embeds/recovery.ts';
import { summaryEmbed } from '../../src/discord/embeds/summary.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { languageOf } from '../../src/discord/words/languages.ts';
import type { Facts } from '../../src/monitor/alerts/facts.ts';
import type { Summary } from '../../src/monitor/summary.ts';

const AT = Date.UTC(2026, 10, 23, 9);
const FRAME = { timestamp: '2026-11-23T09:00:00.000Z', footer: { text: 'CaptchaAI Pipeline Monitor' } };
const balance = (balanceMicros: number): Facts => ({ kind: 'balance', balanceMicros, thresholdMicros: 10_000_000 });
const errors = (failed: number, total: number): Facts => ({
  kind: 'errors',
  failed,
  total,
  windowMs: 300_000,
  byCode: [
    { code: 'ERROR_CAPTCHA_UNSOLVABLE', count: 30 },
    { code: 'TIMEOUT', count: 15 },
  ],
});
const queue = (depth: number, extra: object = {}): Facts => ({
  kind: 'queue',
  depth,
  thresholdDepth: 100,
  activeWorkers: 8,
  drain: { basis: 'crude', ms: 42 * 60_000 },
  ...extra,
});

test('a low balance, as the product words it', () => {
  expect(
    alertEmbed(
      { type: 'alert', severity: 'warning', facts: balance(8_420_000), suppressed: 0, affects: [], at: AT },
      ENGLISH,
    ),
  ).toEqual({
    ...FRAME,
    color: 0xf39c12,
    title: '💰 Balance Alert',
    description: 'CaptchaAI balance is **$8.42**',
    fields: [
      { name: 'Threshold', value: '$10.00', inline: true },
      { name: 'Severity', value: 'WARNING', inline: true },
      { name: 'Action', value: 'Top up your balance at captchaai.com' },
    ],
  });
});

test.each([
  [9_999_999, '$9.99'],
  [0, '$0.00'],
  [-500_000, '-$0.50'],
  [1_234_567_890_000, '$1,234,567.89'],
])('a balance of %i micro-dollars reads %s, never rounded up to the threshold', (micros, words) => {
  const { description } = alertEmbed(
    {
      type: 'alert',
      severity: 'critical',
      facts: balance(micros),
      suppressed: 0,
      affects: [],
      at: AT,
    },
    ENGLISH,
  );
  expect(description).toBe(`CaptchaAI balance is **${words}**`);
});

test('an error rate spike, as the product words it', () => {
  expect(
    alertEmbed(
      { type: 'alert', severity: 'critical', facts: errors(45, 200), suppressed: 0, affects: [], at: AT },
      ENGLISH,
    ),
  ).toEqual({
    ...FRAME,
    color: 0xe74c3c,
    title: '⚠️ Error Rate Spike',
    description: 'Error rate: **22.5%** (45/200)',
    fields: [
      { name: 'Error Breakdown', value: '• `ERROR_CAPTCHA_UNSOLVABLE`: 30\n• `TIMEOUT`: 15' },
      { name: 'Window', value: 'Last 5 minutes', inline: true },
    ],
  });
});

test.each([
  [ENGLISH, 'The solver gave up. Retry once or twice.'],
  [languageOf('de'), 'Der Löser gab auf. Ein- oder zweimal wiederholen'],
])('an error rate names what its most frequent code means and what to do, after everything else', (language, text) => {
  const topCode = { code: 'ERROR_CAPTCHA_UNSOLVABLE', meaning: 'The solver gave up', advice: 'Retry once or twice' };
  const facts: Facts = { kind: 'errors', failed: 5, total: 20, windowMs: 60_000, byCode: [], topCode };
  const { fields } = alertEmbed(
    { type: 'alert', severity: 'critical', facts, suppressed: 0, affects: [], at: AT },
    language,
  );
  expect(fields?.slice(0, 2).map(({ inline }) => inline)).toEqual([undefined, true]);
  expect(fields?.[2]?.value).toContain(`\`ERROR_CAPTCHA_UNSOLVABLE\`: ${text}`);
  expect(fields).toHaveLength(3);
});

test('failures without codes say so, because a field may not be empty', () => {
  const facts: Facts = { kind: 'errors', failed: 5, total: 20, windowMs: 60_000, byCode: [] };
  const { fields } = alertEmbed(
    { type: 'alert', severity: 'critical', facts, suppressed: 0, affects: [], at: AT },
    ENGLISH,
  );
  expect(fields).toEqual([
    { name: 'Error Breakdown', value: 'No details' },
    { name: 'Window', value: 'Last minute', inline: true },
  ]);
});

test('a queue backup, as the product words it', () => {
  expect(
    alertEmbed({ type: 'alert', severity: 'warning', facts: queue(340), suppressed: 0, affects: [], at: AT }, ENGLISH),
  ).toEqual({
    ...FRAME,
    color: 0xf39c12,
    title: '📊 Queue Backup',
    description: 'Queue depth: **340** pending tasks',
    fields: [
      { name: 'Active Workers', value: '8', inline: true },
      { name: 'Est. Drain Time', value: '42 min (rough guess)', inline: true },
      { name: 'Action', value: 'Check that the workers run; start more of them, or send fewer tasks' },
    ],
  });
});

test.each([
  ['measured', { drain: { basis: 'measured', ms: 185 * 60_000 } }, '3 h 5 min'],
  ['of a queue that nobody works on', { drain: { basis: 'noWorker' } }, 'No active worker'],
  ['growing', { drain: { basis: 'growing', perMinute: 12 } }, 'Growing by 12 a minute'],
])('a drain time that is %s', (_name, extra, words) => {
  const { fields } = alertEmbed(
    {
      type: 'alert',
      severity: 'warning',
      facts: queue(340, extra),
      suppressed: 0,
      affects: [],
      at: AT,
    },
    ENGLISH,
  );
  expect(fields?.[1]?.value).toBe(words);
});

test('what a mute suppressed is said after the fixed fields', () => {
  const { fields } = alertEmbed(
    {
      type: 'alert',
      severity: 'critical',
      facts: errors(45, 200),
      suppressed: 3,
      affects: [],
      at: AT,
    },
    ENGLISH,
  );
  expect(fields?.at(-1)).toEqual({ name: 'Suppressed', value: '3 messages suppressed while this was muted' });
});

test.each([
  ['errors', errors(45, 200), errors(8, 200), 'Solve rate recovered: 77.5% → 96.0%'],
  ['balance', balance(8_420_000), balance(108_420_000), 'Balance recovered: $8.42 → $108.42'],
  ['queue', queue(1_340), queue(60), 'Queue recovered: 1,340 → 60 pending tasks'],
])('%s recover in their own words', (_kind, before, after, description) => {
  expect(recoveryEmbed({ type: 'recovery', before, after, topUp: null, at: AT }, ENGLISH)).toEqual({
    ...FRAME,
    color: 0x2ecc71,
    title: '✅ Pipeline Recovered',
    description,
  });
});

const DAY: Summary = {
  from: AT - 86_400_000,
  to: AT,
  timeZone: 'UTC',
  solved: 11_852,
  failed: 598,
  meanLatencyMs: 22_400,
  latency: null,
  costMicros: 37_350_000,
  byCode: [],
  balanceMicros: 142_300_000,
  peakQueueDepth: 340,
};

test('a daily summary, as the product words it', () => {
  const embed = summaryEmbed(DAY, AT, '📈 Daily CAPTCHA Summary', ENGLISH);
  expect(embed).toMatchObject({
    ...FRAME,
    color: 0x2ecc71,
    title: '📈 Daily CAPTCHA Summary',
    description: '**12,450** tasks processed',
  });
  expect(embed.fields?.slice(0, 6)).toEqual([
    { name: 'Success Rate', value: '95.2%', inline: true },
    { name: 'Avg Latency', value: '22.4s', inline: true },
    { name: 'Total Cost', value: '$37.35', inline: true },
    { name: 'Errors', value: '598', inline: true },
    { name: 'Balance', value: '$142.30', inline: true },
    { name: 'Peak Queue', value: '340', inline: true },
  ]);
});

test.each([
  ['just above 92 %', 9_201, 799, 0x2ecc71],
  ['at 92 %', 9_200, 800, 0xf39c12],
  ['just below 92 %', 9_199, 801, 0xf39c12],
  ['no results at all', 0, 0, 0xf39c12],
])('a summary is green only above 92 %% success: %s', (_name, solved, failed, color) => {
  expect(summaryEmbed({ ...DAY, solved, failed }, AT, '📈 Daily CAPTCHA Summary', ENGLISH).color).toBe(color);
});

test('a day without results says so', () => {
  const nothing = {
    ...DAY,
    solved: 0,
    failed: 0,
    meanLatencyMs: null,
    costMicros: 0,
    balanceMicros: null,
    peakQueueDepth: null,
  };
  const embed = summaryEmbed(nothing, AT, '📈 Daily CAPTCHA Summary', ENGLISH);
  expect(embed.description).toBe('**0** tasks processed');
  expect(embed.fields?.map(({ value }) => value)).toEqual(expect.arrayContaining(['No data']));
});
