import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { temporaryFolder } from './fixtures/folder.ts';
import { listenLocally } from './fixtures/localServer.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

function sample(language: string): string {
  const [, code] = new RegExp(`\`\`\`${language}\n(.*?)\n\`\`\``, 's').exec(README) ?? [];
  if (code === undefined) throw new Error(`README has no sample in ${language}`);
  return code;
}

/** A monitor that answers everything with one status; what it was sent. */
async function listen(status: number) {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(JSON.parse(await text(request)));
    response.writeHead(status).end('{"message":"no"}');
  });
  return { bodies, port: (await listenLocally(server)).port };
}

async function run(command: string, args: readonly string[]) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { output: out + err, code };
}

function runNode(port: number) {
  const file = join(temporaryFolder(), 'worker.mjs');
  const use = "report({ outcome: 'failed', errorCode: 'TIMEOUT' });\nconsole.log('the worker goes on');";
  writeFileSync(file, `${sample('js').replace('8787', String(port))}\n${use}\n`);
  return run(process.execPath, [file]);
}

function runPython(port: number) {
  const file = join(temporaryFolder(), 'worker.py');
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
