import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import { styleText } from 'node:util';

export interface PromptOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** What can be typed here; shown at the start, and again after an empty line. */
  readonly hint: string;
  readonly onLine: (line: string) => void;
  /** The person left, with Ctrl-C or Ctrl-D, or the input has ended. */
  readonly onClose?: () => void;
}

export interface Prompt {
  /** Shows text above the line that is being typed, which stays as it is. */
  print(text: string): void;
  close(): void;
}

const HISTORY_SIZE = 200;

/** A line to type in at the bottom of the terminal, with history. Without a terminal it just reads lines. */
export function openPrompt({ input, output, hint, onLine, onClose }: PromptOptions): Prompt {
  const onTerminal = output.isTTY === true;
  const lines = createInterface({
    input,
    output,
    terminal: onTerminal,
    prompt: '› ',
    historySize: HISTORY_SIZE,
    removeHistoryDuplicates: true,
  });
  let open = true;
  let leaving = false;

  function print(text: string): void {
    if (open && onTerminal) printAbove(lines, output, text);
    else output.write(`${text}\n`);
  }

  const showHint = () => print(styleText('dim', hint, { stream: output }));

  lines.on('line', (line) => {
    if (line.trim() === '') showHint();
    else onLine(line.trim());
    if (open && onTerminal) lines.prompt();
  });
  lines.on('SIGINT', () => lines.close());
  lines.on('close', () => {
    open = false;
    // Whatever is printed next must not continue the line that was being typed.
    if (onTerminal) output.write('\n');
    if (!leaving) onClose?.();
  });
  showHint();

  return {
    print,
    close() {
      leaving = true;
      lines.close();
    },
  };
}

/** Clears what is being typed, which may fill several rows, writes the text in its place and draws the typed line again. */
function printAbove(lines: ReadLine, output: NodeJS.WritableStream, text: string): void {
  moveCursor(output, 0, -lines.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
  output.write(`${text}\n`);
  // Before it draws, readline goes up by the rows that it believes the cursor to be down. Here it is down by none.
  lines.prevRows = 0;
  lines.prompt(true);
}

/** With a property that Node has but does not document. */
type ReadLine = Interface & { prevRows?: number };
