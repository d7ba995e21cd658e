import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppProcess, COMPILE_CACHE, followApp, linesOf } from '../sandbox/appProcess.ts';
import { cpuMicros } from './cpuTime.ts';
import { HERE, versionsToCompare } from './versions.ts';

/** One version of the program in one of its forms, as it is started. */
export interface Program {
  readonly name: string;
  readonly file: string;
  /** What its users have set besides the settings. */
  readonly env: Readonly<Record<string, string>>;
}

/** From the sources of a folder, as `npm start` does. */
export function fromSources(name: string, folder = HERE): Program {
  return { name, file: join(folder, 'src/main.ts'), env: { NODE_COMPILE_CACHE: COMPILE_CACHE } };
}

/**
 * What these benches compare: this version from its sources and as it is shipped (`npm run build` wrote it), and before both
 * the version in the folder `BEFORE`, where that is set.
 */
export function programs(): readonly Program[] {
  return versionsToCompare().flatMap(([name, folder]) => {
    const shipped = join(folder, 'dist/src/cli/start.cjs');
    return [
      fromSources(`${name}, sources`, folder),
      ...(existsSync(shipped) ? [{ name: `${name}, shipped`, file: shipped, env: {} }] : []),
    ];
  });
}

/** Starts it and waits until it takes results. */
export function startProgram(
  { file, env: own }: Program,
  env: Readonly<Record<string, string>>,
  nodeArgs: readonly string[] = [],
): Promise<AppProcess> {
  const child = spawn(process.execPath, [...nodeArgs, file], {
    cwd: '/',
    env: { PATH: process.env['PATH'], HTTP_PORT: '0', ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return followApp(child, linesOf(child), exited);
}

/** What a process uses by now. */
export interface Usage {
  readonly rssMiB: number;
  /** Of that, its own: without the files that it maps, such as Node.js itself. */
  readonly ownMiB: number;
  readonly peakMiB: number;
  readonly cpuMs: number;
}

/** As Linux counts it. */
export function usageOf(pid: number): Usage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
  return {
    rssMiB: mib('VmRSS'),
    ownMiB: mib('RssAnon'),
    peakMiB: mib('VmHWM'),
    cpuMs: cpuMicros(pid) / 1_000,
  };
}
