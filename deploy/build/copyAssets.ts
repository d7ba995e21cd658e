import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** What the program reads besides its code. */
const ASSETS = ['src/cli/start.cjs', 'src/cli/fetchRuntime.cjs', 'src/charts/fonts', 'sandbox/page/static'];

export function copyAssets(dist: string): void {
  for (const path of ASSETS) cpSync(join(ROOT, path), join(dist, path), { recursive: true });
}
