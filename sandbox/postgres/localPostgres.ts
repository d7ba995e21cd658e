import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../freePort.ts';
import { copyServerFiles } from './serverFiles.ts';
import { type Owner, startServer } from './serverProcess.ts';
import { promote, startStandby } from './standby.ts';

const run = promisify(execFile);

const USER = 'monitor';
/** With characters that an address must escape. */
const PASSWORD = 'p@ss/w0rd-of-tests';
/** A real PostgreSQL on this machine, with files of its own. */
export interface LocalPostgres {
  /** Where it listens, which a start elsewhere changes. */
  readonly port: number;
  readonly password: string;
  /** The address of a database on it; `port` where something stands in between. */
  url(database: string, port?: number): string;
  /** `crash`: it takes no leave of anybody. */
  stop(how?: 'orderly' | 'crash'): Promise<void>;
  /** Starts it again with the same data, at the same port or, as after a failover, at another one. */
  start(where?: 'here' | 'elsewhere'): Promise<void>;
  /** Starts a copy of it, by streaming replication: from then on a commit has waited for both. */
  addStandby(): Promise<void>;
  /** The server crashes, and its copy takes its place, at another port. */
  failOver(): Promise<void>;
  /** Stops it and removes its files. */
  remove(): Promise<void>;
}

/** Makes a new server and starts it. Rejects with what the server said. */
export async function startLocalPostgres(): Promise<LocalPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'monitor-postgres-'));
  const owner = await serverUser();
  try {
    const bin = join(await copyServerFiles(join(folder, 'server')), 'bin');
    let data = join(folder, 'data');
    await initialize(folder, bin, data, owner);
    let port = await freePort();
    let server: ChildProcess | null = await startServer(bin, data, port, owner);
    let standby: { readonly server: ChildProcess; readonly data: string; readonly port: number } | null = null;
    const url = (database: string, at = port) =>
      `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${at}/${database}`;
    const stop = async (signal: NodeJS.Signals) => {
      const stopping = server;
      server = null;
      if (stopping === null || stopping.exitCode !== null) return;
      const ended = once(stopping, 'exit');
      stopping.kill(signal);
      await ended;
    };
    process.once('exit', () => {
      server?.kill('SIGQUIT');
      standby?.server.kill('SIGQUIT');
    });
    return {
      get port() {
        return port;
      },
      password: PASSWORD,
      url,
      stop: (how = 'orderly') => stop(how === 'orderly' ? 'SIGINT' : 'SIGQUIT'),
      async start(where = 'here') {
        if (where === 'elsewhere') port = await freePort();
        server ??= await startServer(bin, data, port, owner);
      },
      async addStandby() {
        const from = { url: url('postgres'), user: USER, password: PASSWORD, port, data };
        standby = await startStandby(from, { bin, data: join(folder, 'standby'), port: await freePort(), owner });
      },
      async failOver() {
        if (standby === null) throw new Error('there is no copy');
        await stop('SIGQUIT');
        await promote(url('postgres', standby.port));
        ({ server, data, port } = standby);
        standby = null;
      },
      async remove() {
        standby?.server.kill('SIGQUIT');
        await stop('SIGQUIT');
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (err) {
    await rm(folder, { recursive: true, force: true });
    throw err;
  }
}

/** The server refuses to run as root, as which a container often does; `nobody` is a user of every Unix. */
async function serverUser(): Promise<Owner> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

async function initialize(folder: string, bin: string, data: string, owner: Owner): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
  if (owner !== undefined) for (const path of [folder, passwordFile]) await chown(path, owner.uid, owner.gid);
  await run(
    join(bin, 'initdb'),
    [
      ...['--pgdata', data, '--username', USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--no-sync'],
      // An order of letters that differs from that of bytes, as most servers have.
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'icu', '--icu-locale', 'en-US'],
    ],
    { cwd: folder, ...owner },
  );
}
