import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/monitor/alerts/decide.ts';
import type { AlertState } from '../../../src/monitor/alerts/incident.ts';
import { reminderPings, waitAfterMs } from '../../../src/monitor/alerts/remind.ts';
import { COOLDOWN, error, facts, firing, ok, quiet, terms, warning } from '../../fixtures/decisions.ts';
import { HOUR, MINUTE, NOW } from '../../fixtures/thresholds.ts';

describe('the time to the next message', () => {
  test.each([
    ['the first one', 0, 5 * MINUTE],
    ['reminder 1', 1, 5 * MINUTE],
    ['reminder 2', 2, 10 * MINUTE],
    ['reminder 3', 3, 20 * MINUTE],
    ['reminder 4', 4, 40 * MINUTE],
    ['reminder 5, which would be 80 minutes', 5, HOUR],
    ['reminder 2,000', 2_000, HOUR],
  ])('before %s doubles up to an hour', (_name, messages, expected) => {
    expect(waitAfterMs(messages, terms)).toBe(expected);
  });

  test.each([
    ['equal to the cooldown', COOLDOWN],
    ['below the cooldown', 1],
  ])('is the cooldown where the longest one is %s', (_name, reminderMaxMs) => {
    for (const messages of [0, 1, 2, 9]) expect(waitAfterMs(messages, { ...terms, reminderMaxMs })).toBe(COOLDOWN);
  });
});

/** When alerts go out while it fires for so long, looked at every half minute. */
function alertsWhile(verdictAt: (ms: number) => typeof warning, forMs: number) {
  let alertState: AlertState = quiet;
  const sent: { atMin: number; n: number | null; pings: boolean; reason: string }[] = [];
  for (let ms = 0; ms <= forMs; ms += MINUTE / 2) {
    const decision = decide(verdictAt(ms), alertState, { ...terms, now: NOW + ms });
    alertState = decision.alertState;
    if (decision.send !== 'alert') continue;
    const { pings, reason, reminder } = decision;
    sent.push({ atMin: ms / MINUTE, n: reminder?.n ?? null, pings, reason });
  }
  return sent;
}

describe('reminders', () => {
  test('grow rarer: after 1, 2, 4, 8 … cooldowns, at most an hour apart', () => {
    const sent = alertsWhile(() => warning, 4 * HOUR);
    expect(sent.map(({ atMin }) => atMin)).toEqual([0, 5, 15, 35, 75, 135, 195]);
    expect(sent.map(({ n }) => n)).toEqual([null, 1, 2, 3, 4, 5, 6]);
  });

  test('say when the next one comes, and keep to it', () => {
    let alertState: AlertState = quiet;
    let nextAt: number | null = null;
    for (let ms = 0; ms <= 3 * HOUR; ms += MINUTE / 2) {
      const decision = decide(warning, alertState, { ...terms, now: NOW + ms });
      alertState = decision.alertState;
      if (decision.send !== 'alert') continue;
      if (nextAt !== null) expect(NOW + ms).toBe(nextAt);
      nextAt = decision.reminder?.nextAt ?? null;
    }
  });

  test('begin anew once it got worse', () => {
    const sent = alertsWhile((ms) => (ms < 20 * MINUTE ? warning : error), HOUR);
    expect(sent.map(({ atMin, n, reason }) => [atMin, n, reason])).toEqual([
      [0, null, 'firstFiring'],
      [5, 1, 'cooldownElapsed'],
      [15, 2, 'cooldownElapsed'],
      [20, null, 'worsened'],
      [25, 1, 'cooldownElapsed'],
      [35, 2, 'cooldownElapsed'],
      [55, 3, 'cooldownElapsed'],
    ]);
  });

  test('begin anew with the next incident', () => {
    const first = decide(warning, quiet, terms);
    const over = decide(ok, first.alertState, { ...terms, clearHoldMs: 0, now: NOW + HOUR });
    const next = decide(warning, over.alertState, { ...terms, now: NOW + 2 * HOUR });
    expect(next).toMatchObject({ send: 'alert', reason: 'firstFiring', reminder: null });
    const after = decide(warning, next.alertState, { ...terms, now: NOW + 2 * HOUR + COOLDOWN });
    expect(after).toMatchObject({ send: 'alert', reminder: { n: 1 } });
  });

  test('are the ones to say so after a mute too, where people knew of it before', () => {
    const first = decide(error, quiet, terms);
    const during = decide(error, first.alertState, { ...terms, muted: true, now: NOW + COOLDOWN });
    const after = decide(error, during.alertState, { ...terms, now: NOW + COOLDOWN + 1 });
    expect(after).toMatchObject({ send: 'alert', reason: 'muteEnded', suppressed: 1, pings: true, reminder: { n: 1 } });
  });

  test.each([
    ['got no better', [1, 1, 1], [true, true, true]],
    ['got better', [1, 1.5, 1.5], [true, false, false]],
    ['got better, and is as bad as at the last ping again', [1, 1.5, 1], [true, false, true]],
    ['got worse', [1, 0.9, 0.8], [true, true, true]],
    ['got worse, and is better than at the last ping', [1, 0.9, 0.95], [true, true, false]],
  ])('of what is critical ping unless it has become better since the last ping: it %s', (_name, usd, expected) => {
    const at = [0, 5, 15].map((min) => min * MINUTE);
    const verdictAt = (ms: number) => firing('critical', usd[at.findLastIndex((from) => from <= ms)]);
    expect(alertsWhile(verdictAt, 15 * MINUTE).map(({ pings }) => pings)).toEqual(expected);
  });

  test('of a warning never ping, whoever is to be pinged from a warning on', () => {
    expect(reminderPings('warning', facts(1), null)).toBe(false);
    expect(alertsWhile(() => warning, 15 * MINUTE).map(({ pings }) => pings)).toEqual([true, false, false]);
  });
});
