import { BadRequest } from './solveResultBody.ts';

/** The values of newline-delimited JSON; empty lines are skipped. @throws BadRequest that names the line. */
export function parseNdjson(text: string): unknown[] {
  const values: unknown[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      values.push(JSON.parse(line));
    } catch {
      throw new BadRequest(`Line ${index + 1} is not JSON.`, `line ${index + 1}`);
    }
  }
  return values;
}
