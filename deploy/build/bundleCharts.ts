import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** Compiled in: installed, they are larger than everything else together, and a chart needs one part in twenty of them. */
const COMPILED_IN = ['echarts', 'zrender'];

/** Makes one file of the worker that draws charts and of the libraries that only it needs. */
export async function bundleCharts(compiled: string, dist: string): Promise<void> {
  const folder = join(dist, 'src/charts');
  const bundle = await rolldown({
    input: join(compiled, 'src/charts/worker.js'),
    platform: 'node',
    external: isInstalled,
  });
  await bundle.write({
    file: join(folder, 'worker.js'),
    format: 'esm',
    codeSplitting: false,
    comments: { legal: true },
  });
  await bundle.close();
  for (const name of COMPILED_IN) {
    const licence = new URL('LICENSE', import.meta.resolve(`${name}/package.json`));
    copyFileSync(fileURLToPath(licence), join(folder, `LICENSE.${name}`));
  }
}

/** A package that the published one depends on. */
function isInstalled(id: string): boolean {
  const [name = ''] = id.split('/', 1);
  return /^[@a-z]/.test(name) && ![...COMPILED_IN, 'tslib'].includes(name);
}
