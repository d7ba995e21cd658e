import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSignal } from './discord/signal.ts';

/** From the sources, or compiled. */
const IS_SOURCE = import.meta.url.endsWith('.ts');
const program = (path: string) => new URL(IS_SOURCE ? `${path}.ts` : `${path}.js`, import.meta.url);
const MAIN = fileURLToPath(program('../src/main'));
/** Options of Node with which the process that is started ends with the one that started it. */
export const END_WITH_PARENT: readonly string[] = ['--import', program('./endWithParent').href];

/** Half of a start is spent on compiling: many processes start in a run of the tests. */
export const COMPILE_CACHE = fileURLToPath(new URL('../node_modules/.cache/node-compile', import.meta.url));
/** An installed package leaves nothing behind. */
const CACHE = IS_SOURCE ? { NODE_COMPILE_CACHE: COMPILE_CACHE } : {};

const START_WITHIN_MS = 30_000;

/** The monitor as its users run it: a process of its own, which gets all its settings from its environment. */
export interface AppProcess {
  /** Such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string;
  /** Everything that it wrote so far, to either stream. */
  readonly output: () => string;
  /** Resolves once a line with this text was written. */
  logged(text: string): Promise<void>;
  readonly process: ChildProcess;
  /** Resolves with the exit code, or null if a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** What a process writes to either stream, line by line. */
export type Lines = EventEmitter<{ line: [line: string] }>;

/** Starts the monitor and waits until it takes results. Rejects with what it wrote if it ends before. */
export async function startApp(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  /** Options of Node itself. */
  nodeArgs: readonly string[] = [],
  /** Many processes on few cores take their time. */
  withinMs = START_WITHIN_MS,
  /** Of another version: its `src/main.ts`. */
  main = MAIN,
): Promise<AppProcess> {
  const child = spawn(process.execPath, [...nodeArgs, main, ...args], {
    // Nothing of the caller's own settings may leak in; the folder keeps a .env of the project out as well.
    cwd: '/',
    env: { PATH: process.env['PATH'], ...CACHE, HTTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return followApp(child, linesOf(child), exited, withinMs);
}

export function linesOf({ stdout, stderr }: ChildProcess): Lines {
  const lines: Lines = new EventEmitter();
  for (const stream of [stdout, stderr]) {
    if (stream !== null) createInterface({ input: stream }).on('line', (line) => lines.emit('line', line));
  }
  return lines;
}

/** Follows a start of the monitor in a process until it takes results. Rejects with what it wrote if it ends before. */
export async function followApp(
  child: ChildProcess,
  lines: Lines,
  exited: Promise<number | null>,
  withinMs = START_WITHIN_MS,
): Promise<AppProcess> {
  const written: string[] = [];
  const more = createSignal();
  const port = new Promise<number>((resolve) => {
    lines.on('line', (line) => {
      written.push(line);
      more.changed();
      const ready = /"port":(\d+),"msg":"ready"/.exec(line);
      if (ready !== null) resolve(Number(ready[1]));
    });
  });
  const output = () => written.join('\n');
  const late = sleep(withinMs, { code: 'nothing in time' }, { ref: false });
  const first = await Promise.race([port, exited.then((code) => ({ code })), late]);
  if (typeof first !== 'number') {
    child.kill('SIGKILL');
    throw new Error(`The monitor ended with ${first.code}:\n${output()}`);
  }

  return {
    baseUrl: `http://127.0.0.1:${first}`,
    output,
    async logged(text) {
      // Each line is looked at once: a process that writes a lot would keep the waiting code busy.
      let seen = 0;
      const isWritten = () => {
        while (seen < written.length) if (written[seen++]?.includes(text)) return true;
        return undefined;
      };
      await more.until(
        isWritten,
        START_WITHIN_MS,
        () => `"${text}" was not written within ${START_WITHIN_MS} ms, but:\n${output()}`,
      );
    },
    process: child,
    exited,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
