import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_BOOK } from '../../../src/captchaai/errorCodes.ts';
import { createCodeNames } from '../../../src/monitor/record/codeNames.ts';
import { result } from '../../fixtures/monitor.ts';

const { nameOf, merge, takeIn } = createCodeNames(CODE_BOOK);

/** Invisible, of every kind that there is: zero-width, joiner, mark of order, direction, hyphen, selector, filler, tag, control. */
const INVISIBLE = [
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u202e',
  '\u2066',
  '\u00ad',
  '\ufe0f',
  '\u115f',
  '\u{e0041}',
  '\0',
  '\x1b',
];
const SPACES = [' ', '\n', '\t', '\r\n', '\u00a0', '\u3000', '\u2028', '\u2800'];

describe('a code is called', () => {
  test.each<[string, string, string | null]>([
    ['as it came', 'ERROR_FROM_TOMORROW', 'ERROR_FROM_TOMORROW'],
    ['with its own case where nobody knows it', 'Error_From_Tomorrow', 'Error_From_Tomorrow'],
    ['as it is documented', 'error_captcha_unsolvable', 'ERROR_CAPTCHA_UNSOLVABLE'],
    ['the same with spaces round it', ' ERROR_CAPTCHA_UNSOLVABLE\n', 'ERROR_CAPTCHA_UNSOLVABLE'],
    ['the same with a space in it', '\u00a0error:\u3000\t1002', 'ERROR: 1002'],
    ['the same without its space', 'error:1001', 'ERROR: 1001'],
    ['without what only looks like a letter', 'ERROR_ZERO_BALANCE\u0131', 'ERROR_ZERO_BALANCE\u0131'],
    ['one that is composed as one that is not', 'cafe\u0301', 'caf\u00e9'],
    ['nothing, where there is nothing', '', null],
    ['nothing, where nobody sees anything', ' \u200b\ufeff\u2800\n', null],
    ['like a field of every object', '__proto__', '__proto__'],
  ])('%s: %j', (_name, text, name) => {
    expect(nameOf(text)).toBe(name);
  });

  test.each(CODE_BOOK.known)('%s, whatever it is decorated with', (known) => {
    const decorated = fc
      .tuple(
        fc.array(fc.constantFrom(...INVISIBLE, ...SPACES), { maxLength: 4 }),
        fc.array(fc.constantFrom('', ...INVISIBLE), { minLength: known.length, maxLength: known.length }),
        fc.array(fc.boolean(), { minLength: known.length, maxLength: known.length }),
        fc.array(fc.constantFrom(...INVISIBLE, ...SPACES), { maxLength: 4 }),
      )
      .map(([before, between, lower, after]) =>
        [
          ...before,
          ...[...known].map((letter, i) => `${lower[i] ? letter.toLowerCase() : letter}${between[i]}`),
          ...after,
        ].join(''),
      );
    fc.assert(
      fc.property(decorated, (text) => {
        expect(nameOf(text)).toBe(known);
      }),
      { numRuns: 30 },
    );
  });

  test('the same when it is taken in a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = nameOf(text);
        expect(name === null ? null : nameOf(name)).toBe(name);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

describe('taken in', () => {
  const failed = (errorCode: string | null) => takeIn(result(0, { outcome: 'failed', errorCode }));

  test.each([
    'CAPCHA_NOT_READY',
    'captcha_not_ready ',
    'OK_REPORT_RECORDED',
    'ERROR_REPORT_NOT_RECORDED',
    'ERROR_DUPLICATE_REPORT',
  ])('%j is no failure', (code) => {
    expect(failed(code).outcome).toBe('noFailure');
  });

  test.each(['ERROR_CAPTCHA_UNSOLVABLE', 'error_x', null, '\u200b'])('%j is a failure', (code) => {
    expect(failed(code).outcome).toBe('failed');
  });

  test('a type is what people see of it', () => {
    expect(takeIn(result(0, { captchaType: '\ufeff turn\u200bstile\n' })).captchaType).toBe('turnstile');
    expect(takeIn(result(0, { captchaType: '\u200b' })).captchaType).toBeNull();
  });
});

describe('lines of codes, however they were kept', () => {
  test('one a code, in the spelling of the most frequent where nobody documents it', () => {
    expect(
      merge([
        { code: 'TIMEOUT', count: 5 },
        { code: 'Error_X', count: 4 },
        { code: ' timeout', count: 3 },
        { code: 'error_x\n', count: 3 },
        { code: 'ERROR_X', count: 2 },
        { code: 'ERROR_Y', count: 9 },
        { code: '\u200b', count: 1 },
      ]),
    ).toEqual([
      { code: 'ERROR_Y', count: 9 },
      { code: 'Error_X', count: 9 },
      { code: 'TIMEOUT', count: 8 },
    ]);
  });

  test('no failure is lost or counted twice', () => {
    const counts = fc.array(
      fc.record({
        code: fc.constantFrom('a', 'A', ' a', 'b', 'TIMEOUT', 'timeout\n'),
        count: fc.integer({ min: 1, max: 9 }),
      }),
    );
    const sum = (all: readonly { count: number }[]) => all.reduce((total, { count }) => total + count, 0);
    fc.assert(
      fc.property(counts, (given) => {
        const merged = merge(given);
        expect(sum(merged)).toBe(sum(given));
        expect(new Set(merged.map(({ code }) => code.toLowerCase())).size).toBe(merged.length);
      }),
    );
  });
});
