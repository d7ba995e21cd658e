import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../src/monitor/alerts/decision.ts';
import type { AlertState, Incident } from '../../../src/monitor/alerts/incident.ts';
import { type PageTerms, pagesOf } from '../../../src/monitor/alerts/page.ts';
import type { Paged, PagedReceiver } from '../../../src/monitor/alerts/paged.ts';
import type { QuietPasses } from '../../../src/monitor/alerts/quietHours.ts';
import { alertState, facts, incident, NOTHING } from '../../fixtures/alerts.ts';
import { MINUTE, NOW } from '../../fixtures/store.ts';

const PAGER: PagedReceiver = { name: 'pager', from: 'critical', guildIds: null };
const CHAT: PagedReceiver = { name: 'chat', from: 'warning', guildIds: null };

const of = (severity: 'warning' | 'critical', paged: Paged = {}, more: Partial<Incident> = {}) =>
  alertState(incident({ severity, paged, ...more }));
const notified = (severity: 'warning' | 'critical', ...endings: string[]): Paged => ({ pager: { severity, endings } });
const ACKNOWLEDGED: Paged = { pager: { severity: 'warning', endings: [''], isAcknowledged: true } };
const sent = (after: AlertState): Decision => ({
  alertState: after,
  send: 'alert',
  reason: 'firstFiring',
  suppressed: 0,
  pings: true,
  expired: null,
  reminder: null,
});
const silent = (after: AlertState, reason: Extract<Decision, { send: null }>['reason']): Decision => ({
  alertState: after,
  send: null,
  reason,
});

const NO_STEPS = { steps: [], due: [] };
const COOLDOWN = 5 * MINUTE;

function decided(
  before: AlertState,
  decision: Decision,
  receivers: readonly PagedReceiver[] = [PAGER],
  quiet: QuietPasses | null = null,
  escalation: PageTerms['escalation'] = NO_STEPS,
) {
  const severity = decision.alertState.incident?.severity ?? 'critical';
  const verdict = { state: 'firing', severity, facts: facts(1) } as const;
  return pagesOf(
    {
      decision,
      verdict,
      before,
      after: decision.alertState,
      subject: 'shop',
      quiet,
      escalation,
      cooldownMs: COOLDOWN,
      at: NOW + MINUTE,
    },
    receivers,
  );
}

describe('a receiver is notified of an incident', () => {
  test.for<[string, AlertState, Decision, readonly PagedReceiver[], readonly string[]]>([
    ['when people are', NOTHING, sent(of('critical')), [PAGER], ['pager trigger ']],
    ['not of a warning', NOTHING, sent(of('warning')), [PAGER], []],
    ['of a warning where it is to be', NOTHING, sent(of('warning')), [PAGER, CHAT], ['chat trigger ']],
    ['once', of('critical', notified('critical', '')), sent(of('critical', notified('critical', ''))), [PAGER], []],
    [
      'again when it gets critical, under the same key',
      of('warning', notified('warning', '')),
      sent(of('critical', notified('warning', ''))),
      [PAGER],
      ['pager trigger '],
    ],
    [
      'under another key where somebody had acknowledged the warning',
      of('warning', ACKNOWLEDGED),
      sent(of('critical', ACKNOWLEDGED)),
      [PAGER],
      ['pager trigger /critical'],
    ],
    [
      'not what eases',
      of('critical', notified('critical', '')),
      sent(of('warning', notified('critical', ''))),
      [CHAT],
      ['chat trigger '],
    ],
    ['in a server without a place', NOTHING, silent(of('critical'), 'noDestination'), [PAGER], ['pager trigger ']],
    ['not what is muted', NOTHING, silent(of('critical'), 'muted'), [PAGER], []],
    ['not what a cause brings about', NOTHING, silent(of('critical'), 'inhibited'), [PAGER], []],
    ['not what cools down', NOTHING, silent(of('critical'), 'coolingDown'), [PAGER], []],
    ['not what somebody is on', NOTHING, silent(of('critical'), 'acknowledged'), [PAGER], []],
    ['nobody, where there is none', NOTHING, sent(of('critical')), [], []],
  ])('%s', ([_name, before, decision, receivers, expected]) => {
    const { pages, alertState: after } = decided(before, decision, receivers);
    expect(pages.map(({ receiver, event, ending }) => `${receiver} ${event} ${ending}`)).toEqual(expected);
    // Pages that were sent are remembered; without any the alert state stays as it is.
    if (expected.length === 0) expect(after).toBe(decision.alertState);
  });

  test.for([
    [null, 1],
    ['critical', 1],
    ['nothing', 0],
  ] as const)('of a server without a place, while quiet hours let pass: %s', ([quiet, pages]) => {
    expect(decided(NOTHING, silent(of('critical'), 'noDestination'), [PAGER], quiet).pages).toHaveLength(pages);
  });

  test('with what is known by then', () => {
    expect(decided(NOTHING, sent(of('critical'))).pages).toEqual([
      {
        receiver: 'pager',
        event: 'trigger',
        ending: '',
        severity: 'critical',
        facts: facts(1),
        subject: 'shop',
        openedAt: NOW,
        endedAt: null,
        at: NOW + MINUTE,
      },
    ]);
  });
});

describe('its end', () => {
  const over = (reason: Extract<Decision, { send: null }>['reason'] = 'muted') => silent(alertState(null), reason);

  test('is sent to every receiver that was notified, under every key, whatever keeps back the message about it elsewhere', () => {
    const before = of('critical', {
      ...notified('critical', '', '/critical'),
      gone: { severity: 'critical', endings: [''] },
    });
    const { pages } = decided(before, over());
    expect(pages.map(({ receiver, event, ending, endedAt }) => [receiver, event, ending, endedAt])).toEqual([
      ['pager', 'resolve', '', NOW + MINUTE],
      ['pager', 'resolve', '/critical', NOW + MINUTE],
      ['gone', 'resolve', '', NOW + MINUTE],
    ]);
  });

  test('is dated from when it was well again', () => {
    const before = of('critical', notified('critical', ''), { clearSince: NOW + 5 });
    expect(decided(before, over()).pages.map(({ endedAt }) => endedAt)).toEqual([NOW + 5]);
  });

  test('is sent once where the incident stays open because Discord has no place for the message about it', () => {
    const before = of('critical', notified('critical', ''), { clearSince: NOW });
    const verdict = { state: 'ok', facts: facts(100) } as const;
    const at = NOW + MINUTE;
    const decision = silent(before, 'noDestination');
    const first = pagesOf(
      {
        decision,
        verdict,
        before,
        after: before,
        subject: null,
        quiet: null,
        escalation: NO_STEPS,
        cooldownMs: COOLDOWN,
        at,
      },
      [PAGER],
    );
    expect(first.pages.map(({ event }) => event)).toEqual(['resolve']);
    const again = silent(first.alertState, 'noDestination');
    expect(
      pagesOf(
        {
          decision: again,
          verdict,
          before: first.alertState,
          after: first.alertState,
          subject: null,
          quiet: null,
          escalation: NO_STEPS,
          cooldownMs: COOLDOWN,
          at,
        },
        [PAGER],
      ).pages,
    ).toEqual([]);
  });

  test('only by the step of the escalation that names it, and at once where Discord has no place', () => {
    const step = { afterMs: 5 * MINUTE, mention: null, place: null, receiver: 'pager' };
    const waits = { steps: [step], due: [] };
    expect(decided(NOTHING, sent(of('critical')), [PAGER], null, waits).pages).toEqual([]);
    const due = { steps: [step], due: [step] };
    const escalated: Decision = { send: 'escalation', reason: 'escalated', alertState: of('critical') };
    expect(decided(of('critical'), escalated, [PAGER], null, due).pages).toMatchObject([
      { receiver: 'pager', event: 'trigger' },
    ]);
    const nowhere = silent(of('critical'), 'noDestination');
    expect(decided(of('critical'), nowhere, [PAGER], null, waits).pages).toMatchObject([{ receiver: 'pager' }]);
  });

  test('again, under a new key, once nobody is on it any more', () => {
    const acknowledged = { pager: { severity: 'critical' as const, endings: [''], isAcknowledged: true as const } };
    const before = of('critical', acknowledged);
    const first = decided(before, sent(before));
    expect(first.pages.map(({ ending }) => ending)).toEqual([`/again-${(NOW + MINUTE).toString(36)}`]);
    expect(first.alertState.incident?.paged['pager']).toEqual({
      severity: 'critical',
      endings: ['', `/again-${(NOW + MINUTE).toString(36)}`],
    });
    expect(decided(first.alertState, sent(first.alertState)).pages).toEqual([]);
  });

  test('is sent to no receiver that was not notified', () => {
    expect(decided(of('critical'), over()).pages).toEqual([]);
  });
});

describe('where a server has no place in Discord, the cooldown of a receiver', () => {
  const now = NOW + MINUTE;
  const notifiedAt = (at: number, severity: 'warning' | 'critical' = 'critical'): AlertState => ({
    ...NOTHING,
    lastPaged: { pager: { warning: null, critical: null, [severity]: at } },
  });
  const nowhere = silent(of('critical'), 'noDestination');

  test.for<[string, AlertState, Decision, number]>([
    ['holds an incident back', notifiedAt(now - COOLDOWN + 1), nowhere, 0],
    ['is over', notifiedAt(now - COOLDOWN), nowhere, 1],
    ['began now', notifiedAt(now), nowhere, 0],
    ['was written by a clock that was ahead', notifiedAt(now + 1), nowhere, 1],
    ['of a warning holds nothing critical back', notifiedAt(now, 'warning'), nowhere, 1],
    ['holds nothing back that people are notified of', notifiedAt(now), sent(of('critical')), 1],
  ])('%s', ([_name, before, decision, pages]) => {
    expect(decided(before, decision).pages).toHaveLength(pages);
  });

  test('is its own', () => {
    expect(decided(notifiedAt(now), nowhere, [PAGER, CHAT]).pages.map(({ receiver }) => receiver)).toEqual(['chat']);
  });
});
