import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { killAtEnd } from '../fixtures/killAtEnd.ts';
import { setUpProgram } from '../fixtures/program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start` in a process group of its own, with everything that came out of it. */
function npmStart(env: Readonly<Record<string, string>>) {
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], HTTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  killAtEnd(npm, { isDetached: true });
  const lines: string[] = [];
  const reader = createInterface({ input: npm.stdout }).on('line', (line) => lines.push(line));
  return {
    npm,
    output: () => lines.join('\n'),
    logged: (text: string) => expect.poll(() => lines.join('\n'), { timeout: 30_000 }).toContain(text),
    /** Resolves when nobody writes to its output any longer, the program included. */
    silent: once(reader, 'close'),
  };
}

test('npm that is terminated ends the program in order, and no orphan is left', async () => {
  const stage = await setUpProgram();
  const { npm, logged, output, silent } = npmStart(stage.env);
  await logged('"msg":"ready"');
  npm.kill('SIGTERM');
  await silent;
  expect(output()).toContain('"exitCode":0,"msg":"stopped"');
});

test('Ctrl-C, which comes from the terminal and from npm, stops it in order', async () => {
  const stage = await setUpProgram();
  const { npm, logged, output, silent } = npmStart(stage.env);
  await logged('"msg":"ready"');
  process.kill(-(npm.pid ?? 0), 'SIGINT');
  await silent;
  expect(output()).toContain('"exitCode":0,"msg":"stopped"');
});
