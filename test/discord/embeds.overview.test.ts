import type { APIEmbed } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { liveEmbed } from '../../src/discord/embeds/live.ts';
import { accountsEmbed } from '../../src/discord/embeds/overview/accounts.ts';
import { costOverviewEmbed } from '../../src/discord/embeds/overview/cost.ts';
import { errorsOverviewEmbed } from '../../src/discord/embeds/overview/errors.ts';
import { latencyOverviewEmbed } from '../../src/discord/embeds/overview/latency.ts';
import { queueOverviewEmbed } from '../../src/discord/embeds/overview/queue.ts';
import { statusOverviewEmbed } from '../../src/discord/embeds/overview/status.ts';
import { summaryEmbed } from '../../src/discord/embeds/summary.ts';
import type { Language } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { NOTHING_SENT } from '../../src/monitor/alerts/incident.ts';
import type { KindStatus } from '../../src/monitor/reports/reports.ts';
import type { StatusOverview } from '../../src/monitor/reports/statusOverview.ts';
import { AT, balance, GUILD, HOUR, provider, runway, types } from '../fixtures/embeds.ts';
import { THRESHOLDS } from '../fixtures/thresholds.ts';

const NAMES = Array.from({ length: 100 }, (_, i) => `a-pipeline-with-a-name-of-some-length-${i}`);
const CODES = { known: [], explain: () => null };

const mute = (pipeline: string | null, ms = 0) => ({
  id: 1,
  guildId: GUILD.id,
  scope: 'all' as const,
  pipeline,
  until: AT + HOUR + ms,
  createdAt: AT,
  by: { userId: '200000000000000001', name: 'ada' },
  reason: 'x'.repeat(100),
});

const firing = (
  facts:
    | ReturnType<typeof balance>
    | ReturnType<typeof provider>
    | ReturnType<typeof runway>
    | ReturnType<typeof types>,
): KindStatus => ({
  kind: facts.kind,
  verdict: { state: 'firing', severity: 'critical', facts },
  reason: 'inhibited',
  incident: null,
  lastSent: NOTHING_SENT,
  mute: mute(null),
});

const STATUS: StatusOverview = {
  at: AT,
  pipelines: NAMES.map((name) => ({ name, kinds: [firing(types()), firing(types())], standing: 'suppressed' })),
  accounts: NAMES.map((name) => ({
    name,
    pipelines: NAMES,
    kinds: [firing(balance()), firing(provider()), firing(runway())],
    standing: 'suppressed',
  })),
  mutes: NAMES.map(mute),
  receivers: NAMES.map((receiver) => ({
    receiver,
    deliveredAt: AT,
    waiting: 3,
    waitingSince: AT,
    retrying: 'serverError',
    gaveUp: { why: 'privateAddress', at: AT + HOUR },
  })),
  guild: GUILD,
  delivery: {
    deliveredAt: AT,
    waiting: 1_234,
    waitingSince: AT,
    retrying: null,
    gaveUp: { at: AT + 1, why: 'destinationGone' },
  },
};

const busy = NAMES.map((name, i) => ({ name, solved: 1_000_000, failed: 123_456 + i, peakQueueDepth: 98_765 }));

const EMBEDS: readonly (readonly [string, (language: Language) => APIEmbed])[] = [
  ['/status', (language) => statusOverviewEmbed(STATUS, language)],
  ['the live status', (language) => liveEmbed(STATUS, language)],
  ['/balance', (language) => accountsEmbed(STATUS, language)],
  [
    '/errors',
    (language) =>
      errorsOverviewEmbed(
        {
          windowMs: HOUR,
          totals: {
            solved: 1,
            failed: 200,
            byCode: NAMES.map((name) => ({ code: `ERROR_${name}`, count: 2 })),
          },
          pipelines: busy.map((one) => ({ ...one, thresholds: THRESHOLDS.errors })),
        },
        CODES,
        AT,
        language,
      ),
  ],
  [
    '/queue',
    (language) =>
      queueOverviewEmbed(
        NAMES.map((name) => ({
          name,
          verdict: { state: 'unknown', why: 'notReadable' },
          depth: 98_765,
          depthAt: AT,
          activeWorkers: 12,
          busy: null,
          oldestAt: null,
          unreadable: [{ source: 'own', why: 'unreachable', since: AT }],
          perMinute: null,
          drain: { basis: 'measured', ms: HOUR },
          thresholds: THRESHOLDS.queue,
        })),
        AT,
        language,
      ),
  ],
  [
    '/latency',
    (language) =>
      latencyOverviewEmbed(
        {
          windowMs: HOUR,
          pipelines: NAMES.map((name) => ({
            name,
            latency: { solved: 9, latency: { p50Ms: 99_000, p95Ms: 990_000, p99Ms: 9_990_000 } },
            thresholds: THRESHOLDS.latency,
          })),
        },
        AT,
        language,
      ),
  ],
  [
    '/cost',
    (language) =>
      costOverviewEmbed(
        {
          total: { tasks: 100, costMicros: 9_000_000 },
          pipelines: NAMES.map((name) => ({ name, tasks: 1, costMicros: 90_000 })),
        },
        AT,
        'title',
        language,
      ),
  ],
  [
    '/summary',
    (language) =>
      summaryEmbed(
        {
          from: AT - HOUR,
          to: AT,
          timeZone: 'UTC',
          solved: 1,
          failed: 1,
          meanLatencyMs: 1,
          latency: null,
          costMicros: 1,
          byCode: NAMES.map((code) => ({ code, count: 1 })),
          balanceMicros: 1,
          peakQueueDepth: null,
          pipelines: busy,
        },
        AT,
        'title',
        language,
      ),
  ],
];

test.each(
  LANGUAGES.flatMap((language) => EMBEDS.map(([name, make]) => [name, language.locale, language, make] as const)),
)(
  '%s of a hundred pipelines in %s keeps to the limits of Discord, and says how many are left out',
  (_name, _locale, language, make) => {
    const { title = '', description = '', fields = [], footer } = make(language);
    const texts = [title, description, footer?.text ?? '', ...fields.flatMap(({ name, value }) => [name, value])];
    expect(title.length).toBeLessThanOrEqual(256);
    expect(description.length).toBeLessThanOrEqual(4_096);
    for (const { value } of fields) expect(value.length).toBeLessThanOrEqual(1_024);
    expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThanOrEqual(6_000);
    const cut = [description, ...fields.map(({ value }) => value)].filter(
      (text) => text.split('a-pipeline').length > 2,
    );
    const more = language.words.andMore({ n: 7, text: '\\d+' });
    expect(cut.length).toBeGreaterThan(0);
    for (const text of cut) expect(text).toMatch(new RegExp(`^${more}$`, 'm'));
  },
);
