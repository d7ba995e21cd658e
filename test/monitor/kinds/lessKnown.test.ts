import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOT_POLLED } from '../../../src/monitor/accounts/providerHealth.ts';
import type { Verdict } from '../../../src/monitor/alerts/facts.ts';
import { NO_TRAIL } from '../../../src/monitor/kinds/errorsTrail.ts';
import { kindOf } from '../../../src/monitor/kinds/index.ts';
import type { PipelineReadings } from '../../../src/monitor/kinds/pipelineReadings.ts';
import { AT_REST, type Standing } from '../../../src/monitor/kinds/standing.ts';
import { ALERT_KINDS, type AlertKind, type WindowTotals } from '../../../src/monitor/types.ts';
import { healthy, WRONG } from '../../fixtures/guildStory.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { DAY, HOUR, MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

type Some = Partial<PipelineReadings>;

const { windowMs } = THRESHOLDS.errors;
const NOTHING: WindowTotals = { solved: 0, failed: 0, byCode: [] };
const NO_THREADS: Some = { threads: { busyShares: [], busy: null, total: null } };

const refused = (count: number): Some => {
  const window = { solved: 100 - count, failed: count, byCode: [{ code: 'ERROR_NO_SLOT_AVAILABLE', count }] };
  return { window, inhibitionTotals: window };
};
const busyThreads = (busy: number): Some => ({
  threads: {
    busyShares: [{ metric: 'threadsBusy', at: NOW - 6 * MINUTE, value: (busy / 20) * 1_000_000 }],
    busy,
    total: 20,
  },
});
const turnstile = (failed: number): Some => ({
  window: { solved: 1_000 - failed, failed, byCode: [] },
  types: {
    windowMs,
    totals: [
      { type: 'image', solved: 900, failed: 0 },
      { type: 'turnstile', solved: 100 - failed, failed },
    ],
  },
});
/** As the healthy pipeline has it, but nobody works. */
const leftAlone = (activeWorkers: number | null): Some => ({
  queue: { depths: [{ metric: 'queueDepth', at: NOW - 20 * MINUTE, value: 340 }, queued(340)], activeWorkers },
  workers: activeWorkers === null ? [] : [{ metric: 'activeWorkers', at: NOW - 5 * MINUTE, value: activeWorkers }],
  arrivals: { newestAt: NOW - HOUR, quietMs: HOUR, inHourBefore: 100 },
});
const queued = (value: number) => ({ metric: 'queueDepth', at: NOW, value }) as const;
const longRunway: Some = {
  runway: { burnMicrosPerHour: 1, runwayMs: 90 * HOUR, earliestMs: null, latestMs: null, sure: 'high' },
};

interface Firing {
  readonly kind: AlertKind;
  /** What fires, while all else is well and known. */
  readonly wrong: Some;
  /** What ends it. */
  readonly over?: Some;
}

const FIRING: Readonly<Record<string, Firing>> = {
  'a low balance': { kind: 'balance', wrong: WRONG.almostUsedUp(NOW) },
  'a used-up balance': { kind: 'balance', wrong: WRONG.usedUp(NOW) },
  'many errors': { kind: 'errors', wrong: WRONG.errors() },
  'a type that fails': { kind: 'types', wrong: turnstile(90), over: turnstile(10) },
  'a long queue': { kind: 'queue', wrong: WRONG.queue(NOW) },
  'reported workers that are gone': { kind: 'workers', wrong: leftAlone(0) },
  'a queue that stands still': { kind: 'workers', wrong: leftAlone(null) },
  silence: { kind: 'silence', wrong: WRONG.silence(NOW) },
  'a refused key': { kind: 'provider', wrong: WRONG.accountRefused(NOW) },
  'an outage of CaptchaAI': { kind: 'provider', wrong: WRONG.outage(NOW) },
  'slow solves': { kind: 'latency', wrong: WRONG.latency() },
  'busy threads': { kind: 'threads', wrong: busyThreads(20), over: busyThreads(5) },
  'refused tasks of an account that tells no threads': {
    kind: 'threads',
    wrong: { ...refused(50), ...NO_THREADS },
    over: NO_THREADS,
  },
  'refused tasks of threads that seem free': {
    kind: 'threads',
    wrong: { ...refused(50), ...busyThreads(5) },
    over: busyThreads(5),
  },
  'busy threads and refused tasks': {
    kind: 'threads',
    wrong: { ...refused(50), ...busyThreads(20) },
    over: busyThreads(5),
  },
  'a short runway': { kind: 'runway', wrong: WRONG.runway(), over: longRunway },
};

/** What may be no longer known, each by itself. None of it is good news. */
const LOSSES: Readonly<Record<string, (readings: PipelineReadings) => Some>> = {
  'no balance': () => ({ balance: null }),
  'no forecast': () => ({ runway: null }),
  'no figures of threads': () => NO_THREADS,
  'no poll': () => ({ provider: NOT_POLLED }),
  'no network': ({ provider }) => ({ provider: { ...provider, ownNetworkDown: true } }),
  'no result': () => ({ window: NOTHING, inhibitionTotals: NOTHING, types: { windowMs, totals: [] }, latency: null }),
  'a few results, all solved at once': () => ({
    window: { ...NOTHING, solved: 10 },
    inhibitionTotals: { ...NOTHING, solved: 10 },
    types: { windowMs, totals: [{ type: 'turnstile', solved: 10, failed: 0 }] },
    latency: { solved: 10, p50Ms: SECOND, p95Ms: SECOND },
    trail: NO_TRAIL,
  }),
  'no queue depth': ({ queue }) => ({ queue: { ...queue, depths: [] } }),
  'no report of workers': ({ queue }) => ({ queue: { ...queue, activeWorkers: null }, workers: [] }),
  'an empty queue beside one that cannot be read': () => ({
    queue: {
      depths: [queued(0)],
      activeWorkers: null,
      sources: {
        depth: 0,
        activeWorkers: null,
        busy: null,
        oldestAt: null,
        unreadable: [{ source: 'eu', why: 'unreachable', since: NOW }],
      },
    },
    workers: [],
  }),
  'no word of arrivals': () => ({ arrivals: { newestAt: null, quietMs: 0, inHourBefore: 0 } }),
};

/** Of one kind only: for others it would be good news. */
const LOSSES_OF: Partial<Record<AlertKind, Readonly<Record<string, Some>>>> = {
  types: { 'results of other types only': { window: { ...NOTHING, solved: 900 }, types: turnstileLess() } },
};

function turnstileLess(): PipelineReadings['types'] {
  return { windowMs, totals: [{ type: 'image', solved: 900, failed: 0 }] };
}

function judge(kind: AlertKind, readings: PipelineReadings, standing: Standing = AT_REST): Verdict {
  return kindOf(kind).judge(readings, THRESHOLDS[kind], standing);
}

/** An incident of what fires there. */
function openedBy(kind: AlertKind, readings: PipelineReadings): Standing {
  const verdict = judge(kind, readings);
  if (verdict.state !== 'firing') throw new Error(`${kind} is ${inShort(verdict)}`);
  const about = kindOf(kind).aboutOf?.(verdict.facts, THRESHOLDS[kind]) ?? null;
  return { alreadyFiring: true, wasCritical: verdict.severity === 'critical', from: 0, about };
}

test('every kind is among what fires here', () => {
  expect(new Set(Object.values(FIRING).map(({ kind }) => kind))).toEqual(new Set(ALERT_KINDS));
});

describe.each(Object.entries(FIRING))('%s', (_name, { kind, wrong, over = {} }) => {
  const firing: PipelineReadings = { ...healthy(NOW), ...wrong };
  const standing = openedBy(kind, firing);

  test('is over once all is well and known', () => {
    expect(inShort(judge(kind, { ...healthy(NOW), ...over }, standing))).toBe('ok');
  });

  test('is not over because less is known, or because readings are old', () => {
    const own = Object.entries(LOSSES_OF[kind] ?? {}).map(([name, lost]) => [name, () => lost] as const);
    const losses = new Map([...Object.entries(LOSSES), ...own]);
    fc.assert(
      fc.property(fc.subarray([...losses.keys()]), fc.integer({ min: 0, max: 2 * DAY }), (names, ageMs) => {
        let readings = firing;
        for (const name of names) readings = { ...readings, ...losses.get(name)?.(readings) };
        expect(judge(kind, { ...readings, at: NOW + ageMs }, standing).state).not.toBe('ok');
      }),
    );
  });
});
