import { describe, expect, test } from 'vitest';
import { bodyOf } from '../../src/discord/embeds/alertBody.ts';
import { reminderLine } from '../../src/discord/embeds/reminder.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import type { Facts } from '../../src/monitor/alerts/facts.ts';
import { clearLevel } from '../../src/monitor/kinds/clearLevel.ts';
import type { Mention } from '../../src/monitor/types.ts';
import { bodyTo } from '../fixtures/bodies.ts';
import {
  AT,
  alertOf,
  balance,
  HOUR,
  latency,
  MINUTE,
  provider,
  runway,
  silence,
  stamp,
  threads,
  types,
  workers,
} from '../fixtures/embeds.ts';
import { THRESHOLDS } from '../fixtures/thresholds.ts';

const ROLE: Mention = { type: 'role', id: '111111111111111111' };
const errors: Facts = { kind: 'errors', failed: 45, total: 200, windowMs: 5 * MINUTE, byCode: [] };
const queue: Facts = {
  kind: 'queue',
  depth: 340,
  thresholdDepth: 100,
  activeWorkers: 4,
  drain: { basis: 'crude', ms: 0 },
};
const reminder = (facts: Facts) => ({
  n: 3,
  since: AT - 2 * HOUR,
  nextAt: AT + 40 * MINUTE,
  recoversAt: clearLevel(facts, THRESHOLDS),
});

describe('a reminder says that it is one, and what it waits for', () => {
  test.each<[string, Facts]>([
    ['recovers at 10.0%', errors],
    ['recovers at $10.20', balance()],
    ['recovers at 80 pending', queue],
    ['recovers at 100.0s', latency()],
    ['recovers at 95.0%', threads()],
    ['recovers at 10.0%', threads({ busy: null, total: null })],
    ['recovers at 1 d 12 h', runway()],
    ['recovers at 30.0%', types()],
    ['recovers when a worker is active, a result arrives or nothing waits', workers()],
    ['recovers when a result arrives', silence()],
    ['recovers when CaptchaAI answers', provider()],
  ])('%s', (recovers, facts) => {
    expect(reminderLine(reminder(facts), facts, ENGLISH)).toBe(
      `🔁 Reminder 3: still firing since ${stamp(AT - 2 * HOUR, 'f')}, ${recovers}, next one ${stamp(AT + 40 * MINUTE, 'R')}`,
    );
  });

  test.each([
    ['pings, with the line below', true, 'critical', /^<@&111111111111111111>\n🔁 Reminder 3/],
    ['does not ping where it has become better', false, 'critical', /^🔁 Reminder 3/],
    ['does not ping as a warning', true, 'warning', /^🔁 Reminder 3/],
  ] as const)('and %s', (_name, pings, severity, content) => {
    const body = bodyTo(alertOf(errors, severity, { pings, reminder: reminder(errors) }), ROLE);
    expect(body.content).toMatch(content);
    expect(body.allowed_mentions?.roles ?? []).toEqual(pings && severity === 'critical' ? [ROLE.id] : []);
  });

  test('and a first message does not', () => {
    const body = bodyTo(alertOf(errors, 'critical', { pings: true, reminder: null }), ROLE);
    expect(body.content).toBe('<@&111111111111111111>');
  });
});

describe('a balance names the threshold that was crossed', () => {
  test.each([
    ['the critical one too, where that was crossed', { ...balance(1_990_000), criticalMicros: 2_000_000 }, '$2.00'],
    ['and no other below the first', balance(), undefined],
  ] as const)('%s', (_name, facts, critical) => {
    const { fields } = bodyOf(facts, critical === undefined ? 'warning' : 'critical', ENGLISH);
    expect(fields[0]).toEqual({ name: 'Threshold', value: '$10.00', inline: true });
    expect(fields.find(({ name }) => name === 'Critical Below')?.value).toBe(critical);
  });
});
