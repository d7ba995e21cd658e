import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

/** Cursor movement by CSI, other escape sequences, and single characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what this is about
const TOKEN = /\u001b\[(\d*)([ABCDGJK])|\u001b\[[\d;?]*[a-z]|[^\u001b]/giu;

/** A terminal that keeps what it shows: enough of one for readline, and characters of one cell each. */
export function createFakeTerminal(columns: number) {
  const rows: string[][] = [[]];
  let x = 0;
  let y = 0;

  function put(character: string): void {
    if (x === columns) newLine();
    const row = rowAt(y);
    while (row.length < x) row.push(' ');
    row[x] = character;
    x += 1;
  }

  function newLine(): void {
    x = 0;
    y += 1;
    rowAt(y);
  }

  function rowAt(at: number): string[] {
    while (rows.length <= at) rows.push([]);
    return rows[at] ?? [];
  }

  function move(command: string, count: number): void {
    x = Math.min(x, columns - 1);
    if (command === 'A') y = Math.max(0, y - count);
    if (command === 'B') y += count;
    if (command === 'C') x = Math.min(columns - 1, x + count);
    if (command === 'D') x = Math.max(0, x - count);
    if (command === 'G') x = count - 1;
    if (command === 'J' || command === 'K') rowAt(y).length = Math.min(x, rowAt(y).length);
    if (command === 'J') rows.length = y + 1;
  }

  function show(text: string): void {
    for (const [token, count, command] of text.matchAll(TOKEN)) {
      if (command) move(command, Number(count || 1));
      else if (token === '\r') x = 0;
      else if (token === '\n') newLine();
      else if (stripVTControlCharacters(token) !== '') put(token);
    }
  }

  const output = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      show(String(chunk));
      done();
    },
  });
  const input = new PassThrough();

  return {
    input: Object.assign(input, { isTTY: true, setRawMode: () => input }),
    output: Object.assign(output, { isTTY: true, columns, rows: 24 }),
    /** What a person would see, with `|` where the cursor is. */
    screen(): string[] {
      return rows.map((row, at) => {
        const text = row.join('').trimEnd();
        return at === y ? `${text.padEnd(x).slice(0, x)}|${text.slice(x)}` : text;
      });
    },
    async type(keys: string): Promise<void> {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: arrow keys send an escape sequence each
      for (const key of keys.match(/\u001b\[.|./gsu) ?? []) input.write(key);
      await new Promise(setImmediate);
    },
    async paste(text: string): Promise<void> {
      input.write(text);
      await new Promise(setImmediate);
    },
  };
}
