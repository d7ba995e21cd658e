import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './root.ts';
import { writeJson } from './writeJson.ts';

const Unbuilt = z.object({ optionalDependencies: z.record(z.string(), z.string()) });
const Lock = z.object({
  lockfileVersion: z.number(),
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
});

/** Writes which Node.js a host fetches whose own is too old, with the hashes of the repository's lock file. */
export function writeRuntimeLock(folder: string): void {
  const { optionalDependencies } = Unbuilt.parse(read('unbuilt/package.json'));
  const { lockfileVersion, packages } = Lock.parse(read('package-lock.json'));
  const [version = ''] = Object.values(optionalDependencies);
  const root = { name: 'captchaai-discord-monitor-node', version, optionalDependencies };
  const pinned = Object.keys(optionalDependencies).map((name) => `node_modules/${name}`);
  writeJson(join(folder, 'package.json'), { ...root, private: true });
  // npm leaves a file named package-lock.json out of a package.
  writeJson(join(folder, 'lock.json'), {
    lockfileVersion,
    requires: true,
    packages: { '': root, ...Object.fromEntries(pinned.map((path) => [path, packages[path]])) },
  });
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
}
