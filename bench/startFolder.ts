import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type AppProcess, COMPILE_CACHE, followApp, linesOf } from '../sandbox/appProcess.ts';

/** Starts the monitor from the sources in a folder, which may be those of another version, and waits until it takes results. */
export async function startFolder(folder: string, env: Readonly<Record<string, string>>): Promise<AppProcess> {
  const child = spawn(process.execPath, [join(folder, 'src/main.ts')], {
    cwd: '/',
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE, HTTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return followApp(child, linesOf(child), exited);
}
