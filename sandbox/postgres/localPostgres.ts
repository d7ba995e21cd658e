import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyServerFiles } from './serverFiles.ts';

const run = promisify(execFile);

const USER = 'monitor';
/** With characters that an address must escape. */
const PASSWORD = 'p@ss/w0rd-of-tests';
const START_WITHIN_MS = 30_000;
/** Nothing here has to survive the machine, so nothing waits for its disk; what was committed survives a crash all the same. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'off',
  full_page_writes: 'off',
} as const;

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
  /** Stops it and removes its files. */
  remove(): Promise<void>;
}

/** Makes a new server and starts it. Rejects with what the server said. */
export async function startLocalPostgres(): Promise<LocalPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'monitor-postgres-'));
  const owner = await serverUser();
  try {
    const bin = join(await copyServerFiles(join(folder, 'server')), 'bin');
    const data = join(folder, 'data');
    await initialize(folder, bin, data, owner);
    let port = await freePort();
    let server: ChildProcess | null = await startServer(bin, data, port, owner);
    const stop = async (signal: NodeJS.Signals) => {
      const stopping = server;
      server = null;
      if (stopping === null || stopping.exitCode !== null) return;
      const ended = once(stopping, 'exit');
      stopping.kill(signal);
      await ended;
    };
    process.once('exit', () => server?.kill('SIGQUIT'));
    return {
      get port() {
        return port;
      },
      password: PASSWORD,
      url: (database, at = port) => `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${at}/${database}`,
      stop: (how = 'orderly') => stop(how === 'orderly' ? 'SIGINT' : 'SIGQUIT'),
      async start(where = 'here') {
        if (where === 'elsewhere') port = await freePort();
        server ??= await startServer(bin, data, port, owner);
      },
      async remove() {
        await stop('SIGQUIT');
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (err) {
    await rm(folder, { recursive: true, force: true });
    throw err;
  }
}

type Owner = { readonly uid: number; readonly gid: number } | undefined;

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

async function startServer(bin: string, data: string, port: number, owner: Owner): Promise<ChildProcess> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...owner,
  });
  let said = '';
  const ready = new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-10_000);
      if (text.includes('ready to accept connections')) resolve();
    });
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`PostgreSQL did not start:\n${said}`)));
  const late = once(AbortSignal.timeout(START_WITHIN_MS), 'abort').then(() => Promise.reject(new Error(said)));
  await Promise.race([ready, ended, late]).catch((err: unknown) => {
    child.kill('SIGQUIT');
    throw err;
  });
  ended.catch(() => undefined);
  late.catch(() => undefined);
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
