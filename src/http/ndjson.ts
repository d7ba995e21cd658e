import { namesTwice } from './readJson.ts';
import { BadRequest } from './solveResultBody.ts';

/** The values of newline-delimited JSON; empty lines are skipped. @throws BadRequest that names the line. */
export function parseNdjson(text: string): unknown[] {
  const values: unknown[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const field = `line ${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new BadRequest(`Line ${index + 1} is not JSON.`, field);
    }
    if (namesTwice(line, value)) throw new BadRequest(`Line ${index + 1} names a field twice.`, field);
    values.push(value);
  }
  return values;
}
