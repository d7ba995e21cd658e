import { expect, test } from 'vitest';
import { whyEmbed } from '../../src/discord/embeds/why.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { SEND_REASONS, SILENT_REASONS } from '../../src/monitor/alerts/decision.ts';
import type { PastDecision } from '../../src/monitor/ports/decisionStore.ts';
import { AT, HOUR, latency, MINUTE, stamp } from '../fixtures/embeds.ts';

const errors = {
  kind: 'errors',
  failed: 45,
  total: 200,
  rate: 0.225,
  byCode: [],
  windowMs: HOUR,
  inRow: null,
} as const;
const FIRING: PastDecision = {
  ...{ kind: 'errors', at: AT - MINUTE, until: null, state: 'firing', reason: 'firstFiring', threshold: 0.15 },
  ...{ facts: errors as never, why: null, mute: null },
};
const by = { userId: '200000000000000001', name: 'ada' };
const MUTE = {
  id: 1,
  guildId: 'g',
  scope: 'errors',
  pipeline: null,
  until: AT + HOUR,
  createdAt: AT,
  by,
  reason: '`deploy',
} as const;
const describing = (decided: PastDecision | null, language = ENGLISH) =>
  whyEmbed({ kind: 'errors', at: AT, decided, around: decided === null ? [] : [decided] }, AT, language);

test.each<[string, PastDecision | null, string]>([
  ['fired', FIRING, '22.5% (45/200), threshold 15.0%. It began to fire, and a message was sent.'],
  [
    'was muted',
    { ...FIRING, reason: 'muted', mute: MUTE },
    `22.5% (45/200), threshold 15.0%. Nothing was sent: <@${by.userId}> had muted it until ${stamp(AT + HOUR, 't')}. Reason: \`ˋdeploy\`.`,
  ],
  [
    'was muted by a mute that is no longer kept',
    { ...FIRING, reason: 'muted' },
    '22.5% (45/200), threshold 15.0%. Nothing was sent: it was muted.',
  ],
  [
    'could not be judged',
    { ...FIRING, state: 'unknown', reason: 'noVerdict', facts: null, why: 'tooFewResults' },
    'Nothing was sent: it could not be judged. The reason: too few results to judge.',
  ],
  [
    'was slow',
    { ...FIRING, kind: 'latency', facts: latency(), threshold: 120_000 },
    'p95 143.6s, threshold 120.0s. It began to fire, and a message was sent.',
  ],
  ['is not known', null, 'Nothing is known of this time. Decisions are kept for 30 days.'],
])('a kind that %s', (_name, decided, text) => {
  const { title, description, fields } = describing(decided);
  expect(title).toBe('❓ Why: Error rate');
  expect(description).toBe(`${text}\n-# At ${stamp(AT, 'f')}`);
  expect(fields?.map(({ value }) => value.trim())).toEqual(
    decided === null ? [] : [`${stamp(AT - MINUTE, 't')}: ${text}`],
  );
});

test.each(LANGUAGES.map((language) => [language.locale, language] as const))(
  'every reason has a sentence of its own in %s',
  (_locale, language) => {
    const texts = [...SEND_REASONS, ...SILENT_REASONS].map(
      (reason) => describing({ ...FIRING, facts: null, reason }, language).description,
    );
    expect(new Set(texts).size).toBe(SEND_REASONS.length + SILENT_REASONS.length);
    expect(Math.min(...texts.map((text) => text?.length ?? 0))).toBeGreaterThan(20);
  },
);
