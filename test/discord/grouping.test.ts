import { expect, test } from 'vitest';
import { CODE_BOOK } from '../../src/captchaai/errorCodes.ts';
import { bodyOf } from '../../src/discord/embeds/alertBody.ts';
import { errorsEmbed } from '../../src/discord/embeds/errorsReport.ts';
import { factsLine } from '../../src/discord/embeds/factsLine.ts';
import { summaryEmbed } from '../../src/discord/embeds/summary.ts';
import { THRESHOLD_NAMES } from '../../src/discord/embeds/thresholdName.ts';
import { thresholdText } from '../../src/discord/embeds/thresholdText.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { Facts } from '../../src/monitor/alerts/facts.ts';
import { THRESHOLDS } from '../../src/monitor/settings/thresholds.ts';
import { THRESHOLDS as OF_TESTS } from '../fixtures/thresholds.ts';

const MANY = 12_345;
const AT = Date.UTC(2026, 10, 23, 12);
const byCode = [{ code: 'X', count: MANY }];
const FACTS: readonly Facts[] = [
  { kind: 'balance', balanceMicros: MANY * 1e6, thresholdMicros: MANY * 1e6, criticalMicros: MANY * 1e6 },
  { kind: 'errors', failed: MANY, total: 2 * MANY, windowMs: 1_234_000, byCode, inRow: MANY },
  { kind: 'errors', failed: MANY, total: 2 * MANY, windowMs: 1_234_000, byCode },
  {
    kind: 'queue',
    depth: MANY,
    thresholdDepth: MANY,
    activeWorkers: MANY,
    drain: { basis: 'growing', perMinute: MANY },
  },
  {
    kind: 'types',
    type: 'turnstile',
    failed: MANY,
    total: 2 * MANY,
    windowMs: 1_234_000,
    others: [{ type: 'image', solved: MANY, failed: MANY }],
  },
  { kind: 'workers', depth: MANY, activeWorkers: MANY, quietMs: MANY },
  { kind: 'workers', depth: MANY, activeWorkers: null, quietMs: MANY },
  { kind: 'silence', quietMs: MANY, newestAt: AT, inHourBefore: MANY },
  { kind: 'latency', p50Ms: 1e6 + MANY, p95Ms: 1e7, solved: MANY, thresholdMs: 2e6, windowMs: 1_234_000 },
  { kind: 'threads', busy: MANY, total: MANY, refused: MANY, results: 2 * MANY },
  { kind: 'runway', runwayMs: 1e9, burnMicrosPerHour: MANY * 1e6, balanceMicros: MANY * 1e6, sure: 'low' },
];

/** What people read of it: moments are shown in the form of whoever reads them. */
const textOf = (embed: unknown) => JSON.stringify(embed).replaceAll(/<t:\d+:\w>|"timestamp":"[^"]*"|"color":\d+/g, '');

test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
  '%s: no number from 1,000 on stands ungrouped in an alert or an answer',
  (_locale, language) => {
    const summary = {
      ...{ from: AT, to: AT, timeZone: 'UTC', solved: MANY, failed: MANY, meanLatencyMs: 2e6, byCode },
      ...{ latency: { p50Ms: 2e6, p95Ms: 3e6, p99Ms: 4e6 }, costMicros: MANY * 1e6 },
      ...{ balanceMicros: MANY * 1e6, peakQueueDepth: MANY },
    };
    const report = {
      windowMs: 3_600_000,
      totals: { solved: MANY, failed: MANY, byCode, notFailures: byCode },
      byType: [{ type: 'turnstile', solved: MANY, failed: MANY }],
    };
    const chart = {
      type: 'errors',
      from: AT,
      to: AT,
      timeZone: 'UTC',
      stepMs: 1,
      codes: [],
      slots: [],
      threshold: 0,
    } as const;
    const texts = [
      ...FACTS.flatMap((facts) => [textOf(bodyOf(facts, 'critical', language)), factsLine(facts, language)]),
      textOf(summaryEmbed(summary, AT, '', language)),
      textOf(errorsEmbed({ ...report, chart, thresholds: OF_TESTS.errors }, CODE_BOOK, AT, language)),
      ...THRESHOLD_NAMES.flatMap((name) => [
        thresholdText(name, THRESHOLDS[name].max, language),
        thresholdText(name, 1_234, language),
      ]),
    ];
    for (const text of texts) expect(text).not.toMatch(/\d{4}/);
  },
);
