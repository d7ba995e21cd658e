import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { killAtEnd } from '../fixtures/killAtEnd.ts';

const START = fileURLToPath(new URL('../../src/cli/start.cjs', import.meta.url));

/** Only Linux tells which processes another one has started. */
test.skipIf(process.platform !== 'linux')('a demo that is killed leaves no monitor behind', async () => {
  const demo = killAtEnd(spawn(process.execPath, [START, 'demo'], { stdio: ['pipe', 'pipe', 'inherit'] }));
  let output = '';
  demo.stdout.on('data', (text) => {
    output += text;
  });
  await expect.poll(() => output, { timeout: 60_000 }).toContain('The same channels in a browser: http://127.0.0.1:');
  const children = readFileSync(`/proc/${demo.pid}/task/${demo.pid}/children`, 'utf8').trim().split(' ');
  expect(children).toHaveLength(1);
  const isRunning = () =>
    children.some((pid) => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '');
  expect(isRunning()).toBe(true);
  demo.kill('SIGKILL');
  await expect.poll(isRunning, { timeout: 30_000 }).toBe(false);
});
