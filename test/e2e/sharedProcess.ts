import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type AppProcess, COMPILE_CACHE, followApp, type Lines, linesOf } from '../../sandbox/appProcess.ts';

/** The line that says that a run is over, after everything that it wrote. */
export const OVER = '{"msg":"the run is over"}';

const PROGRAM = fileURLToPath(new URL('./sharedProgram.ts', import.meta.url));

interface Run {
  readonly lines: Lines;
  readonly ended: (code: number | null) => void;
}

interface Shared {
  readonly child: ChildProcess;
  run: Run | null;
}

/** Each is ready for another run. */
const idle: Shared[] = [];

/** As `startApp`, in a process that tests use one after the other. A run that is killed, or fails, takes its process along. */
export async function startSharedApp(env: Readonly<Record<string, string>>): Promise<AppProcess> {
  const shared = idle.pop() ?? startShared();
  const { child } = shared;
  const lines: Lines = new EventEmitter();
  const exited = new Promise<number | null>((resolve) => {
    shared.run = { lines, ended: resolve };
  });
  child.send({ PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE, HTTP_PORT: '0', ...env });
  const app = await followApp(child, lines, exited);
  const run = shared.run;
  return {
    ...app,
    // Once it is over, the process is another test's.
    end: (signal) => (shared.run === run ? app.end(signal) : exited),
  };
}

function startShared(): Shared {
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: '/',
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const shared: Shared = { child, run: null };
  linesOf(child).on('line', (line) => {
    if (line !== OVER) {
      shared.run?.lines.emit('line', line);
      return;
    }
    const { run } = shared;
    shared.run = null;
    idle.push(shared);
    run?.ended(0);
  });
  child.once('exit', (code) => {
    const { run } = shared;
    shared.run = null;
    if (idle.includes(shared)) idle.splice(idle.indexOf(shared), 1);
    run?.ended(code);
  });
  return shared;
}
