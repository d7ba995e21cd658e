import { type ChildProcess, execFile } from 'node:child_process';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Owner, startServer } from './serverProcess.ts';

const run = promisify(execFile);

const CONNECTED_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 50;
/** What is written between the copy and the connection of the standby is kept for it. */
const KEPT = '512MB';

interface Primary {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly port: number;
  readonly data: string;
}

interface Place {
  readonly bin: string;
  readonly data: string;
  readonly port: number;
  readonly owner: Owner;
}

/** A copy that follows a server. The npm package has no pg_basebackup, so this does what that does. */
export async function startStandby(
  primary: Primary,
  { bin, data, port, owner }: Place,
): Promise<{ readonly server: ChildProcess; readonly data: string; readonly port: number }> {
  const client = new pg.Client({ connectionString: primary.url });
  await client.connect();
  try {
    await client.query(`alter system set wal_keep_size = '${KEPT}'`);
    await client.query('select pg_reload_conf()');
    await client.query(`select pg_backup_start('standby', true)`);
    await run('cp', ['-a', primary.data, data]);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
    await turnIntoStandby(data, rows[0]?.labelfile ?? '', primary);
    if (owner !== undefined) await run('chown', ['-R', `${owner.uid}:${owner.gid}`, data]);
    const server = await startServer(bin, data, port, owner);
    await follows(client);
    await client.query(`alter system set synchronous_standby_names = '*'`);
    await client.query('select pg_reload_conf()');
    return { server, data, port };
  } finally {
    await client.end();
  }
}

async function turnIntoStandby(data: string, label: string, { user, password, port }: Primary): Promise<void> {
  await run('rm', ['-rf', join(data, 'postmaster.pid'), join(data, 'postmaster.opts'), join(data, 'pg_wal')]);
  await mkdir(join(data, 'pg_wal'), { mode: 0o700 });
  await writeFile(join(data, 'backup_label'), label);
  await writeFile(join(data, 'standby.signal'), '');
  const from = `host=127.0.0.1 port=${port} user=${user} password=${password}`;
  await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${from}'\n`);
}

async function follows(client: pg.Client): Promise<void> {
  for (const end = performance.now() + CONNECTED_WITHIN_MS; performance.now() < end; await sleep(LOOK_EVERY_MS)) {
    const { rowCount } = await client.query(`select 1 from pg_stat_replication where state = 'streaming'`);
    if (rowCount === 1) return;
  }
  throw new Error('the copy does not follow');
}

/** The copy becomes the server. Resolves once it takes writes. */
export async function promote(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_promote(true)');
  } finally {
    await client.end();
  }
}
