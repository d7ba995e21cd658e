import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FORMS = [
  { name: 'esm', type: 'module' },
  { name: 'cjs', type: 'commonjs' },
] as const;

/** Compiles the client into `esm` and `cjs` of a folder, each with a package.json that says which of them it is. */
export function buildClient(folder: string): void {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'lib/tsc.js');
  for (const { name, type } of FORMS) {
    const outDir = join(folder, name);
    execFileSync(process.execPath, [compiler, '-p', join(HERE, `tsconfig.${name}.json`), '--outDir', outDir], {
      stdio: 'inherit',
    });
    writeFileSync(join(outDir, 'package.json'), `${JSON.stringify({ type })}\n`);
  }
}

if (import.meta.main) buildClient(fileURLToPath(new URL('../../dist/clients/node', import.meta.url)));
