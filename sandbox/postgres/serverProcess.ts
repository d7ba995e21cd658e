import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const START_WITHIN_MS = 30_000;
/** Nothing here has to survive the machine, so nothing waits for its disk; what was committed survives a crash all the same. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'off',
  full_page_writes: 'off',
} as const;

const READY = /ready to accept (?:read-only )?connections/;

/** Whom it runs as; undefined: as we do. */
export type Owner = { readonly uid: number; readonly gid: number } | undefined;

/** Resolves once it answers, as a copy of another one too. Rejects with what the server said. */
export async function startServer(bin: string, data: string, port: number, owner: Owner): Promise<ChildProcess> {
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
      if (READY.test(text)) resolve();
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
