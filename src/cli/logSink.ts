import { constants, fstatSync, openSync, write } from 'node:fs';
import { isatty } from 'node:tty';

/** Where a log goes. Nothing of it waits in this thread, and it has one write at a time. */
export interface LogSink {
  /** `failure` is the code of what went wrong after so many bytes; null: all of them are out. */
  write(chunk: Buffer, done: (failure: string | null, writtenBytes: number) => void): void;
}

const STDOUT = 1;

/**
 * Standard output, whatever it is. A pipe or a socket that nobody reads is left to the event loop: a thread that writes to
 * it would hang, and the end of the process with it. A terminal can be stopped too (Ctrl-S), so it is opened once more,
 * without waiting. All else is a file, which a thread writes to.
 */
export function standardOutput(): LogSink {
  const kind = fstatSync(STDOUT);
  if (kind.isFIFO() || kind.isSocket()) return streamSink(process.stdout);
  if (!isatty(STDOUT)) return fileSink(STDOUT);
  const terminal = openTerminal();
  return terminal === null ? streamSink(process.stdout) : fileSink(terminal);
}

/** Only Linux opens the same terminal again by this name; null: it cannot be. */
function openTerminal(): number | null {
  try {
    return openSync(`/proc/self/fd/${STDOUT}`, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return null;
  }
}

export function streamSink(stream: NodeJS.WritableStream): LogSink {
  // Each write gets its own failure.
  stream.on('error', () => undefined);
  return {
    write(chunk, done) {
      stream.write(chunk, (err) => (err == null ? done(null, chunk.length) : done(codeOf(err), 0)));
    },
  };
}

export function fileSink(fd: number): LogSink {
  const writeFrom = (chunk: Buffer, start: number, done: Parameters<LogSink['write']>[1]): void =>
    write(fd, chunk, start, chunk.length - start, null, (err, bytes) => {
      if (err !== null) done(codeOf(err), start);
      else if (start + bytes < chunk.length) writeFrom(chunk, start + bytes, done);
      else done(null, chunk.length);
    });
  return { write: (chunk, done) => writeFrom(chunk, 0, done) };
}

function codeOf(err: NodeJS.ErrnoException): string {
  return err.code ?? err.name;
}
