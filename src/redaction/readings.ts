/** A text as it reads with some of its escapes resolved. */
export interface Reading {
  readonly text: string;
  /** Where each unit of it, and its end, stand in the text as it came; null: at the same place. */
  readonly starts: readonly number[] | null;
}

interface Escape {
  readonly pattern: RegExp;
  readonly meaning: (escaped: string) => string;
}

const HEX = '[0-9a-f]';
const NEXT_BYTE = `%[89ab]${HEX}`;
const UNSEEN = '(?![\\t-\\r])[\\p{Cc}\\p{Cf}\\p{Default_Ignorable_Code_Point}]';
const JSON_LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const ESCAPES: readonly Escape[] = [
  {
    // A character of UTF-8 is up to four bytes.
    pattern: new RegExp(
      `%f[0-7](?:${NEXT_BYTE}){3}|%e${HEX}(?:${NEXT_BYTE}){2}|%[cd]${HEX}${NEXT_BYTE}|%${HEX}{2}`,
      'gi',
    ),
    meaning: percentMeaning,
  },
  { pattern: /\\(?:u[0-9a-f]{4}|.)/gis, meaning: jsonMeaning },
  // What nobody sees may stand in the midst of what somebody reads.
  { pattern: new RegExp(UNSEEN, 'gu'), meaning: () => '' },
];
/** Nothing is escaped in nearly all texts. */
const PLAIN = /^[\n -$&-[\]-~]*$/;
/** JSON in JSON in JSON, or an address in an address in one. */
const DEEPEST = 4;
/** A text that is longer, or has more to be resolved, is no code and no line, and must not keep the process busy. */
const MOST_UNITS = 500_000;

/** All that a text may mean: as it is, and with escapes of addresses and of JSON resolved, also where they are in one another. */
export function readingsOf(text: string): readonly Reading[] {
  const all: Reading[] = [{ text, starts: null }];
  if (PLAIN.test(text)) return all;
  const known = new Set([text]);
  let layer = all.slice();
  for (let depth = 0; depth < DEEPEST && unitsOf(all) < MOST_UNITS; depth += 1) {
    layer = layer.flatMap((reading) =>
      ESCAPES.filter(({ pattern }) => reading.text.search(pattern) !== -1).map((kind) => resolve(reading, kind)),
    );
    layer = layer.filter((reading) => !known.has(reading.text) && known.add(reading.text));
    all.push(...layer);
  }
  return all;
}

function unitsOf(readings: readonly Reading[]): number {
  return readings.reduce((sum, { text }) => sum + text.length, 0);
}

function resolve(reading: Reading, { pattern, meaning }: Escape): Reading {
  const startOf = (index: number) => reading.starts?.[index] ?? index;
  const starts: number[] = [];
  let text = '';
  let done = 0;
  const keepUntil = (end: number) => {
    text += reading.text.slice(done, end);
    for (; done < end; done += 1) starts.push(startOf(done));
  };
  for (const { 0: escaped, index } of reading.text.matchAll(pattern)) {
    keepUntil(index);
    const resolved = meaning(escaped);
    text += resolved;
    for (let unit = 0; unit < resolved.length; unit += 1) starts.push(startOf(index));
    done = index + escaped.length;
  }
  keepUntil(reading.text.length);
  starts.push(startOf(reading.text.length));
  return { text, starts };
}

function percentMeaning(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    // No UTF-8: older programs write a byte a character.
    return String.fromCharCode(Number.parseInt(escaped.slice(1, 3), 16));
  }
}

function jsonMeaning(escaped: string): string {
  const [, letter = ''] = escaped;
  if (escaped.length > 2) return String.fromCharCode(Number.parseInt(escaped.slice(2), 16));
  return JSON_LETTERS[letter] ?? letter;
}
