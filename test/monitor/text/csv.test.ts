import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from '../../../src/monitor/text/csv.ts';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['', ''],
  [null, ''],
  [true, 'true'],
  [-1.5, '-1.5'],
  // Formulas of spreadsheets.
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', '"\'\r=1"'],
  ['＝1', "'＝1"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ['a=1', 'a=1'],
])('%j is written as %j', (cell, text) => {
  expect(csvOf(['x'], [[cell]])).toBe(`x\r\n${text}\r\n`);
});

/** Reads CSV by RFC 4180. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    const [, quoted, plain = '', end] = match;
    const row = rows.at(-1);
    if (row === undefined || row.at(-1) === '\0') rows.push([]);
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.at(-1)?.push('\0');
  }
  return rows.map((row) => row.slice(0, -1));
}

test('whatever the texts, they can be read again, and none is a formula', () => {
  const text = fc.string().filter((each) => !each.includes('\0'));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (rows) => {
      const cells = parsed(csvOf(['a', 'b'], rows)).slice(1);
      const expected = rows.map((row) => row.map((each) => (/^[=+\-@\t\r\n]/.test(each) ? `'${each}` : each)));
      expect(cells).toEqual(expected);
      for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});
