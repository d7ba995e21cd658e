import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { openStore } from '../../src/store/open.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MIGRATIONS = 'src/store/migrations';

/** This program at an earlier commit, with what it depends on. */
export interface EarlierVersion {
  readonly commit: string;
  /** How many times tables were changed until then. */
  readonly migrations: number;
  readonly main: string;
  readonly openStore: typeof openStore;
  remove(): void;
}

/** The newest commit with fewer changes of the tables, all of which this version knows. */
export function beforeLastMigration(): string {
  const known = migrationsAt('HEAD');
  for (const commit of git('log', '--format=%h').split('\n')) {
    const before = migrationsAt(commit);
    if (before.length < known.length && before.every((name) => known.includes(name))) return commit;
  }
  throw new Error('there is no earlier version');
}

export function migrationsAt(commit: string): readonly string[] {
  return git('ls-tree', '--name-only', commit, `${MIGRATIONS}/`).split('\n');
}

/** Checks it out into a folder of its own, and installs it there. */
export async function checkOut(what: string): Promise<EarlierVersion> {
  const commit = git('rev-parse', '--short', what);
  const folder = mkdtempSync(join(tmpdir(), 'monitor-earlier-'));
  const remove = () => {
    git('worktree', 'remove', '--force', folder);
    rmSync(folder, { recursive: true, force: true });
  };
  git('worktree', 'add', '--quiet', '--detach', folder, commit);
  try {
    execFileSync('npm', ['ci', '--omit=dev', '--silent', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
    const main = join(folder, 'src/main.ts');
    const store: { readonly openStore: typeof openStore } = await import(join(folder, 'src/store/open.ts'));
    return { commit, migrations: migrationsAt(commit).length, main, openStore: store.openStore, remove };
  } catch (err) {
    remove();
    throw err;
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
}
