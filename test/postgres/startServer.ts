import type { TestProject } from 'vitest/node';
import { type LocalPostgres, startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { openStore } from '../../src/store/open.ts';
import { TEMPLATE } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of its server; null where it could not be started. */
    postgres: string | null;
  }
}

/** One PostgreSQL for all tests of a run, with a database that already has our tables. */
export default async function startServer(project: TestProject): Promise<() => Promise<void>> {
  let server: LocalPostgres;
  try {
    server = await startLocalPostgres();
  } catch (err) {
    if (process.env['REQUIRE_POSTGRES'] === '1') throw err;
    process.stderr.write(
      `\nPostgreSQL could not be started, so the store is NOT tested on it (project "postgres" is skipped):\n${err}\n`,
    );
    project.provide('postgres', null);
    return async () => undefined;
  }
  await (await openStore(server.url(TEMPLATE))).close();
  project.provide('postgres', server.url('postgres'));
  return () => server.remove();
}
