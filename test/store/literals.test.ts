import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = new URL('../../src/store/', import.meta.url);
/** `limit(1)`, `limit(MOST_ROWS)` and `limit ${MOST_ROWS}`. */
const BOUND = /\.limit\((?:\d+|[A-Z_]+)\)|limit \$\{[A-Z_]+\}/g;

test('what never changes of a limit stands in the statement: SQLite plans it anew at each run with a bound one', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
  const bound = files.flatMap((name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8');
    return (text.match(BOUND) ?? []).map((limit) => `${name}: ${limit}`);
  });
  expect(files.length).toBeGreaterThan(100);
  expect(bound).toEqual([]);
});
