import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertEmbed } from '../../src/discord/embeds/alert.ts';
import { failureWords } from '../../src/discord/embeds/failure.ts';
import { clip, inlineCode } from '../../src/discord/embeds/text.ts';
import { thresholdName } from '../../src/discord/embeds/thresholdName.ts';
import { withinLimits } from '../../src/discord/embeds/withinLimits.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES, languageOf } from '../../src/discord/words/languages.ts';
import { whyNoTimeZone } from '../../src/monitor/text/timeZones.ts';
import { alertOf, balance } from '../fixtures/embeds.ts';

describe.each(LANGUAGES)('the commands in $locale', ({ words }) => {
  test('keep to the form that Discord asks of names and descriptions', () => {
    // https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
    const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
    const names = Object.values(words.commands).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, description, options } of Object.values(words.commands)) {
      const parts = [
        { name, description },
        ...Object.values(options as Record<string, { name: string; description: string }>),
      ];
      for (const part of parts) {
        expect(part.name).toMatch(NAME);
        expect(part.name).toBe(part.name.toLowerCase());
        expect(part.description.length, part.description).toBeGreaterThan(0);
        expect(part.description.length, part.description).toBeLessThanOrEqual(100);
      }
      const optionNames = Object.values(options as Record<string, { name: string }>).map((option) => option.name);
      expect(new Set(optionNames).size).toBe(optionNames.length);
    }
  });
});

test.each([
  ['de', '💰 Guthaben niedrig', 'Das CaptchaAI-Guthaben beträgt **8,42\u00a0$**'],
  ['fr', '💰 Solde bas', 'Le solde CaptchaAI est de **8,42\u00a0$**'],
  ['es-ES', '💰 Saldo bajo', 'El saldo de CaptchaAI es **8,42\u00a0$**'],
  ['es-419', '💰 Saldo bajo', 'El saldo de CaptchaAI es **$8.42**'],
  ['pt-BR', '💰 Saldo baixo', 'O saldo da CaptchaAI é **$\u00a08,42**'],
  ['ru', '💰 Низкий баланс', 'Баланс CaptchaAI: **8,42\u00a0$**'],
  ['zh-CN', '💰 余额警报', 'CaptchaAI 余额为 **$8.42**'],
  ['en-GB', '💰 Balance Alert', 'CaptchaAI balance is **$8.42**'],
  ['ja', '💰 Balance Alert', 'CaptchaAI balance is **$8.42**'],
])('an alert reads in %s as people there write', (locale, title, description) => {
  expect(alertEmbed(alertOf(balance()), languageOf(locale))).toMatchObject({ title, description });
});

test('thresholds that do not fit together are named, in every language', () => {
  for (const language of LANGUAGES) {
    const [name, other] = ['latency.clearP95', 'latency.p95'] as const;
    const details = { problem: 'latencyClear', name, now: 100, other: { name: other, now: 120 } } as const;
    const text = failureWords({ code: 'thresholdsConflict', details }, language);
    for (const each of [name, other]) expect(text).toContain(`**${thresholdName(each, language)}**`);
  }
});

test('a number of four digits is grouped in every language', () => {
  for (const { locale, count, number, usd, seconds, percent } of LANGUAGES) {
    for (const text of [count(2_005), number(2_005.5), usd(2_005_000_000), seconds(2_005_000), percent(20.05)])
      expect(text, locale).not.toMatch(/\d{4}/);
  }
});

test.each([
  ['CET', '`CET` stands for several time zones, and does not say when clocks change. Did you mean `Europe/Berlin`?'],
  [
    'XYZ',
    '`XYZ` stands for several time zones, and does not say when clocks change. Pick a city, such as Europe/Berlin.',
  ],
  ['Europe/Berln', '`Europe/Berln` is not a time zone. Did you mean `Europe/Berlin`?'],
  ['Mars', '`Mars` is not a time zone. Pick a city, such as Europe/Berlin.'],
])('%s is refused as a time zone with what was meant', (text, words) => {
  const details = { text, ...whyNoTimeZone(text) };
  expect(failureWords({ code: 'badTimeZone', details }, ENGLISH)).toBe(words);
});

test.each([
  [8_429_999, '$8.42'],
  [-9_999, '$0.00'],
  [-10_000, '-$0.01'],
])('%d micro-dollars are %s', (micros, text) => {
  expect(ENGLISH.usd(micros)).toBe(text);
});

const anyText = fc.string({ unit: 'binary', maxLength: 6_000 });

test('a clipped text is within its limit, as long as that allows, well-formed, and a beginning of what it was', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 300 }), (text, limit) => {
      const clipped = clip(text, limit);
      expect(clipped.length).toBeLessThanOrEqual(limit);
      // Of a pair that does not fit in whole nothing is kept.
      expect(clipped.length).toBeGreaterThanOrEqual(Math.min(text.length, limit - 1));
      expect(clipped.isWellFormed()).toBe(true);
      expect(text.startsWith(clipped === text ? clipped : clipped.slice(0, -1))).toBe(true);
    }),
  );
});

test('inline code is one line, short, and nothing in it can be left, pinged or formatted', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, fc.constantFrom('`@everyone`', '```js', '<@1>', '**a**\n# b', '\u202Elive\u2066')),
      (text) => {
        const code = inlineCode(text);
        expect(code).toMatch(/^`[^`\n\r]+`$/);
        expect(code).not.toMatch(/\p{Bidi_Control}/u);
        expect(code.length).toBeLessThanOrEqual(102);
        expect(code.isWellFormed()).toBe(true);
      },
    ),
  );
});

test('whatever is in an embed, it keeps to the limits of Discord', () => {
  const field = fc.record({ name: anyText, value: anyText });
  fc.assert(
    fc.property(anyText, anyText, fc.array(field, { maxLength: 30 }), (title, description, fields) => {
      const fitted = withinLimits({ title, description, fields });
      expect(fitted.title?.length).toBeLessThanOrEqual(256);
      expect(fitted.description?.length).toBeLessThanOrEqual(4_096);
      expect(fitted.fields?.length).toBeLessThanOrEqual(25);
      const texts = (fitted.fields ?? []).flatMap(({ name, value }) => [name, value]);
      const total = [fitted.title ?? '', fitted.description ?? '', ...texts].join('').length;
      expect(total).toBeLessThanOrEqual(6_000);
      for (const { value } of fitted.fields ?? []) {
        expect(value.length).toBeLessThanOrEqual(1_024);
        expect(value.trim()).not.toBe('');
      }
    }),
    { numRuns: 50 },
  );
});
