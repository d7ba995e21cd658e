import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../../../src/discord/words/language.ts';
import { LANGUAGES, languageOf } from '../../../src/discord/words/languages.ts';
import type { Facts } from '../../../src/monitor/alerts/facts.ts';
import { linesOf, pageText, summaryOf } from '../../../src/receivers/outside/pageText.ts';
import { plainWords } from '../../../src/receivers/outside/plainWords.ts';
import { OPENED_AT, pageOf, resolved } from '../../fixtures/pages.ts';

test.each([
  ['Error rate: **22.5%** (45/200)', 'Error rate: 22.5% (45/200)'],
  ['• `ERROR_X`: 5', '• ERROR_X: 5'],
  ['`a**b**c` is **bold**', 'a**b**c is bold'],
  ['`<t:0:f>` since <t:1795921200:f>', '<t:0:f> since 2026-11-29T03:00:00Z'],
  ['<t:1795921200>', '2026-11-29T03:00:00Z'],
  ['💰 Balance', '💰 Balance'],
  ['a < b * c ` d', 'a < b * c ` d'],
])('%s reads %s', (text, expected) => expect(plainWords(text)).toBe(expected));

const silence: Facts = { kind: 'silence', quietMs: 900_000, newestAt: OPENED_AT, inHourBefore: 120 };
const errors: Facts = {
  kind: 'errors',
  failed: 45,
  total: 200,
  windowMs: 300_000,
  byCode: [{ code: 'ERROR_**_[x](https://evil.example)', count: 45 }],
};

describe('a page', () => {
  test('says what the alert says, without marks', () => {
    expect(pageText(pageOf({ facts: errors }), ENGLISH)).toMatchObject({
      title: '⚠️ Error Rate Spike',
      description: 'Error rate: 22.5% (45/200)',
      facts: [
        { name: 'Error Breakdown', value: '• ERROR_**_[x](https://evil.example): 45' },
        { name: 'Window', value: expect.any(String) },
      ],
    });
  });

  test('has times that need no Discord', () => {
    const text = pageText(pageOf({ facts: silence }), ENGLISH);
    expect(linesOf(text)).toContain('2026-11-29T03:00:00Z');
  });

  test('says that it is over, when, and after how long', () => {
    const { title, facts } = pageText(resolved(), ENGLISH);
    expect(title).toBe('💰 Balance Alert (over)');
    expect(facts.at(-1)).toEqual({ name: 'Ended', value: '2026-11-29T03:25:00Z, after 25 min' });
  });

  test('of a test says that nothing is wrong, and has no numbers', () => {
    const text = pageText(pageOf({ isTest: true }), ENGLISH);
    expect(summaryOf(text, null)).toBe(
      '🧪 Test Alert (Critical): Someone is testing whether alerts arrive here. Nothing is wrong.',
    );
    expect(text.facts).toEqual([]);
    expect(pageText({ ...resolved(), isTest: true }, ENGLISH).title).toBe('🧪 Test Alert (Critical) (over)');
  });

  test('names what it is about', () => {
    const text = pageText(pageOf(), ENGLISH);
    expect(summaryOf(text, 'main')).toBe('💰 Balance Alert (main): CaptchaAI balance is $1.42');
    expect(summaryOf(text, null)).toBe('💰 Balance Alert: CaptchaAI balance is $1.42');
  });

  test.each(LANGUAGES.map(({ locale }) => locale))('has no marks of Discord in %s', (locale) => {
    const language = languageOf(locale);
    for (const page of [pageOf(), resolved(), pageOf({ facts: silence }), pageOf({ isTest: true })]) {
      const text = pageText(page, language);
      expect(`${text.title}\n${linesOf(text)}`).not.toMatch(/\*\*|`|<t:|<@/);
    }
  });

  test('has no part that is longer than 1,024 characters', () => {
    const byCode = Array.from({ length: 100 }, (_, index) => ({ code: `E${index}`.padEnd(90, 'x'), count: 1 }));
    const { facts } = pageText(pageOf({ facts: { ...errors, byCode } }), ENGLISH);
    expect(Math.max(...facts.map(({ value }) => value.length))).toBeLessThanOrEqual(1_024);
    expect(Math.max(...facts.map(({ value }) => value.length))).toBeGreaterThan(900);
  });
});
