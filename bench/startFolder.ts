import type { AppProcess } from '../sandbox/appProcess.ts';
import { fromSources, startProgram } from './program.ts';

/** Starts the monitor from the sources in a folder, which may be those of another version, and waits until it takes results. */
export function startFolder(folder: string, env: Readonly<Record<string, string>>): Promise<AppProcess> {
  return startProgram(fromSources(folder, folder), env);
}
