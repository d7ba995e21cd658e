import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCharts } from './build/bundleCharts.ts';
import { bundleProgram } from './build/bundleProgram.ts';
import { compile } from './build/compile.ts';
import { copyAssets } from './build/copyAssets.ts';
import { ROOT } from './build/root.ts';
import { writeRuntimeLock } from './build/runtimeLock.ts';
import { writeJson } from './build/writeJson.ts';

/** What goes into other people's programs, each in the form that they load. */
const CLIENTS = [
  { project: 'clients/node/tsconfig.esm.json', folder: 'clients/node/esm', type: 'module' },
  { project: 'clients/node/tsconfig.cjs.json', folder: 'clients/node/cjs', type: 'commonjs' },
];

/** Writes `dist`, which the published package consists of: Node.js strips no types below node_modules. */
const dist = join(ROOT, 'dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const compiled = join(dist, 'compiled');
compile('deploy/tsconfig.json', compiled);
cpSync(join(compiled, 'sandbox'), join(dist, 'sandbox'), { recursive: true });
copyAssets(dist);
await bundleCharts(compiled, dist);
await bundleProgram(compiled, dist);
rmSync(compiled, { recursive: true });
writeRuntimeLock(join(dist, 'runtime'));
for (const { project, folder, type } of CLIENTS.filter((client) => existsSync(join(ROOT, client.project)))) {
  compile(project);
  writeJson(join(dist, folder, 'package.json'), { type });
}
