import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import { UNKNOWN_FOR_MS } from '../../../src/monitor/alerts/unknown.ts';
import { ANA } from '../../fixtures/constants.ts';
import { AGO, during, error, facts, muted, ok, quiet, terms, unknown, warning } from '../../fixtures/decisions.ts';
import { setUpMonitor } from '../../fixtures/monitor.ts';
import { DAY, MINUTE, NOW } from '../../fixtures/thresholds.ts';

describe('without a verdict', () => {
  test('nothing changes where nothing is open', () => {
    for (const given of [terms, muted]) {
      const decision = decide(unknown, quiet, given);
      expect(decision).toMatchObject({ send: null, reason: 'noVerdict' });
      expect(decision.alertState).toBe(quiet);
    }
  });

  test('it is remembered since when, once', () => {
    const first = decide(unknown, during({}), terms);
    expect(first).toMatchObject({ send: null, reason: 'noVerdict', alertState: { incident: { unknownSince: NOW } } });
    expect(decide(unknown, first.alertState, { ...terms, now: NOW + 1 }).alertState).toBe(first.alertState);
  });

  test.each([
    ['just less than half an hour', UNKNOWN_FOR_MS - 1, null],
    ['exactly half an hour', UNKNOWN_FOR_MS, 'unknown'],
    ['longer', UNKNOWN_FOR_MS + 1, 'unknown'],
  ])('for %s', (_name, ms, send) => {
    expect(UNKNOWN_FOR_MS).toBe(30 * MINUTE);
    expect(decide(unknown, during({ unknownSince: AGO(ms) }), terms).send).toBe(send);
  });

  test('people are notified of that once', () => {
    const notified = decide(unknown, during({ unknownSince: AGO(UNKNOWN_FOR_MS) }), terms);
    expect(notified).toMatchObject({ send: 'unknown', why: 'stale', since: AGO(UNKNOWN_FOR_MS) });
    const later = decide(unknown, notified.alertState, { ...terms, now: NOW + DAY });
    expect(later).toMatchObject({ send: null, reason: 'noVerdict' });
    expect(later.alertState).toBe(notified.alertState);
  });

  test.each([
    ['firing', warning],
    ['ok, and waiting to be sure', ok],
  ])('people are notified again only where it was judged in between: %s', (_name, verdict) => {
    const notified = decide(unknown, during({ unknownSince: AGO(UNKNOWN_FOR_MS) }), terms);
    const known = decide(verdict, notified.alertState, { ...terms, now: NOW + 1 });
    expect(known.alertState.incident).toMatchObject({ unknownSince: null, unknownNotifiedAt: null });
    const again = decide(unknown, known.alertState, { ...terms, now: NOW + 2 });
    expect(again.send).toBeNull();
    const late = decide(unknown, again.alertState, { ...terms, now: NOW + 2 + UNKNOWN_FOR_MS });
    expect(late).toMatchObject({ send: 'unknown', since: NOW + 2 });
  });

  const long = { unknownSince: AGO(DAY) };
  test.each([
    ['it is muted', during(long), muted, 'muted'],
    ['people were notified of its cause', during(long), { ...terms, suppressedBy: 'inhibited' } as const, 'inhibited'],
    ['there is no place', during(long), { ...terms, suppressedBy: 'noDestination' } as const, 'noDestination'],
    [
      'somebody is on it',
      during({ ...long, acknowledged: { by: ANA, at: AGO(1), severity: 'warning' } }),
      terms,
      'acknowledged',
    ],
    ['nobody was notified that it began', during({ ...long, notifiedSeverity: null }), terms, 'noVerdict'],
  ] as const)('nothing is sent where %s', (_name, alertState, given, reason) => {
    expect(decide(unknown, alertState, given)).toMatchObject({ send: null, reason });
  });

  test('it is sent when the mute ends, if there still is none', () => {
    const held = decide(unknown, during(long), muted);
    expect(decide(unknown, held.alertState, { ...terms, now: NOW + 1 })).toMatchObject({ send: 'unknown' });
  });

  test('moments that lie ahead count as now', () => {
    const { alertState } = decide(error, during({ unknownSince: NOW + DAY }), terms);
    expect(alertState.incident?.unknownSince).toBeNull();
    const clamped = decide(unknown, during({ unknownSince: NOW + DAY, unknownNotifiedAt: NOW + DAY }), terms);
    expect(clamped.alertState.incident).toMatchObject({ unknownSince: NOW, unknownNotifiedAt: NOW });
  });
});

describe('a kind that people switch off', () => {
  test('ends its incident without a message', () => {
    const decision = decide({ state: 'unknown', why: 'switchedOff' }, during({ worst: facts(1) }), terms);
    expect(decision).toMatchObject({ send: null, reason: 'switchedOff', alertState: { incident: null } });
  });
});

describe('over the real store', () => {
  async function setUp() {
    const stage = await setUpMonitor();
    await stage.addGuild('g1');
    await stage.balance(1);
    expect(await stage.tell()).toEqual(['g1: balance critical']);
    // The last reading holds for ten minutes.
    stage.wait(10 * MINUTE + 1);
    expect(await stage.tell()).toEqual([]);
    return stage;
  }

  test('people hear once that an incident can no longer be judged, and its first message says it', async () => {
    const { tell, wait, edits, inbox } = await setUp();
    wait(30 * MINUTE - 1);
    expect(await tell()).toEqual([]);
    wait(1);
    expect(await tell()).toEqual(['g1: balance unknown']);
    expect(inbox.at(-1)?.message).toMatchObject({ type: 'unknown', why: 'stale', facts: { balanceMicros: 1_000_000 } });
    expect(edits.map(({ message }) => message)).toMatchObject([
      { state: { endedAt: null, unknown: { why: 'stale' } } },
    ]);
    wait(DAY);
    expect(await tell()).toEqual([]);
  });

  test('it goes on as it was once there is a verdict, with its first message put right', async () => {
    const { balance, tell, wait, edits } = await setUp();
    wait(30 * MINUTE);
    await tell();
    await balance(1);
    expect(await tell()).toEqual(['g1: balance critical reminder 1']);
    expect(edits.at(-1)?.message).toMatchObject({ state: { endedAt: null } });
    expect(edits.at(-1)?.message).not.toHaveProperty('state.unknown');
    await balance(50);
    expect(await tell()).toEqual(['g1: balance recovered']);
  });

  test('that nobody knows is no news any more once somebody does: what still waits is not sent', async () => {
    const { balance, tell, wait, discordRefuses, discordIsBack } = await setUp();
    wait(30 * MINUTE);
    discordRefuses();
    await tell();
    await balance(1);
    await tell();
    discordIsBack();
    wait(MINUTE);
    expect(await tell()).toEqual(['g1: balance critical reminder 1']);
  });
});
