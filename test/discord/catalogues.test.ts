import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { ERROR_CODES } from '../../src/captchaai/errorCodes.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import { LANGUAGES } from '../../src/discord/words/languages.ts';
import { leavesOf, probed, type Text } from '../fixtures/catalogueTexts.ts';

/** Codes are compared with CaptchaAI's own list, and not with English, which has none of its own. */
const comparable = (words: object) =>
  leavesOf(words).filter(([path]) => !path.startsWith('.codes') && !path.startsWith('.noAnswer'));
const TRANSLATED = LANGUAGES.filter(({ locale }) => !locale.startsWith('en'));
/** Names, units and what is said alike in several languages. */
const SAME =
  /CaptchaAI|^p95|Threads?$|^[\s\W\d%/#*`<>]*$|^(?:d|h|min|s| s)$|Webhook|^\.units|Details|Code|Pipeline|pipeline|^\*\*Ping\*\*$|^Silence$/;
/** Their values decide the sentence, and do not stand in it. */
const DECIDED = ['.errors.thresholdsConflict'];

const textsOf = (words: object) =>
  comparable(words).filter(
    (leaf): leaf is readonly [string, Text] => typeof leaf[1] === 'function' && !DECIDED.includes(leaf[0]),
  );

describe.each(TRANSLATED)('$locale', ({ words }) => {
  test('has every text of the English catalogue, in the same form', () => {
    const shape = ([path, value]: readonly [string, unknown]) => `${path}: ${typeof value}`;
    expect(comparable(words).map(shape).sort()).toEqual(comparable(ENGLISH.words).map(shape).sort());
  });

  test('has no English left in it', () => {
    const english = new Map(comparable(ENGLISH.words));
    const same = comparable(words).filter(
      ([path, value]) =>
        typeof value === 'string' && value.length > 6 && value === english.get(path) && !SAME.test(value),
    );
    expect(same).toEqual([]);
  });

  test('says everything that the English text says', () => {
    const english = new Map(textsOf(ENGLISH.words));
    for (const [path, text] of textsOf(words)) {
      const { said } = probed(text);
      const source = english.get(path);
      for (const value of source === undefined ? [] : probed(source).values) expect(said, path).toContain(value);
    }
  });

  test('explains every code of CaptchaAI', () => {
    expect(Object.keys(words.codes).sort()).toEqual(Object.keys(ERROR_CODES).sort());
  });
});

describe.each(LANGUAGES)('every text in $locale', ({ words }) => {
  test('says something, with nothing in it that is none', () => {
    const said = [...comparable(words).filter(([, value]) => typeof value === 'string'), ...textsOf(words).map(spoken)];
    expect(said.length).toBeGreaterThan(300);
    for (const [path, text] of said) {
      expect(String(text).trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('names only commands and options that there are', () => {
    const known = COMMANDS.flatMap(({ data: { name, options = [] } }) => [
      `/${name}`,
      ...options.map((option) => `/${name} ${option.name}`),
    ]);
    const named = [...textsOf(words).map(spoken), ...comparable(words)].flatMap(
      ([, text]) => String(text).match(/(?<=`)\/[a-z_]+(?: [a-z_]+)?/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((each) => !known.includes(each))).toEqual([]);
  });

  test('uses every value that it gets', () => {
    for (const [path, text] of textsOf(words)) {
      const { said, values } = probed(text);
      for (const value of values) expect(said, path).toContain(value);
    }
  });
});

function spoken([path, text]: readonly [string, Text]) {
  return [path, probed(text).said] as const;
}
