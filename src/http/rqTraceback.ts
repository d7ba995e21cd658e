/** `package.module.Class: text`, as Python ends a traceback. Letters alone: another line of a text may be a password. */
const CLASS = /^(?:[\w<>]+\.)*([A-Z][A-Za-z]*)(?::|$)/;
/** Some have small letters or digits: `socket.gaierror: …`. Only a module tells them from the name of a host, or from a password. */
const CLASS_OF_MODULE = /^(?:[\w<>]+\.)+([A-Za-z_]\w*)(?::|$)/;
/** It may have small letters everywhere, because only that it is one is kept. */
const TIMEOUT_CLASS = /^(?:[\w<>]+\.)*(\w*timeout\w*)(?::|$)/i;
const FRAME = /^\s+File "/;
const NOT_INDENTED = /^\S/;
/** No name is that long, and a text may be a whole page. */
const MOST_OF_A_NAME = 300;
/** As much of a text as the reporters look at. */
const MOST_OF_A_TEXT = 2_000;

export interface RaisedException {
  /** The name of its class; null where the line may be any other text. */
  readonly name: string | null;
  /** Its own lines: a text may have several, and notes follow it. */
  readonly text: string;
}

/** The exception that a traceback ends with, which is the one that was raised last. */
export function exceptionOf(traceback: string): RaisedException {
  const lines = traceback.trimEnd().split(/\r?\n/);
  const frame = lines.findLastIndex((line) => FRAME.test(line));
  const first = frame === -1 ? -1 : lines.findIndex((line, index) => index > frame && NOT_INDENTED.test(line));
  if (first === -1) return withoutFrames(lines);
  return exceptionAt(lines, first, [CLASS, CLASS_OF_MODULE, TIMEOUT_CLASS]);
}

/** Where no frame says where it begins, it is the last line that looks like one, or else the last line. */
function withoutFrames(lines: readonly string[]): RaisedException {
  const forms = [CLASS, TIMEOUT_CLASS];
  const last = lines.findLastIndex((line) => classOf(line, forms) !== null);
  return exceptionAt(lines, last, forms);
}

function exceptionAt(lines: readonly string[], first: number, forms: readonly RegExp[]): RaisedException {
  const own = lines.slice(first);
  return { name: classOf(own[0] ?? '', forms), text: own.join('\n').slice(0, MOST_OF_A_TEXT) };
}

function classOf(line: string, forms: readonly RegExp[]): string | null {
  const start = line.slice(0, MOST_OF_A_NAME);
  for (const form of forms) {
    const name = form.exec(start)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}
