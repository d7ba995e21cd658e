import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { COMPILE_CACHE } from '../../sandbox/appProcess.ts';
import { temporaryFolder } from '../fixtures/folder.ts';
import { killAtEnd } from '../fixtures/killAtEnd.ts';
import { INGEST_TOKEN, setUpProgram, spike } from '../fixtures/program.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Both ends of a pipe as a shell makes it, which is full already. Nobody reads until the test does. */
function makeFullPipe() {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const filler = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  expect(() => {
    while (true) writeSync(filler, '\n'.repeat(1_024));
  }).toThrow('EAGAIN');
  closeSync(filler);
  return { reader, writer: openSync(path, constants.O_WRONLY) };
}

async function startWith(output: number) {
  const stage = await setUpProgram({ balanceUsd: 142.3 });
  const port = await freePort();
  const path = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILE_CACHE };
  const env = { ...stage.env, ...path, HTTP_PORT: String(port), LOG_LEVEL: 'debug' };
  const child = killAtEnd(spawn(process.execPath, [MAIN], { cwd: '/', env, stdio: ['ignore', output, output] }));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const baseUrl = `http://127.0.0.1:${port}`;
  const get = (path: string) => fetch(`${baseUrl}${path}`, { signal: AbortSignal.timeout(5_000) });
  await vi.waitFor(() => get('/healthz'), { timeout: 30_000 });
  return {
    stage,
    get,
    post: (body: unknown) =>
      fetch(`${baseUrl}/v1/results`, {
        method: 'POST',
        headers: { authorization: `Bearer ${INGEST_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5_000),
      }),
    async end() {
      child.kill('SIGTERM');
      return Promise.race([exited, sleep(10_000, 'still running', { ref: false })]);
    },
  };
}

/** Each result wakes an evaluation, and each of these logs its decisions. */
async function fillTheLog(app: Awaited<ReturnType<typeof startWith>>): Promise<void> {
  await vi.waitFor(
    async () => {
      for (let sent = 0; sent < 100; sent += 1) expect((await app.post({ outcome: 'solved' })).status).toBe(202);
      expect(await droppedLines(app)).toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 1 },
  );
}

async function expectAlertAndEnd(app: Awaited<ReturnType<typeof startWith>>): Promise<void> {
  expect((await app.get('/healthz')).status).toBe(200);
  expect((await app.post([...spike(), ...spike().filter(({ outcome }) => outcome === 'failed')])).status).toBe(202);
  expect((await app.stage.message(0)).embeds[0]?.title).toBe('⚠️ Error Rate Spike');
  expect(await app.end()).toBe(0);
}

async function droppedLines(app: Awaited<ReturnType<typeof startWith>>): Promise<number> {
  const text = await (await app.get('/metrics')).text();
  return Number(/^captchaai_monitor_log_lines_dropped_total (\d+)$/m.exec(text)?.[1]);
}

describe('nobody notices', () => {
  test('that a pipe is full and nobody reads it', async () => {
    const { writer } = makeFullPipe();
    await expectAlertAndEnd(await startWith(writer));
  });

  test('that a pipe was closed', async () => {
    const { reader, writer } = makeFullPipe();
    closeSync(reader);
    await expectAlertAndEnd(await startWith(writer));
  });

  test('that the disk of the log is full', async () => {
    await expectAlertAndEnd(await startWith(openSync('/dev/full', 'w')));
  });
});

test('lines that were dropped are counted, and the log says how many once it is read again', async () => {
  const { reader, writer } = makeFullPipe();
  const app = await startWith(writer);
  closeSync(writer);
  await fillTheLog(app);
  const ended = app.end();
  const log = await readToTheEnd(reader, ended);
  const dropped = log.filter(({ msg }) => msg === 'log lines dropped').reduce((sum, { lines = 0 }) => sum + lines, 0);
  expect(dropped).toBeGreaterThan(0);
  expect(log.at(-1)).toMatchObject({ msg: 'stopped' });
  expect(await ended).toBe(0);
}, 120_000);

interface Line {
  readonly msg: string;
  readonly lines?: number;
}

/** Every line of a log that is one JSON object, as whoever reads it finds it. */
async function readToTheEnd(reader: number, ended: Promise<unknown>): Promise<readonly Line[]> {
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  const buffer = Buffer.alloc(65_536);
  let text = '';
  while (true) {
    const bytes = readNow(reader, buffer);
    text += buffer.toString('utf8', 0, bytes);
    if (bytes > 0) continue;
    if (hasEnded)
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    await sleep(5);
  }
}

/** Zero where there is nothing now. */
function readNow(reader: number, buffer: Buffer): number {
  try {
    return readSync(reader, buffer);
  } catch {
    return 0;
  }
}
