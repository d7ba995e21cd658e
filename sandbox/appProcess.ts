import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Half of a start is spent on compiling: many processes start in a run of the tests. */
const COMPILE_CACHE = fileURLToPath(new URL('../node_modules/.cache/node-compile', import.meta.url));

const START_WITHIN_MS = 30_000;

/** The monitor as its users run it: a process of its own, told everything by its environment. */
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

/** Starts the monitor and waits until it takes results. Rejects with what it wrote if it ends before. */
export async function startApp(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  /** Options of Node itself. */
  nodeArgs: readonly string[] = [],
): Promise<AppProcess> {
  const child = spawn(process.execPath, [...nodeArgs, MAIN, ...args], {
    // Nothing of the caller's own settings may leak in; the folder keeps a .env of the project out as well.
    cwd: '/',
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE, HTTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const lines: string[] = [];
  const onLine = new EventEmitter();
  const port = new Promise<number>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine.emit('line');
        const ready = /"port":(\d+),"msg":"ready"/.exec(line);
        if (ready !== null) resolve(Number(ready[1]));
      });
    }
  });
  const output = () => lines.join('\n');
  const late = sleep(START_WITHIN_MS, { code: 'nothing in time' }, { ref: false });
  const first = await Promise.race([port, exited.then((code) => ({ code })), late]);
  if (typeof first !== 'number') {
    child.kill('SIGKILL');
    throw new Error(`The monitor ended with ${first.code}:\n${output()}`);
  }

  return {
    baseUrl: `http://127.0.0.1:${first}`,
    output,
    async logged(text) {
      while (!output().includes(text)) await once(onLine, 'line', { signal: AbortSignal.timeout(START_WITHIN_MS) });
    },
    process: child,
    exited,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
