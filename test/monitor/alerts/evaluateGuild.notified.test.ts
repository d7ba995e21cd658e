import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTRADICTED_AFTER_MS, INHIBITION_MS } from '../../../src/monitor/alerts/causes.ts';
import { ALERT_KINDS, type AlertKind } from '../../../src/monitor/types.ts';
import { tellStory, WRONG } from '../../fixtures/guildStory.ts';
import { HOUR, MINUTE, THRESHOLDS } from '../../fixtures/thresholds.ts';

const COOLDOWN = THRESHOLDS.cooldownMs;
const REFUSED_BY = {
  'the account is refused': ['accountRefused', 'provider'],
  'the balance is used up': ['usedUp', 'balance'],
} as const;

describe.each(Object.entries(REFUSED_BY))('%s', (_name, [what, cause]) => {
  test('its consequences speak while it is muted', () => {
    const { sent, mute } = tellStory();
    mute(cause, 24 * HOUR);
    expect(sent(what, 'errors')).toEqual(['errors critical']);
  });

  test('its consequences speak from the moment when a mute of it begins', () => {
    const { sent, mute, wait } = tellStory();
    expect(sent(what, 'errors')).toEqual([`${cause} critical affecting errors`]);
    wait(MINUTE);
    mute(cause, 24 * HOUR);
    expect(sent(what, 'errors')).toEqual(['errors critical']);
  });

  test('its consequences stay silent while somebody is on it, muted or not', () => {
    const { sent, mute, wait, acknowledge } = tellStory();
    sent(what, 'errors');
    acknowledge(cause);
    mute(cause, 24 * HOUR);
    wait(MINUTE);
    expect(sent(what, 'errors')).toEqual([]);
  });

  test('its consequences speak where the message about it was given up, so that nobody knows of it', () => {
    const { sent, alertStates, wait, mute } = tellStory();
    sent(what, 'errors');
    const alertState = alertStates.get(cause);
    if (alertState?.incident == null) throw new Error('no incident');
    alertStates.set(cause, {
      ...alertState,
      notified: null,
      incident: { ...alertState.incident, notifiedSeverity: null },
    });
    mute(cause, HOUR);
    wait(1);
    expect(sent(what, 'errors')).toEqual(['errors critical']);
  });

  test('its consequences speak where the facts contradict it: 90 % fail, so that tasks are still being solved', () => {
    const { sent, now, wait } = tellStory();
    const since = now();
    const failing = { solved: 10, failed: 90, byCode: [] };
    const seen = () => ({ window: failing, inhibitionTotals: failing });
    const lasts = () => (what === 'usedUp' ? { usedUpSince: since } : {});
    expect(sent(what, seen, lasts)).toEqual([`${cause} critical affecting errors`]);
    wait(CONTRADICTED_AFTER_MS - 1);
    expect(sent(what, seen, lasts)).not.toContain('errors critical');
    wait(1);
    expect(sent(what, seen, lasts)).toContain('errors critical');
  });
});

test('a used-up balance inhibits nothing on a plan of threads, where its alerts are off', () => {
  const { sent } = tellStory({ thresholds: { ...THRESHOLDS, balance: { ...THRESHOLDS.balance, enabled: false } } });
  expect(sent('usedUp', 'errors')).toEqual(['errors critical']);
});

test('busy threads inhibit errors too where most failures are refusals', () => {
  const totals = { solved: 50, failed: 50, byCode: [{ code: 'ERROR_NO_SLOT_AVAILABLE', count: 26 }] };
  const { sent } = tellStory();
  expect(sent('full', () => ({ window: totals, inhibitionTotals: totals }))).toEqual([
    'threads warning affecting errors',
  ]);
});

type Wrong = keyof typeof WRONG;
const wrongs = fc.subarray(Object.keys(WRONG) as Wrong[]);
const kinds = fc.constantFrom<AlertKind>(...ALERT_KINDS);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('look' as const), wrong: wrongs }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mute' as const), kind: kinds, min: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), kind: kinds }) },
);

/** For longer than that nothing that fires may stay unsaid: the window of what a cause left behind is the longest wait. */
const LONGEST_MS = COOLDOWN + INHIBITION_MS + THRESHOLDS.errors.windowMs;

test('whatever is muted or acknowledged: people are notified of what fires for long, or of a cause of it that names it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), wrongs, (steps, wrong) => {
      const story = tellStory();
      for (const one of steps) {
        if (one.do === 'look') story.outcomes(...one.wrong);
        else if (one.do === 'mute') story.mute(one.kind, one.min * MINUTE);
        else if (story.alertStates.get(one.kind)?.incident?.notifiedSeverity != null) story.acknowledge(one.kind);
        story.wait(MINUTE / 2);
      }
      // Then the same goes on for long, with the last mute over.
      story.mute('all', 0);
      for (let ms = 0; ms <= LONGEST_MS; ms += MINUTE / 2) {
        story.outcomes(...wrong);
        story.wait(MINUTE / 2);
      }
      for (const { kind, verdict } of story.outcomes(...wrong)) {
        if (verdict.state !== 'firing') continue;
        const isKnown = story.alertStates.get(kind)?.incident?.notifiedSeverity != null;
        const isNamed = [...story.alertStates.values()].some(
          ({ incident }) => incident?.notifiedSeverity != null && incident.affects.includes(kind),
        );
        expect([kind, isKnown || isNamed]).toEqual([kind, true]);
      }
    }),
    { numRuns: 300, seed: 11 },
  );
});
