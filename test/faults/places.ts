import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { type LocalPostgres, startLocalPostgres } from '../../sandbox/postgres/localPostgres.ts';
import { startTcpProxy } from '../../sandbox/postgres/tcpProxy.ts';

/** Where a cell keeps its database. */
export interface DataPlace {
  readonly folder: string;
  /** What the monitor is told. */
  readonly location: string;
  /** Takes the database away from the monitor, and answers how to give it back. */
  readonly takeAway: () => () => void;
  /** A number that a query answers, whatever was taken away. */
  readonly ask: (sql: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

function folderOfItsOwn(): string {
  return mkdtempSync(join(tmpdir(), 'monitor-faults-'));
}

export function onFile(folder = folderOfItsOwn()): DataPlace {
  const location = join(folder, 'monitor.db');
  return {
    folder,
    location,
    takeAway() {
      const other = new DatabaseSync(location, { timeout: 5_000 });
      other.exec('begin immediate');
      return () => {
        other.exec('rollback');
        other.close();
      };
    },
    async ask(sql) {
      const db = new DatabaseSync(location, { readOnly: true, timeout: 5_000 });
      try {
        return Number(db.prepare(sql).get()?.['n']);
      } finally {
        db.close();
      }
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Only root may make a disk. */
export const canMakeDisks = process.getuid?.() === 0;

/** A file on a disk of its own that holds little. */
export function onSmallDisk(): DataPlace {
  const folder = folderOfItsOwn();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]);
  const file = onFile(folder);
  return {
    ...file,
    takeAway() {
      const filler = join(folder, 'filler');
      // Ends with "no space left", which is what is wanted.
      execFileSync('sh', ['-c', `cat /dev/zero > '${filler}' 2>/dev/null || true`]);
      return () => rmSync(filler);
    },
    async close() {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let server: Promise<LocalPostgres> | null = null;

/** A database of its own on the one server of this run, with something in between that can break. */
export async function onPostgres(): Promise<DataPlace> {
  server ??= startLocalPostgres();
  const postgres = await server;
  const name = `cell_${randomUUID().replaceAll('-', '')}`;
  await query(postgres.url('postgres'), `create database ${name}`);
  const proxy = await startTcpProxy(postgres.port);
  const folder = folderOfItsOwn();
  return {
    folder,
    location: postgres.url(name, proxy.port),
    takeAway() {
      // Nobody listens there.
      proxy.pointTo(9);
      proxy.cut();
      return () => proxy.pointTo(postgres.port);
    },
    ask: async (sql) => Number((await query(postgres.url(name), sql))[0]?.['n']),
    async close() {
      await proxy.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function stopPostgres(): Promise<void> {
  await (await server)?.remove();
  server = null;
}

async function query(connectionString: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
