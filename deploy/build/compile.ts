import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './root.ts';

const COMPILER = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));

/** Compiles a project of the repository; where that fails, the compiler has said why. */
export function compile(project: string): void {
  execFileSync(process.execPath, [COMPILER, '--project', join(ROOT, project)], { stdio: 'inherit' });
}
