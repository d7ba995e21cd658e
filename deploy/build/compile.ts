import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './root.ts';

const COMPILER = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));

/** Compiles a project of the repository, into another folder than its own if one is given; where that fails, the compiler has said why. */
export function compile(project: string, folder?: string): void {
  const outDir = folder === undefined ? [] : ['--outDir', folder];
  execFileSync(process.execPath, [COMPILER, '--project', join(ROOT, project), ...outDir], { stdio: 'inherit' });
}
