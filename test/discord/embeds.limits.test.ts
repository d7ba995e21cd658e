import { embedLength } from 'discord.js';
import type { APIEmbed } from 'discord-api-types/v10';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ERROR_CODES } from '../../src/captchaai/errorCodes.ts';
import { codeFailure } from '../../src/captchaai/failure.ts';
import type { Facts } from '../../src/monitor/alerts/facts.ts';
import type { IncidentState } from '../../src/monitor/alerts/incidentState.ts';
import type { Message } from '../../src/monitor/alerts/message.ts';
import type { UnknownWhy } from '../../src/monitor/kinds/verdict.ts';
import { ALERT_KINDS } from '../../src/monitor/types.ts';
import type { MessageBody } from '../../src/receivers/discord/messageBody.ts';
import { bodyTo, editTo } from '../fixtures/bodies.ts';

const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 });
const micros = fc.integer({ min: -1_000_000_000, max: 1e15 });
const ms = fc.nat(40 * 86_400_000);
const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
const many = fc.nat(1_000_000_000);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const byCode = fc.array(fc.record({ code: anyText, count: many }), { maxLength: 100 });
const failure = fc.oneof(fc.constantFrom(...Object.keys(ERROR_CODES)), anyText).map(codeFailure);
const of = <K extends string>(kind: K) => fc.constant(kind);

const facts: fc.Arbitrary<Facts> = fc.oneof(
  fc.record({ kind: of('balance'), balanceMicros: micros, thresholdMicros: micros }),
  fc.record({ kind: of('errors'), failed: many, total: fc.integer({ min: 1, max: 1e9 }), windowMs: ms, byCode }),
  fc.record({
    kind: of('errors'),
    failed: many,
    total: fc.integer({ min: 1, max: 1e9 }),
    windowMs: ms,
    byCode,
    inRow: many,
  }),
  fc.record({
    kind: of('queue'),
    depth: many,
    thresholdDepth: many,
    activeWorkers: orNull(many),
    drain: fc.oneof(
      fc.record({ basis: fc.constantFrom('measured', 'crude'), ms }),
      fc.record({ basis: of('noWorker') }),
      fc.record({ basis: of('growing'), perMinute: fc.double({ min: 0, max: 1e9, noNaN: true }) }),
    ),
  }),
  fc.record({ kind: of('silence'), quietMs: ms, newestAt: at, inHourBefore: many }),
  fc.record({ kind: of('provider'), failure: orNull(failure), since: orNull(at) }),
  fc.record({ kind: of('latency'), p50Ms: ms, p95Ms: ms, solved: many, thresholdMs: ms, windowMs: ms }),
  fc.record({ kind: of('threads'), busy: orNull(many), total: orNull(many), refused: many, results: many }),
  fc.record({
    kind: of('types'),
    type: orNull(anyText),
    failed: many,
    total: many,
    windowMs: ms,
    others: fc.array(fc.record({ type: anyText, solved: many, failed: many }), { maxLength: 30 }),
  }),
  fc.record({ kind: of('workers'), depth: many, activeWorkers: orNull(many), quietMs: orNull(ms) }),
  fc.record({
    kind: of('runway'),
    runwayMs: orNull(ms),
    burnMicrosPerHour: micros,
    balanceMicros: micros,
    sure: fc.constantFrom('low', 'medium', 'high'),
  }),
);

const affects = fc.uniqueArray(fc.constantFrom(...ALERT_KINDS));
const severity = fc.constantFrom('warning', 'critical');
const alert = fc.record({ type: of('alert'), severity, facts, suppressed: many, affects, at });
const topUp = fc.record({ at, fromMicros: micros, toMicros: micros, runwayMs: orNull(ms) });
const summary = fc.record({
  from: at,
  to: at,
  timeZone: fc.constant('UTC'),
  solved: many,
  failed: many,
  meanLatencyMs: orNull(ms),
  latency: orNull(fc.record({ p50Ms: ms, p95Ms: ms, p99Ms: ms })),
  costMicros: micros,
  byCode,
  balanceMicros: orNull(micros),
  peakQueueDepth: orNull(many),
});
const message: fc.Arbitrary<Exclude<Message, { type: 'edit' | 'thread' }>> = fc.oneof(
  alert,
  facts.chain((one) =>
    fc.record({
      type: of('recovery'),
      before: fc.constant(one),
      after: facts.filter(({ kind }) => kind === one.kind),
      topUp: orNull(topUp),
      at,
    }),
  ),
  fc.record({
    type: of('late'),
    severity: fc.constantFrom('warning', 'critical'),
    worst: facts,
    openedAt: at,
    endedAt: at,
    at,
  }),
  fc.record({
    type: of('unknown'),
    severity: fc.constantFrom('warning', 'critical'),
    facts,
    why: fc.constantFrom<UnknownWhy>('stale', 'tooFewResults', 'notSureYet', 'ownNetwork'),
    openedAt: at,
    since: at,
    at,
  }),
  fc.record({ type: of('flapping'), severity, worst: facts, times: many, since: at, at }),
  fc.record({
    type: of('catchUp'),
    since: at,
    incidents: fc.array(
      fc.record(
        {
          id: many,
          isAcknowledged: fc.constant(true as const),
          kind: fc.constantFrom(...ALERT_KINDS),
          subject: anyText,
          severity,
          state: fc.constantFrom('firing', 'clearing', 'unknown', 'over'),
          openedAt: at,
          endedAt: orNull(at),
          worst: facts,
        },
        { requiredKeys: ['kind', 'severity', 'state', 'openedAt', 'endedAt', 'worst'] },
      ),
      { minLength: 1, maxLength: 60 },
    ),
    pings: fc.boolean(),
    at,
  }),
  fc.record({ type: of('topUp'), topUp, at }),
  fc.record({ type: of('summary'), summary, dueAt: at, at }),
);
const state: fc.Arbitrary<IncidentState> = fc.record({
  openedAt: at,
  endedAt: orNull(at),
  acknowledged: orNull(fc.record({ by: fc.record({ userId: of('7'), name: anyText }), at, severity })),
  muted: orNull(fc.record({ by: fc.record({ userId: of('7'), name: anyText }), until: at })),
  affects,
});

function expectReadable(text: string | undefined, limit: number): void {
  expect(text?.trim()).toBeTruthy();
  expect(text?.length).toBeLessThanOrEqual(limit);
  expect(text).not.toMatch(/NaN|undefined|null|Infinity|\[object/);
}

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
function expectLimitsKept(embeds: readonly APIEmbed[], foreign: boolean): void {
  expect(embeds.reduce((sum, embed) => sum + embedLength(embed), 0)).toBeLessThanOrEqual(6_000);
  for (const { title, description, fields = [], timestamp } of embeds) {
    expectReadable(title, 256);
    expect(new Date(timestamp ?? '').toISOString()).toBe(timestamp);
    expect(fields.length).toBeLessThanOrEqual(25);
    for (const { name, value } of fields) {
      expectReadable(name, 256);
      if (!foreign) expectReadable(value, 1_024);
      expect(value.trim()).not.toBe('');
      expect(value.length).toBeLessThanOrEqual(1_024);
    }
    if (!foreign) expectReadable(description, 4_096);
    expect(description?.length ?? 0).toBeLessThanOrEqual(4_096);
    expect(description?.trim()).toBeTruthy();
  }
}

/** Texts from outside may spell anything, also `null`. */
const hasForeignText = (one: Message) => /"code"|"kind":"types"|"subject"/.test(JSON.stringify(one));

function expectPings({ content, allowed_mentions }: MessageBody, ids: readonly string[]): void {
  expect(allowed_mentions).toEqual(ids.length === 0 ? { parse: [] } : { parse: [], roles: ids });
  if (ids.length > 0) expect(content).toBe(`<@&${ids[0]}>`);
}

const ROLE = { type: 'role', id: '111111111111111111' } as const;

test('whatever a message tells, it keeps to the limits of Discord, is readable, and pings only where it is critical', () => {
  fc.assert(
    fc.property(message, (one) => {
      const body = bodyTo(one, ROLE);
      expectLimitsKept(body.embeds ?? [], hasForeignText(one));
      const pings = one.type === 'catchUp' ? one.pings : one.type === 'alert' && one.severity === 'critical';
      expectPings(body, pings ? [ROLE.id] : []);
    }),
    { numRuns: 400, seed: 20_261_123 },
  );
});

test('whatever became of an incident, its edited message keeps to the limits and pings nobody', () => {
  fc.assert(
    fc.property(alert, state, (one, became) => {
      const body = editTo(one, became, ROLE);
      expectLimitsKept(body.embeds ?? [], hasForeignText(one));
      expectPings(body, []);
    }),
    { numRuns: 400, seed: 20_261_123 },
  );
});
