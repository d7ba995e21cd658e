import type { Millis } from '../monitor/time.ts';
import type { LogSink } from './logSink.ts';

export interface LogOutputOptions {
  readonly sink: LogSink;
  /** The line that tells how many are missing. */
  readonly missing: (lines: number) => string;
  /** Lines that wait take up at most this much. */
  readonly mostBytes?: number;
  /** Runs the work after a while; another clock only for tests. */
  readonly later?: (work: () => void, afterMs: Millis) => void;
}

/** Takes lines without ever waiting for the reader. */
export interface LogOutput {
  write(line: string): void;
  /** Lines that were dropped since the start. */
  readonly dropped: () => number;
  /** Resolves once all lines are out, or cannot be for so long. */
  flushed(withinMs: Millis): Promise<void>;
}

const MOST_BYTES = 1_048_576;
/** Enough for a thousand lines at once, and little enough that what waits is let go in steps. */
const CHUNK_BYTES = 65_536;
/** A terminal that was stopped goes on soon; a full disk seldom does. */
const RETRY_MS: Millis = 1_000;
const RETRY_BUSY_MS: Millis = 100;

/** One write is under way at a time; what comes meanwhile waits, and is dropped and counted where too much does. */
export function createLogOutput({
  sink,
  missing,
  mostBytes = MOST_BYTES,
  later = afterwards,
}: LogOutputOptions): LogOutput {
  const waiting: Buffer[] = [];
  let waitingBytes = 0;
  let isWriting = false;
  let dropped = 0;
  let unreported = 0;
  let onIdle: (() => void)[] = [];

  function add(line: Buffer): void {
    waiting.push(line);
    waitingBytes += line.length;
  }

  function addMissing(): void {
    if (unreported === 0) return;
    add(Buffer.from(missing(unreported)));
    unreported = 0;
  }

  function writeNext(): void {
    if (isWriting) return;
    if (waiting.length === 0) addMissing();
    const chunk = nextChunk(waiting);
    if (chunk === null) {
      becomeIdle();
      return;
    }
    isWriting = true;
    attempt(chunk);
  }

  function attempt(chunk: Buffer): void {
    sink.write(chunk, (failure, written) => {
      waitingBytes -= written;
      if (failure !== null) {
        later(() => attempt(chunk.subarray(written)), failure === 'EAGAIN' ? RETRY_BUSY_MS : RETRY_MS);
        return;
      }
      isWriting = false;
      writeNext();
    });
  }

  function becomeIdle(): void {
    for (const resolve of onIdle) resolve();
    onIdle = [];
  }

  return {
    write(text) {
      const line = Buffer.from(text);
      if (waitingBytes + line.length > mostBytes) {
        dropped += 1;
        unreported += 1;
        return;
      }
      addMissing();
      add(line);
      writeNext();
    },
    dropped: () => dropped,
    flushed: (withinMs) =>
      new Promise((resolve) => {
        if (!isWriting) return resolve();
        onIdle.push(resolve);
        later(resolve, withinMs);
      }),
  };
}

function nextChunk(waiting: Buffer[]): Buffer | null {
  let lines = 0;
  for (let bytes = 0; lines < waiting.length && bytes < CHUNK_BYTES; lines += 1) bytes += waiting[lines]?.length ?? 0;
  return lines === 0 ? null : Buffer.concat(waiting.splice(0, lines));
}

function afterwards(work: () => void, afterMs: Millis): void {
  setTimeout(work, afterMs);
}
