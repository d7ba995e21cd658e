import { describe, expect, test } from 'vitest';
import { alertEmbed, laterEmbed } from '../../src/discord/embeds/alert.ts';
import { lateEmbed, recoveryEmbed, topUpEmbed } from '../../src/discord/embeds/recovery.ts';
import { unknownEmbed } from '../../src/discord/embeds/unknown.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import type { Facts } from '../../src/monitor/alerts/facts.ts';
import {
  AT,
  alertOf,
  balance,
  FRAME,
  HOUR,
  latency,
  MINUTE,
  provider,
  runway,
  SECOND,
  silence,
  stamp,
  threads,
  types,
  workers,
} from '../fixtures/embeds.ts';

const UNCHANGED = { openedAt: AT, endedAt: null, acknowledged: null, muted: null, affects: [] };
const BY_ANNA = { by: { userId: '7', name: '@everyone' }, at: AT + MINUTE, severity: 'warning' } as const;

describe('the first message as it reads later', () => {
  const alert = alertOf(balance());

  test('is what it was while nothing became of it', () => {
    expect(laterEmbed(alert, UNCHANGED, ENGLISH)).toEqual(alertEmbed(alert, ENGLISH));
  });

  test('names who is on it, by mention and never by a name of their own making', () => {
    const embed = laterEmbed(alert, { ...UNCHANGED, acknowledged: BY_ANNA }, ENGLISH);
    expect(embed).toEqual({
      ...alertEmbed(alert, ENGLISH),
      fields: [
        ...(alertEmbed(alert, ENGLISH).fields ?? []),
        { name: 'Acknowledged', value: `<@7> has been on it since ${stamp(AT + MINUTE, 't')}` },
      ],
    });
  });

  test('names what it brought about by now, in the place of what it named at first', () => {
    const embed = laterEmbed(
      alertOf(provider(), 'critical', { affects: ['queue'] }),
      {
        ...UNCHANGED,
        affects: ['queue', 'errors'],
      },
      ENGLISH,
    );
    const affected = embed.fields?.filter(({ name }) => name === 'Also Affected');
    expect(affected?.map(({ value }) => value)).toEqual(['**Queue**, **Error rate**: suppressed while this lasts']);
    expect(embed.color).toBe(0xe74c3c);
  });

  test('says when it ended and after how long, keeps its own words and time, and turns green', () => {
    const embed = laterEmbed(alert, { ...UNCHANGED, endedAt: AT + 42 * MINUTE }, ENGLISH);
    expect(embed).toEqual({
      ...alertEmbed(alert, ENGLISH),
      color: 0x2ecc71,
      title: '💰 Balance Alert (over)',
      fields: [
        ...(alertEmbed(alert, ENGLISH).fields ?? []),
        { name: 'Ended', value: `${stamp(AT + 42 * MINUTE, 'f')}, after 42 min` },
      ],
    });
  });

  test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
    'says in %s that a mute is over, while the incident is not',
    (_locale, language) => {
      const muted = { by: BY_ANNA.by, until: AT + MINUTE, isOver: true } as const;
      const { mutedBefore, mutedValue } = language.words.alerts;
      const named = { who: '<@7>', until: `<t:${(AT + MINUTE) / 1_000}:f>` };
      const [open, ended] = [null, AT + HOUR].map((endedAt) =>
        laterEmbed(alert, { ...UNCHANGED, endedAt, muted }, language).fields?.map(({ value }) => value),
      );
      expect(open).toContain(mutedBefore(named));
      expect(ended).toContain(mutedValue(named));
      expect(mutedBefore(named)).not.toBe(mutedValue(named));
    },
  );

  test('says all of it at once', () => {
    const muted = { by: BY_ANNA.by, until: AT + HOUR };
    const state = { openedAt: AT, endedAt: AT + HOUR, acknowledged: BY_ANNA, muted, affects: ['silence'] } as const;
    const embed = laterEmbed(alertOf(balance(0), 'critical', { suppressed: 2 }), state, ENGLISH);
    expect(embed.fields?.map(({ name }) => name).slice(3)).toEqual([
      'Also Affected',
      'Suppressed',
      'Acknowledged',
      'Muted',
      'Ended',
    ]);
  });

  test('says how long the incident lasted since it began, though nobody was notified at first', () => {
    const state = { ...UNCHANGED, openedAt: AT - 2 * HOUR, endedAt: AT + 42 * MINUTE };
    expect(laterEmbed(alert, state, ENGLISH).fields?.at(-1)?.value).toBe(
      `${stamp(AT + 42 * MINUTE, 'f')}, after 2 h 42 min`,
    );
  });

  test('never lasted less than nothing, whatever the clock did', () => {
    const embed = laterEmbed(alert, { ...UNCHANGED, endedAt: AT - MINUTE }, ENGLISH);
    expect(embed.fields?.at(-1)?.value).toBe(`${stamp(AT - MINUTE, 'f')}, after 0 s`);
  });

  test('can be made again and again from the same message', () => {
    const state = { ...UNCHANGED, acknowledged: BY_ANNA };
    expect(laterEmbed(alert, state, ENGLISH)).toEqual(laterEmbed(alert, state, ENGLISH));
  });
});

test('the message about an incident that nobody could be notified of comes late, with both times', () => {
  const openedAt = AT - 50 * MINUTE;
  const endedAt = AT - 8 * MINUTE;
  expect(
    lateEmbed({ type: 'late', severity: 'warning', worst: latency(), openedAt, endedAt, at: AT }, ENGLISH),
  ).toEqual({
    ...FRAME,
    color: 0x3498db,
    title: '🐢 Slow Solves (over)',
    description: 'Solve latency p95: **143.6s**',
    fields: [
      { name: 'Began', value: stamp(openedAt, 'f'), inline: true },
      { name: 'Ended', value: `${stamp(endedAt, 'f')}, after 42 min`, inline: true },
      { name: 'Sent Late', value: 'Discord could not be reached while it lasted' },
    ],
  });
});

test.each([
  [1, 'It ended before the cooldown did'],
  [3, 'It happened 3 times before the cooldown ended'],
])('what came and went inside a cooldown says so: %i', (times, words) => {
  const late = { type: 'late', severity: 'warning', worst: latency(), openedAt: AT, endedAt: AT, at: AT } as const;
  expect(lateEmbed({ ...late, cooldown: { times, endsAt: AT } }, ENGLISH).fields?.at(-1)).toEqual({
    name: 'Sent Late',
    value: words,
  });
});

test('the first message of an incident that can no longer be judged says so, and why', () => {
  const state = { ...UNCHANGED, unknown: { since: AT, why: 'stale' } } as const;
  expect(laterEmbed(alertOf(balance()), state, ENGLISH).fields?.at(-1)).toEqual({
    name: 'No Longer Judged',
    value: `the last report is too old, since ${stamp(AT, 'f')}`,
  });
});

test('the message about an incident that can no longer be judged says why, since when it fires and what was known last', () => {
  const facts = latency();
  const times = { openedAt: AT - HOUR, since: AT - 30 * MINUTE, at: AT };
  expect(unknownEmbed({ type: 'unknown', severity: 'warning', facts, why: 'stale', ...times }, ENGLISH)).toEqual({
    ...FRAME,
    color: 0xf39c12,
    title: '❔ Can No Longer Be Judged',
    description: `**Latency**: the last report is too old, since ${stamp(AT - 30 * MINUTE, 'f')}`,
    fields: [
      { name: 'Firing Since', value: stamp(AT - HOUR, 'f'), inline: true },
      { name: 'Last Known', value: 'p95 143.6s', inline: true },
    ],
  });
});

test.each([
  [50 * HOUR, '2 d 2 h'],
  [null, 'More than 30 d, or not known yet'],
])('a top-up with a new runway of %s ms', (runwayMs, words) => {
  expect(topUpEmbed({ at: AT - SECOND, fromMicros: 1_500_000, toMicros: 101_500_000, runwayMs }, AT, ENGLISH)).toEqual({
    ...FRAME,
    color: 0x2ecc71,
    title: '💚 Balance Topped Up',
    description: 'Balance: **$1.50** → **$101.50**',
    fields: [{ name: 'New Runway', value: words }],
  });
});

test.each<[string, Facts, Facts, string]>([
  ['silence', silence(), silence(0), 'Results arrive again after 12 min without any'],
  ['provider', provider(), provider({ failure: null, since: null }), 'CaptchaAI answers again'],
  ['latency', latency(), latency(40_000), 'Solve latency p95 recovered: 143.6s → 40.0s'],
  [
    'threads',
    threads(),
    threads({ busy: 3, refused: 0 }),
    'Threads recovered: 15/15 busy, 15.0% of tasks refused → 3/15 busy, 0.0% of tasks refused',
  ],
  ['runway', runway(), runway(null), 'Runway recovered: 3 h 20 min → more than 30 d'],
  ['types', types(), types({ failed: 4 }), 'CAPTCHA type recovered: `turnstile` 77.5% → 10.0% failed'],
  ['types', types(), types({ type: null, failed: 0 }), 'CAPTCHA type recovered: `turnstile` 77.5% → 0.0% failed'],
  ['workers', workers(), workers({ depth: 12 }), 'Tasks are processed again: 1,340 → 12 pending tasks'],
])('%s recovers in its own words', (_kind, before, after, description) => {
  expect(recoveryEmbed({ type: 'recovery', before, after, topUp: null, at: AT }, ENGLISH)).toEqual({
    ...FRAME,
    color: 0x2ecc71,
    title: '✅ Pipeline Recovered',
    description,
  });
});

test.each([
  ['the whole time between the results, not only the time in the message', 12 * MINUTE, AT + 3 * MINUTE, '15 min'],
  ['at least the time in the message, where an older result came late', 12 * MINUTE, AT - 20 * MINUTE, '12 min'],
])('a silence was %s', (_name, quietMs, newestAt, words) => {
  const after = { ...silence(0), newestAt };
  const recovery = { type: 'recovery', before: silence(quietMs), after, topUp: null, at: AT + 4 * MINUTE } as const;
  expect(recoveryEmbed(recovery, ENGLISH).description).toBe(`Results arrive again after ${words} without any`);
});
