import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

function sample(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's').exec(README) ?? [];
  if (code === undefined) throw new Error(`README has no sample in ${language}`);
  return code;
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'readme-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A monitor that answers everything with one status; what it was sent. */
async function listen(status: number) {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(JSON.parse(await text(request)));
    response.writeHead(status).end('{"message":"no"}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return { bodies, port: (server.address() as AddressInfo).port };
}

async function run(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { output: out + err, code };
}

function runNode(port: number) {
  const file = join(folder(), 'worker.mjs');
  const use = "report({ outcome: 'failed', errorCode: 'TIMEOUT' });\nconsole.log('the worker goes on');";
  writeFileSync(file, `${sample('js').replace('8787', String(port))}\n${use}\n`);
  return run(process.execPath, [file]);
}

function runPython(port: number) {
  const file = join(folder(), 'worker.py');
  const use = 'import time\nreport("failed", "TIMEOUT")\nprint("the worker goes on", flush=True)\ntime.sleep(1)';
  writeFileSync(file, `${sample('python').replace('8787', String(port))}\n${use}\n`);
  return run('python3', [file]);
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import requests'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stdout.write('SKIPPED: the Python sample of README needs python3 with requests\n');
    return false;
  }
}

const PYTHON = hasPython();

test.each([
  ['takes it', 202, /^the worker goes on\n$/],
  ['refuses it', 401, /the worker goes on\n(?:.*\n)*.*not reported: \{"message":"no"\}/],
])('the samples of README tell a monitor that %s, and stop no worker', async (_name, status, output) => {
  for (const start of PYTHON ? [runNode, runPython] : [runNode]) {
    const monitor = await listen(status);
    const worker = await start(monitor.port);
    expect([worker.code, worker.output]).toEqual([0, expect.stringMatching(output)]);
    expect(monitor.bodies).toEqual([expect.objectContaining({ outcome: 'failed', errorCode: 'TIMEOUT' })]);
  }
});

test('the samples of README stop no worker where there is no monitor', async () => {
  for (const start of PYTHON ? [runNode, runPython] : [runNode]) {
    const worker = await start(9);
    expect([worker.code, worker.output]).toEqual([
      0,
      expect.stringMatching(/the worker goes on\n(?:.*\n)*.*not reported: /),
    ]);
  }
});
