import { PassThrough } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { openPrompt } from '../../sandbox/terminal/openPrompt.ts';
import { createFakeTerminal } from '../fixtures/fakeTerminal.ts';

describe('the prompt', () => {
  const CTRL_C = '\u0003';
  const CTRL_D = '\u0004';
  const LEFT = '\u001b[D';
  const UP = '\u001b[A';

  function open(columns = 20) {
    const terminal = createFakeTerminal(columns);
    const lines: string[] = [];
    let closed = 0;
    const prompt = openPrompt({
      input: terminal.input,
      output: terminal.output,
      hint: 'try /help',
      onLine: (line) => lines.push(line),
      onClose: () => {
        closed += 1;
      },
    });
    return { ...terminal, prompt, lines, closed: () => closed };
  }

  test('starts with its hint, and repeats it after an empty line', async () => {
    const { screen, type, lines } = open();
    expect(screen()).toEqual(['try /help', '› |']);
    await type(' \r');
    expect(screen()).toEqual(['try /help', '›', 'try /help', '› |']);
    expect(lines).toEqual([]);
  });

  test('keeps what is typed, and the cursor in it, when a message comes', async () => {
    const { screen, type, prompt, lines } = open();
    await type(`/blance${LEFT.repeat(5)}`);
    prompt.print('● Monitor\n  $8.42');
    expect(screen()).toEqual(['try /help', '● Monitor', '  $8.42', '› /b|lance']);
    await type('a');
    prompt.print('again');
    await type('\r');
    expect(screen()).toEqual(['try /help', '● Monitor', '  $8.42', 'again', '› /balance', '› |']);
    expect(lines).toEqual(['/balance']);
  });

  test.each([0, 3, 18, 19, 37, 38, 40])(
    'keeps typed text of several rows, its cursor %d from the end',
    async (back) => {
      const { screen, type, prompt, lines } = open();
      const typed = 'abcdefghijklmnopqrstuvwxyz0123456789ABCD';
      await type(`${typed}${LEFT.repeat(back)}`);
      const before = screen().slice(1);
      prompt.print('one');
      prompt.print('two');
      expect(screen()).toEqual(['try /help', 'one', 'two', ...before]);
      await type('\r');
      expect(lines).toEqual([typed]);
    },
  );

  test('keeps pasted text of several rows', async () => {
    const { screen, paste, prompt } = open();
    await paste('abcdefghijklmnopqrstuvwxyz0123456789ABCD');
    prompt.print('one');
    prompt.print('two');
    expect(screen()).toEqual(['try /help', 'one', 'two', '› abcdefghijklmnopqr', 'stuvwxyz0123456789AB', 'CD|']);
  });

  test('prints what a line brings about under it', async () => {
    const terminal = createFakeTerminal(20);
    const { input, output } = terminal;
    const prompt = openPrompt({ input, output, hint: 'hint', onLine: (line) => prompt.print(`you said ${line}`) });
    await terminal.type('hi\r');
    expect(terminal.screen()).toEqual(['hint', '› hi', 'you said hi', '› |']);
  });

  test('remembers earlier lines', async () => {
    const { screen, type, lines } = open();
    await type('/status\r');
    await type('/mutes\r');
    await type(`${UP}${UP}\r`);
    expect(lines).toEqual(['/status', '/mutes', '/status']);
    expect(screen().at(-1)).toBe('› |');
  });

  test.each([
    ['Ctrl-C', CTRL_C],
    ['Ctrl-D', CTRL_D],
  ])('%s closes it, once', async (_name, key) => {
    const { type, closed, prompt, screen } = open();
    await type(key);
    prompt.close();
    prompt.print('bye');
    expect(closed()).toBe(1);
    expect(screen()).toEqual(['try /help', '›', 'bye', '|']);
  });

  test('being closed by the program is not the person leaving', () => {
    const { prompt, closed } = open();
    prompt.close();
    expect(closed()).toBe(0);
  });

  test('reads lines and prints plainly where there is no terminal', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const lines: string[] = [];
    const ended = Promise.withResolvers<void>();
    const prompt = openPrompt({
      input,
      output,
      hint: 'hint',
      onLine: (line) => lines.push(line),
      onClose: ended.resolve,
    });
    input.end('/balance\n/status\n');
    await ended.promise;
    prompt.print('message');
    output.end();
    expect(lines).toEqual(['/balance', '/status']);
    expect(await readText(output)).toBe('hint\nmessage\n');
  });
});
