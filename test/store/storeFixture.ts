import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished } from 'vitest';
import { OpenBuckets } from '../../src/monitor/openBuckets.ts';
import type { Store } from '../../src/monitor/ports.ts';
import type { SolveResult } from '../../src/monitor/types.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A full hour, so that a bucket of every length begins here. */
export const NOW = Date.UTC(2026, 3, 20, 12);
export const PIPELINE = 'default';

/** A folder of its own. Gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'monitor-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface OpenFile {
  readonly file: string;
  readonly store: OpenStore;
  /** Closes the store and opens the file again, as a restart does. */
  reopen(): Promise<OpenStore>;
  /** Another connection to the same file. */
  readonly other: DatabaseSync;
}

/** A store on a file, and another connection that sees only what was committed. All closed when the test ends. */
export async function openOnDisk(): Promise<OpenFile> {
  const file = join(temporaryFolder(), 'monitor.db');
  let store = await openStore(file);
  const other = new DatabaseSync(file);
  onTestFinished(async () => {
    other.close();
    await store.close();
  });
  return {
    file,
    get store() {
      return store;
    },
    async reopen() {
      await store.close();
      store = await openStore(file);
      return store;
    },
    other,
  };
}

/** Lets a day pass until `now` as tidying sees it, so that it trusts the clock. */
export async function steady(store: Pick<OpenStore, 'tidy'>, now = NOW): Promise<void> {
  expect(await store.tidy(now - DAY), 'nothing is tidied by a clock that is not known yet').toBe(false);
}

/** Guilds that are there, as the gateway tells of them: nothing is remembered of any other. */
export async function seeGuilds({ guilds }: Pick<Store, 'guilds'>, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await guilds.see({ id, name: id }, NOW);
}

/** The rows of a query, as plain objects. */
export function rows(db: DatabaseSync, query: string): Record<string, unknown>[] {
  return db
    .prepare(query)
    .all()
    .map((row) => ({ ...row }));
}

export function result(changes: Partial<SolveResult> = {}): SolveResult {
  const nothing = { errorCode: null, latencyMs: null, costMicros: null, captchaType: null };
  return { at: NOW, outcome: 'solved', ...nothing, ...changes };
}

export function bucketsOf(results: readonly SolveResult[], pipeline = PIPELINE): OpenBuckets {
  const buckets = new OpenBuckets();
  for (const each of results) buckets.add(pipeline, each);
  return buckets;
}
